"""The Django application of the outbox; apart from the audit, for it lives in another database."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """操作記録送信箱."""

    name = "juminzei.platform.audit.outbox"
    label = "outbox"
    verbose_name = "操作記録送信箱"
    default_auto_field = "django.db.models.BigAutoField"
