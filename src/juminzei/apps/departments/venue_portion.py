"""What other departments said of people, as far as a venue's desk fills it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.apps.departments.models import (
    AssistanceRecord,
    CareRecord,
    DepartmentFile,
    DisabilityRecord,
    PremiumRecord,
)
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.storage.carried_rows import Portion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from juminzei.platform.storage.carried_rows import Carriage


def portions(carriage: Carriage) -> Iterator[Portion]:
    """Yield premiums of the year, handbooks, aid and certificates of whom returns are taken.

    The files that they came in go along as numbers: what they were called stays at home.
    """
    facts: list[QuerySet[Any]] = [
        DisabilityRecord.objects.filter(addressee__in=carriage.people),
        AssistanceRecord.objects.filter(addressee__in=carriage.people),
        CareRecord.objects.filter(addressee__in=carriage.people),
        PremiumRecord.objects.filter(
            addressee__in=carriage.people, income_year=carriage.tax_year - 1
        ),
    ]
    named = {key for rows in facts for key in rows.values_list("file", flat=True)}
    files = DepartmentFile.objects.filter(pk__in=named)
    received = ReceivedFile.objects.filter(pk__in=files.values("received_file"))
    yield Portion(received, blank={"name": "", "counts": {}, "delivery": None})
    yield Portion(files, blank={"held_reason": ""})
    for rows in facts:
        yield Portion(rows)
