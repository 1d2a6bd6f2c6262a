"""Who works for an employer, as its own wage reports say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.models import DocumentKind, DocumentState, TaxDocument
from juminzei.base.japanese_text import kana_key

if TYPE_CHECKING:
    from datetime import date


def employees_named(
    collector_number: str, *, reference: str = "", kana: str = "", birth_on: date | None = None
) -> list[int]:
    """Return the addressees whom an employer means, in order; none is a guess.

    Args:
        collector_number: 指定番号 of the employer; without it nobody is found.
        reference: 受給者番号; who has it in a wage report of this employer is meant, unless
            the kana contradict each other.
        kana: フリガナ of the person.
        birth_on: With ``kana`` it finds whom no reference names.
    """
    if not collector_number:
        return []
    reports = TaxDocument.objects.filter(
        kind=DocumentKind.WAGE,
        collector_number=collector_number,
        state=DocumentState.ACTIVE,
        addressee__isnull=False,
    )
    rows = reports.values_list("addressee_id", "kana")
    wanted = kana_key(kana)
    referred = rows.filter(recipient_reference=reference) if reference else rows.none()
    found = {one for one, named in referred if not wanted or kana_key(named) == wanted}
    if not found and wanted and birth_on is not None:
        of_the_day = rows.filter(birth_on=birth_on)
        found = {one for one, named in of_the_day if kana_key(named) == wanted}
    return sorted(one for one in found if one)
