"""Erasing what a forwarded document said: that it came and where it went stays, the rest goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.individual_number import forget_numbers
from juminzei.apps.assessment.models import (
    CorrectionDecision,
    DocumentState,
    MatchCandidate,
    OfficialCorrection,
    PensionFigures,
    QuarantinedRow,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
    WageFigures,
)
from juminzei.apps.assessment.models.document import ERASED
from juminzei.apps.images.api import ImageGoneError, erase_images
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

AT_ONCE = 500


class ErasureRefusedError(Exception):
    """A document cannot be erased; nothing was. The text says which and why."""


@transaction.atomic
def erase_documents(
    document_ids: Iterable[int], *, ground: str, actor: StaffMember, at: datetime
) -> int:
    """Erase what documents said that were sent on to another municipality.

    Figures, corrections of them, relatives, candidates, scans, the raw line of a row that was
    corrected, name, birth date, address and the link to a person go; Individual Numbers leave
    the vault once the rest is committed. What stays is that a document of this kind and payer
    came, under which number, how, and where it went: the decisions and the record are
    appended. The hash of its content stays too, so that the same row sent again is known.

    Every application that sends documents on calls this with those that it sent. A document
    that was erased before is passed over, its numbers are forgotten once more: an act that
    was interrupted after its commit is simply done again.

    Args:
        document_ids: Documents that do not count here any more.
        ground: Why, such as 回送; never what they said.
        actor: Who erases; the caller has checked what they may do.
        at: When.

    Returns:
        How many were erased now.

    Raises:
        ErasureRefusedError: One of them is not there, or still counts.
    """
    wanted = sorted(set(document_ids))
    fresh: list[int] = []
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        fresh += _not_yet_erased(some)
    for first in range(0, len(fresh), AT_ONCE):
        some = fresh[first : first + AT_ONCE]
        _erase_scans(some, ground, actor, at)
        _erase_rows(some)
    for key in fresh:
        audit.record(
            action="assessment.document.erased",
            actor=actor,
            at=at,
            subject_kind="tax_document",
            subject_id=str(key),
            details={"ground": ground},
        )
    transaction.on_commit(partial(forget_numbers, wanted))
    return len(fresh)


def _not_yet_erased(keys: Sequence[int]) -> list[int]:
    rows = TaxDocument.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    found = {key: (state, name) for key, state, name in rows.values_list("pk", "state", "name")}
    for key in keys:
        state, _ = found.get(key, ("", ""))
        if state in {"", DocumentState.ACTIVE}:
            raise ErasureRefusedError(
                f"資料 {key} はないか、まだ有効です。回送した資料だけを消去できます。"
            )
    return [key for key in keys if found[key][1] != ERASED]


def _erase_scans(keys: Sequence[int], ground: str, actor: StaffMember, at: datetime) -> None:
    """Erase the scans that show these documents and no other."""
    rows = TaxDocument.objects.filter(pk__in=keys, image_set__isnull=False)
    shown = set(rows.values_list("image_set", flat=True))
    evidence = OfficialCorrection.objects.filter(document__in=keys, image_set__isnull=False)
    shown |= set(evidence.values_list("image_set", flat=True))
    others = TaxDocument.objects.filter(image_set__in=shown).exclude(pk__in=keys)
    for image_set in sorted(shown - set(others.values_list("image_set", flat=True))):
        try:
            erase_images(image_set, ground=ground, actor=actor, at=at)
        except ImageGoneError:
            continue  # whoever handed the document over has erased it before


def _erase_rows(keys: Sequence[int]) -> None:
    StatedRelative.objects.filter(document__in=keys).delete()
    CorrectionDecision.objects.filter(correction__document__in=keys).delete()
    OfficialCorrection.objects.filter(document__in=keys).delete()
    for table in (WageFigures, PensionFigures, ReturnFigures, MatchCandidate):
        table.objects.filter(document__in=keys).delete()
    QuarantinedRow.objects.filter(acts__document__in=keys).update(raw="")
    TaxDocument.objects.filter(pk__in=keys).update(
        name=ERASED,
        kana="",
        birth_on=None,
        address="",
        recipient_reference="",
        slip_key="",
        addressee=None,
        image_set=None,
        has_number=False,
        number_valid=False,
    )
