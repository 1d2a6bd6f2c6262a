"""総括表 against the details: how many were reported, and how their tax is collected (EL-04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.api import ReportCounts, report_counts
from juminzei.apps.receiving.models import SummaryDecision, SummaryOutcome, SummarySheet

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = (
    ("reported", "total", "報告人員"),
    ("special", "special", "特別徴収"),
    ("ordinary_left", "ordinary_left", "普通徴収（退職者、普Ｆ）"),
    ("ordinary_other", "ordinary_other", "普通徴収（退職者以外、普Ａ～Ｅ）"),
)
"""What the summary says, what the details say, and what it is called."""
NONE = ReportCounts()


@dataclass(frozen=True, slots=True)
class Line:
    """One figure, as stated and as counted."""

    label: str
    stated: int
    found: int

    @property
    def difference(self) -> int:
        """Found less stated, in persons."""
        return self.found - self.stated


@dataclass(frozen=True, slots=True)
class SummaryCheck:
    """The newest summaries of one employer and year against its reports."""

    sheet: SummarySheet
    lines: tuple[Line, ...]
    state: str
    """``agrees``, ``open``, ``held`` or ``accepted``."""

    @property
    def figures(self) -> str:
        """What a decision about this difference holds for."""
        return " ".join(f"{line.stated}/{line.found}" for line in self.lines)

    @property
    def reported(self) -> Line:
        """報告人員."""
        return self.lines[0]


def summary_checks(tax_year: int) -> list[SummaryCheck]:
    """Return every employer's check of a year, in the order of collector numbers and names.

    Of one part (年間分, 退職者分) the newest summary counts; the parts are added.
    """
    newest: dict[tuple[str, str], dict[str, SummarySheet]] = {}
    for sheet in SummarySheet.objects.filter(tax_year=tax_year).order_by("filed_on", "pk"):
        key = (sheet.collector_number, "" if sheet.collector_number else sheet.name)
        newest.setdefault(key, {})[sheet.part] = sheet
    counts = report_counts(tax_year)
    decisions = _decisions(tax_year)
    return [
        _check(list(parts.values()), counts.get(collector, NONE), decisions)
        for (collector, _), parts in sorted(newest.items())
    ]


def check_of(sheet: SummarySheet) -> SummaryCheck | None:
    """Return the check that a sheet is part of, if it still counts."""
    checks = summary_checks(sheet.tax_year)
    return next((one for one in checks if one.sheet.pk == sheet.pk), None)


def open_checks(tax_year: int) -> int:
    """Return how many differences of a year nobody has decided about, or that are held."""
    return sum(one.state in {"open", "held"} for one in summary_checks(tax_year))


def summary_years() -> list[int]:
    """Return the years of which there are summaries, the newest first."""
    years = SummarySheet.objects.values_list("tax_year", flat=True).distinct()
    return sorted(years, reverse=True)


def _check(
    sheets: list[SummarySheet],
    found: ReportCounts,
    decisions: Mapping[int, SummaryDecision],
) -> SummaryCheck:
    lines = tuple(
        Line(label, sum(getattr(sheet, stated) for sheet in sheets), getattr(found, counted))
        for stated, counted, label in LABELS
    )
    sheet = max(sheets, key=lambda one: one.pk)
    check = SummaryCheck(sheet, lines, "agrees")
    if not any(line.difference for line in lines):
        return check
    decided = decisions.get(sheet.pk)
    state = "open"
    if decided is not None and decided.figures == check.figures:
        state = "accepted" if decided.outcome == SummaryOutcome.ACCEPTED else "held"
    return SummaryCheck(sheet, lines, state)


def _decisions(tax_year: int) -> dict[int, SummaryDecision]:
    """Return the newest decision about each sheet."""
    made = SummaryDecision.objects.filter(summary__tax_year=tax_year).order_by("pk")
    return {one.summary_id: one for one in made}
