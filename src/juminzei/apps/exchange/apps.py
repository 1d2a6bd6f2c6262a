"""The Django application of what is exchanged with others."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """送受信."""

    name = "juminzei.apps.exchange"
    label = "exchange"
    verbose_name = "送受信"
    default_auto_field = "django.db.models.BigAutoField"
