"""The Django application of receiving."""

from django.apps import AppConfig


class ReceivingConfig(AppConfig):
    """受領."""

    name = "juminzei.apps.receiving"
    label = "receiving"
    verbose_name = "受領"
    default_auto_field = "django.db.models.BigAutoField"
