"""Removing files that no row names: what a killed or refused act left behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.images.folder import DRAFT, ENDING, folder
from juminzei.apps.images.models import ImageSet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = timedelta(hours=24)
"""No act that stores images takes longer: younger files may be its."""


@transaction.atomic  # keeps SQLite's writers, who may use a number again, out meanwhile
def sweep(*, at: datetime) -> int:
    """Remove old files that no set has, erased sets' among them, and return how many.

    Args:
        at: Now.
    """
    removed = 0
    for place in sorted(folder().glob("*")):
        old = list(_old(place, at))
        numbers = [int(path.stem) for path in old if path.suffix == ENDING]
        there = ImageSet.objects.filter(pk__in=numbers, erasure=None)
        kept = set(there.values_list("pk", flat=True))
        for path in old:
            if path.suffix == DRAFT or int(path.stem) not in kept:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def _old(place: Path, at: datetime) -> Iterator[Path]:
    for path in place.iterdir():
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.suffix in {ENDING, DRAFT} and at - changed > PATIENCE:
            yield path
