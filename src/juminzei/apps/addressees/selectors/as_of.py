"""What the register said of people on a day, as it was known at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from juminzei.apps.addressees.models import AddresseeVersion

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


def as_of(day: date, *, known_at: datetime | None = None) -> QuerySet[AddresseeVersion]:
    """Return, for each person of whom something was true on ``day``, the version that was.

    That is the version with the highest number among those true from ``day`` or
    before and recorded by ``known_at``: a version repeats every column, and a later
    one also carries the corrections of earlier ones, so a change reported late
    (異動日 before ``day``, 処理日 after it) counts as soon as it is known. The
    cancellation of a change bears the 異動日 of what it cancels, as the register
    writes it, and thereby takes its place.

    Args:
        day: The day asked about.
        known_at: Leave out what was recorded after this moment; None for all.
    """
    versions = AddresseeVersion.objects.filter(true_from__lte=day)
    if known_at is not None:
        versions = versions.filter(recorded_at__lte=known_at)
    newest_first = Window(
        RowNumber(), partition_by=[F("addressee_id")], order_by=[F("version").desc()]
    )
    return versions.annotate(place=newest_first).filter(place=1).order_by("addressee_id")
