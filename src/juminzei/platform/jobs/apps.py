"""The Django application of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """処理."""

    name = "juminzei.platform.jobs"
    label = "jobs"
    verbose_name = "処理"
    default_auto_field = "django.db.models.BigAutoField"
