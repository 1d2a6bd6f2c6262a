"""The Django application of staff."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """職員."""

    name = "juminzei.platform.staff"
    label = "staff"
    verbose_name = "職員"
    default_auto_field = "django.db.models.BigAutoField"
