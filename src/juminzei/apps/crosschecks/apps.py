"""The Django application of checks across documents."""

from django.apps import AppConfig


class CrosschecksConfig(AppConfig):
    """課税資料チェック."""

    name = "juminzei.apps.crosschecks"
    label = "crosschecks"
    verbose_name = "課税資料チェック"
    default_auto_field = "django.db.models.BigAutoField"
