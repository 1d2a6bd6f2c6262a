"""The Django application of other departments' records."""

from django.apps import AppConfig


class DepartmentsConfig(AppConfig):
    """他部署の資料."""

    name = "juminzei.apps.departments"
    label = "departments"
    verbose_name = "他部署の資料"
    default_auto_field = "django.db.models.BigAutoField"
