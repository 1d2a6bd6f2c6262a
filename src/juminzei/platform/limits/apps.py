"""The Django application of the limits."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    """利用の限度."""

    name = "juminzei.platform.limits"
    label = "limits"
    verbose_name = "利用の限度"
    default_auto_field = "django.db.models.BigAutoField"
