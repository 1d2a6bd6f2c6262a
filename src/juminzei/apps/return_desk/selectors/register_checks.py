"""Checks of a return against what else the city knows: other claims, incomes, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from juminzei.apps.addressees.api import birthdays, cluster
from juminzei.apps.assessment.api import (
    DocumentState,
    StatedRelative,
    documents_of_person,
)
from juminzei.apps.return_desk.finding import Finding
from juminzei.apps.return_desk.models import ClaimedRelative, DeskReturn, ReturnState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from juminzei.apps.return_desk.entries import Entries, Row


def register_findings(one: DeskReturn, entries: Entries, *, income_limit: int) -> Iterator[Finding]:
    """Yield contradictions between the relatives that were typed and other sources.

    Args:
        one: The return.
        entries: What was typed, saved or not.
        income_limit: The dependant's limit of 合計所得金額, yen.
    """
    own = set(cluster(one.addressee_id))
    rows = entries.rows("relatives")
    born = birthdays({int(row.get("addressee") or 0) for row in rows})
    for place, row in enumerate(rows):
        relative = int(row.get("addressee") or 0)
        if not relative:
            continue
        numbers = cluster(relative)
        box = f"id_relatives-{place}-name"
        if own & set(numbers):
            yield _claims_self(place, box)
            continue
        yield from _double(one, own, numbers, place, box)
        yield from _earning(row, numbers, one.tax_year, place, income_limit)
        yield from _born(row, born.get(relative), place)


def _claims_self(place: int, box: str) -> Finding:
    return Finding(
        "claims_self",
        f"親族の{place + 1}行目は、申告する本人です。",
        "宛名番号を確かめてください。",
        grave=True,
        box=box,
    )


def _double(
    one: DeskReturn, own: set[int], numbers: list[int], place: int, box: str
) -> Iterator[Finding]:
    claims = StatedRelative.objects.filter(
        addressee__in=numbers,
        document__tax_year=one.tax_year,
        document__state=DocumentState.ACTIVE,
    )
    others = claims.exclude(document__addressee__in=own).exclude(document=one.document)
    if others.exclude(document__addressee=None).exists() or _claimed_at_desk(one, own, numbers):
        yield Finding(
            "double_dependant",
            f"親族の{place + 1}行目は、ほかの人の資料か申告でも扶養になっています。",
            "だれの扶養にするかを確かめてください。",
            box=box,
        )


def _claimed_at_desk(one: DeskReturn, own: set[int], numbers: list[int]) -> bool:
    """Return whether another return at the desk, not cancelled, names the same relative."""
    claims = ClaimedRelative.objects.filter(
        addressee__in=numbers,
        desk_return__tax_year=one.tax_year,
        version=F("desk_return__versions"),
    )
    claims = claims.exclude(desk_return__addressee__in=own)
    return claims.exclude(desk_return__state=ReturnState.CANCELLED).exists()


def _earning(
    row: Row, numbers: list[int], tax_year: int, place: int, limit: int
) -> Iterator[Finding]:
    if row.get("role") == "family_employee":
        return
    typed = int(row.get("income") or 0)
    known = 0
    for document in documents_of_person(numbers, tax_year):
        wage = getattr(document, "wage", None)
        known += wage.income_stated if wage is not None else 0
    if known > max(typed, limit):
        yield Finding(
            "relative_earns",
            f"親族の{place + 1}行目は、給与支払報告書の所得が {known:,}円あります。",
            "合計所得金額を確かめて入れ直してください。",
            box=f"id_relatives-{place}-income",
        )


def _born(row: Row, known: date | None, place: int) -> Iterator[Finding]:
    typed = str(row.get("birth_on") or "")
    if known is not None and typed and typed != known.isoformat():
        yield Finding(
            "relative_birth",
            f"親族の{place + 1}行目の生年月日が、住民記録と違います。",
            "生年月日を確かめてください。",
            box=f"id_relatives-{place}-birth_on",
        )
