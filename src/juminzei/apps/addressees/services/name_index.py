"""The index of other names: former ones, aliases, former surnames, names in Latin letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import OtherName
from juminzei.apps.addressees.selectors.other_names import other_names
from juminzei.base.japanese_text import kana_key, name_key
from juminzei.platform.storage.bulk import bulk_insert

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

ASKED_ONE_BY_ONE = 5_000
"""Addressees that a query names; for more, the whole index is made anew."""


def index_other_names(numbers: Collection[int]) -> None:
    """Make the index of some addressees anew, from all their versions."""
    named = list(numbers) if len(numbers) <= ASKED_ONE_BY_ONE else None
    old = OtherName.objects.all() if named is None else _of(named)
    old.delete()
    found = other_names(named)
    rows = dict.fromkeys(
        (number, source, name, name_key(name), kana_key(kana))
        for number, source, name, kana in zip(
            found.addressee_ids.tolist(), found.source, found.name, found.kana, strict=True
        )
    )
    if rows:
        columns = ("addressee_id", "source", "name", "name_key", "kana_key")
        bulk_insert(OtherName, dict(zip(columns, zip(*rows, strict=True), strict=True)))


def _of(numbers: list[int]) -> QuerySet[OtherName]:
    return OtherName.objects.filter(addressee_id__in=numbers)
