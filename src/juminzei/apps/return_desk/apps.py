"""The Django application of the return desk."""

from django.apps import AppConfig


class ReturnDeskConfig(AppConfig):
    """申告受付."""

    name = "juminzei.apps.return_desk"
    label = "return_desk"
    verbose_name = "申告受付"
    default_auto_field = "django.db.models.BigAutoField"
