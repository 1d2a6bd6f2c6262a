"""The Django application of correspondence."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    """送付先・返戻."""

    name = "juminzei.apps.correspondence"
    label = "correspondence"
    verbose_name = "送付先・返戻"
    default_auto_field = "django.db.models.BigAutoField"
