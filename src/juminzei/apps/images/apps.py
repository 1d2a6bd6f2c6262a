"""The Django application of images."""

from django.apps import AppConfig


class ImagesConfig(AppConfig):
    """課税資料イメージ."""

    name = "juminzei.apps.images"
    label = "images"
    verbose_name = "課税資料イメージ"
    default_auto_field = "django.db.models.BigAutoField"
