"""The Django application of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """受領ファイル."""

    name = "juminzei.platform.documents"
    label = "documents"
    verbose_name = "受領ファイル"
    default_auto_field = "django.db.models.BigAutoField"
