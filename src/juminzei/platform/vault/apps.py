"""The Django application of vault."""

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """個人番号保管庫."""

    name = "juminzei.platform.vault"
    label = "vault"
    verbose_name = "個人番号保管庫"
    default_auto_field = "django.db.models.BigAutoField"
