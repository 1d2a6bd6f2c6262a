"""Copies of reports and one-stop notices in the layout in which they came, for another city.

Individual Numbers are in the vault alone and do not leave it: the other city finds the
person by name, kana, birth date and address.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from juminzei.apps.assessment.models import (
    DocumentKind,
    PensionFigures,
    StatedRelative,
    Submission,
    TaxDocument,
    WageFigures,
)
from juminzei.formats import one_stop, pension_report, wage_report
from juminzei.formats.one_stop import OneStopNotice
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.relative import Relative
from juminzei.formats.wage_report import JOINED, LEFT, WageReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BLOCKS = 4
"""Relatives of a kind who have a block of the form; further ones stand in a text."""
WAGE_FIELDS = {one.name for one in fields(WageReport)}
PENSION_FIELDS = {one.name for one in fields(PensionReport)}


def report_copies(document_ids: Iterable[int], municipality: str) -> dict[str, bytes]:
    """Return the reports among documents as files to a municipality, by kind.

    Args:
        document_ids: Keys of documents of one year; those of other kinds are passed over.
        municipality: To which city, six digits.

    Returns:
        ``wage_report`` and ``pension_report`` → a file of form 315 or 331, ``one_stop`` → one of
        our own layout; a kind of which there is none is left out.
    """
    rows = TaxDocument.objects.filter(pk__in=list(document_ids)).order_by("document_number")
    rows = rows.select_related("wage", "pension", "figures").prefetch_related("relatives")
    wages = [_wage(one, municipality) for one in rows if one.kind == DocumentKind.WAGE]
    pensions = [_pension(one, municipality) for one in rows if one.kind == DocumentKind.PENSION]
    files: dict[str, bytes] = {}
    if wages:
        files[wage_report.KIND] = wage_report.write(wages)
    if pensions:
        files[pension_report.KIND] = pension_report.write(pensions)
    gifts = [one for one in rows if one.kind == DocumentKind.ONE_STOP and one.birth_on]
    if gifts:
        files[one_stop.KIND] = one_stop.write(
            [_one_stop(one) for one in gifts],
            municipality=municipality,
            income_year=gifts[0].tax_year - 1,
        )
    return files


def _wage(document: TaxDocument, municipality: str) -> WageReport:
    figures = document.wage
    changed: dict[str, object] = {}
    if figures.left_on or figures.joined_on:
        changed = {
            "change_kind": LEFT if figures.left_on else JOINED,
            "changed_on": figures.left_on or figures.joined_on,
        }
    return WageReport(
        **{
            **_said(figures, WAGE_FIELDS),
            **_of_document(document, municipality),
            **_disability(figures.self_disability),
            **changed,
        }
    )


def _one_stop(document: TaxDocument) -> OneStopNotice:
    stated = document.figures.stated
    day = str(stated.get("donated_on", ""))
    return OneStopNotice(
        name=document.name,
        kana=document.kana,
        address=document.address,
        birth_on=document.birth_on or date.min,
        donated_on=date.fromisoformat(day) if day else None,
        amount=int(document.figures.columns.get("donation_hometown", 0)),
        body=str(stated.get("donated_to", "")),
    )


def _pension(document: TaxDocument, municipality: str) -> PensionReport:
    figures = document.pension
    paid = PensionPayment(paid=figures.revenue, withheld=figures.withheld_income_tax)
    nothing = PensionPayment()
    return PensionReport(
        **{
            **_said(figures, PENSION_FIELDS),
            **_of_document(document, municipality),
            **_disability(figures.self_disability),
            "payments": (paid, nothing, nothing, nothing),
        }
    )


def _said(figures: WageFigures | PensionFigures, known: set[str]) -> dict[str, Any]:
    """Return the figures that the form has a column of its own for."""
    names = {one.name for one in figures._meta.concrete_fields} & known
    return {name: getattr(figures, name) for name in sorted(names)}


def _of_document(document: TaxDocument, municipality: str) -> Mapping[str, Any]:
    relatives = [one for one in document.relatives.all() if one.added_by_id is None]
    return {
        "submission": Submission.NEW.value,
        "income_year": document.tax_year - 1,
        "municipality": municipality,
        "payer_address": document.payer_address,
        "payer_name": document.payer_name,
        "payer_identifier": document.payer_number,
        "collector_number": "",  # ours: the other city gives its own
        "address": document.address,
        "name": document.name,
        "kana": document.kana,
        "birth_on": document.birth_on,
        "recipient_reference": document.recipient_reference,
        "spouse": next((_relative(one, 0) for one in relatives if one.place == "spouse"), None),
        "dependants": _blocks(relatives, "dependant_"),
        "under16": _blocks(relatives, "under16_"),
    }


def _blocks(relatives: Sequence[StatedRelative], start: str) -> tuple[Relative, ...]:
    numbered = {
        int(one.place.removeprefix(start)): one for one in relatives if one.place.startswith(start)
    }
    return tuple(_relative(numbered[place], place) for place in sorted(numbered) if place <= BLOCKS)


def _relative(one: StatedRelative, place: int) -> Relative:
    return Relative(kana=one.kana, name=one.name, kind=one.relationship, place=place)


def _disability(stated: str) -> dict[str, bool]:
    return {
        "self_disability_special": stated == "special",
        "self_disability_other": stated == "ordinary",
    }
