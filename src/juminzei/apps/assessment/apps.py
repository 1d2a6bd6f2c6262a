"""The Django application of assessment."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """個人住民税."""

    name = "juminzei.apps.assessment"
    label = "assessment"
    verbose_name = "個人住民税"
    default_auto_field = "django.db.models.BigAutoField"
