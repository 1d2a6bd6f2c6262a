"""The Django application of audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """操作記録."""

    name = "juminzei.platform.audit"
    label = "audit"
    verbose_name = "操作記録"
    default_auto_field = "django.db.models.BigAutoField"
