"""The Django application of packs for venues."""

from django.apps import AppConfig
from django.conf import settings


class VenuePacksConfig(AppConfig):
    """会場への持出."""

    name = "juminzei.apps.venue_packs"
    label = "venue_packs"
    verbose_name = "会場への持出"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """At a venue, let numbers that are read be sealed for the city."""
        if settings.VENUE is None:
            return
        from juminzei.apps.return_desk.api import read_numbers_by  # noqa: PLC0415 - models are there
        from juminzei.apps.venue_packs.services.seal_number import seal_number  # noqa: PLC0415 - the same

        read_numbers_by(seal_number)
