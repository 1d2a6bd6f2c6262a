"""The Django application of unified numbers."""

from django.apps import AppConfig


class UnifiedConfig(AppConfig):
    """団体内統合宛名."""

    name = "juminzei.apps.unified"
    label = "unified"
    verbose_name = "団体内統合宛名"
    default_auto_field = "django.db.models.BigAutoField"
