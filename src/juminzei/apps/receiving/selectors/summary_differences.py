"""Employers whose 総括表 and wage reports do not agree, for whoever checks the year's documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import reports_of_collectors
from juminzei.apps.receiving.selectors.employers import employers_of
from juminzei.apps.receiving.selectors.summary_checks import summary_checks

if TYPE_CHECKING:
    from juminzei.apps.receiving.selectors.summary_checks import Line

OPEN = frozenset({"open", "held"})


@dataclass(frozen=True, slots=True)
class SummaryDifference:
    """One employer of whom as many reports count as its summary says, or not.

    Attributes:
        summary_id: The newest summary; its page is ``summary``.
        employer_id: The employer in the register, none if a clerk has to say who it is.
        collector_number: 指定番号.
        name: 名称, as the summary has it.
        state: ``open`` or ``held``.
        lines: Each count as stated and as found, persons.
        documents: The wage reports that were counted, in order of arrival.
    """

    summary_id: int
    employer_id: int | None
    collector_number: str
    name: str
    state: str
    lines: tuple[Line, ...]
    documents: tuple[int, ...]


def summary_differences(tax_year: int) -> list[SummaryDifference]:
    """Return the differences of a year that nobody accepted, in the order of summary checks."""
    checks = [one for one in summary_checks(tax_year) if one.state in OPEN]
    sheets = [one.sheet for one in checks]
    named = [(one.collector_number, one.corporate_number, one.name) for one in sheets]
    documents = reports_of_collectors(tax_year, {one.collector_number for one in sheets})
    return [
        SummaryDifference(
            summary_id=check.sheet.pk,
            employer_id=None if employer is None else employer.pk,
            collector_number=check.sheet.collector_number,
            name=check.sheet.name,
            state=check.state,
            lines=check.lines,
            documents=tuple(documents.get(check.sheet.collector_number, ())),
        )
        for check, employer in zip(checks, employers_of(named), strict=True)
    ]
