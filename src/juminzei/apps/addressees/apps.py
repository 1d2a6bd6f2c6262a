"""The Django application of addressees."""

from django.apps import AppConfig


class AddresseesConfig(AppConfig):
    """宛名管理."""

    name = "juminzei.apps.addressees"
    label = "addressees"
    verbose_name = "宛名管理"
    default_auto_field = "django.db.models.BigAutoField"
