"""The Django application of oversight."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """監査・管理."""

    name = "juminzei.apps.oversight"
    label = "oversight"
    verbose_name = "監査・管理"
    default_auto_field = "django.db.models.BigAutoField"
