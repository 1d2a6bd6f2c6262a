"""The Django application of merging."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """宛名の統合・分離."""

    name = "juminzei.apps.merging"
    label = "merging"
    verbose_name = "宛名の統合・分離"
    default_auto_field = "django.db.models.BigAutoField"
