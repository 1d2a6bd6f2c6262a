"""Whom a report names beside its recipient, and in which place of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.individual_number import RELATIVES, SPOUSE
from juminzei.formats.relative import Relative
from juminzei.formats.wage_report import WageReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.formats.pension_report import PensionReport
    from juminzei.formats.sealed_text import SealedText

    Report = WageReport | PensionReport

FIRST_FURTHER = 5
"""The first relative of a kind who has no block of the form."""


def named_in(report: Report) -> Iterator[tuple[str, Relative]]:
    """Yield each relative that a report names or numbers, with the place."""
    if report.spouse is not None:
        yield from _said(SPOUSE, report.spouse)
    for one in report.dependants:
        yield from _said(f"dependant_{one.place}", one)
    for one in report.under16:
        yield from _said(f"under16_{one.place}", one)
    if isinstance(report, WageReport):
        if report.further_dependants:
            yield from _further("dependant", report.further_dependants)
        if report.further_under16:
            yield from _further("under16", report.further_under16)


def _said(place: str, relative: Relative) -> Iterator[tuple[str, Relative]]:
    if relative.name or relative.kana or relative.number is not None:
        yield place, relative


def _further(kind: str, text: SealedText) -> Iterator[tuple[str, Relative]]:
    """Yield the persons of 5人目以降; what no family has room for is not kept."""
    for place, person in zip(range(FIRST_FURTHER, RELATIVES + 1), text.persons, strict=False):
        yield f"{kind}_{place}", Relative(name=person.name, number=person.number)
