"""The consolidated sheet of a person (合算表): documents side by side, and what became of them.

The figures, their documents and the reasons are told by the very calculation that the
ledger uses (:func:`.consolidation.consolidated`): there is no second one that could differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import Finding, RuledByKind
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.sheet_documents import SheetDocument, sheet_documents
from juminzei.apps.assessment.services.consolidation import consolidated
from juminzei.apps.assessment.services.consolidation_gathered import gather
from juminzei.apps.assessment.services.consolidation_result import RuledBy
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.apps.assessment.services.consolidation_trace import Kept
from juminzei.base.yen_text import yen_text
from juminzei.kernel.column_kind import MOST_YEN
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.apps.assessment.services.consolidation_gathered import Gathered
    from juminzei.apps.assessment.services.consolidation_result import Consolidated

TITLES = {
    "incomes": "収入・所得",
    "listed_shares": "配当・上場株式等",
    "family": "配偶者・扶養親族",
    "status": "本人の状況",
    "deductions": "所得控除のもと",
    "credits": "税額控除のもと",
    "departments": "福祉部門",
    "register": "課税対象者名簿",
}
NO_RULE = "資料がありません"
YES, NO, NOTHING = "○", "", "なし"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says of one figure."""

    text: str
    used: bool
    """The resulting figure came from it."""
    why: str
    """Why it does not count, where it says something and does not."""
    corrected: str = ""
    """What was received, where it was corrected by office authority."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of the person."""

    name: str
    label: str
    cells: tuple[Cell, ...]
    """One a document, in the order of the sheet's documents."""
    text: str
    """The resulting figure."""
    why: str
    rule: str
    corrected: str = ""
    """What the figure would be without corrections by office authority."""


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one kind under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the sheet but who the person is."""

    documents: list[SheetDocument]
    """Those that were put together."""
    others: list[SheetDocument]
    """Those that are not: replaced, cancelled, forwarded, or not settled whose they are."""
    parts: list[Part]
    ruled_by: str
    findings: list[tuple[str, str]]
    """Words and figure of what a clerk should look at."""
    version: AssessmentVersion | None
    """The newest version of the ledger."""
    ledger_differs: bool
    """The documents would come to something else than the ledger was made from."""


def consolidated_sheet(numbers: Sequence[int], tax_year: int) -> Sheet | None:
    """Return the sheet of a person, none if the person is not on the year's list.

    Args:
        numbers: The person's addressee numbers, the one that stands for all first.
        tax_year: 年度.
    """
    listed = person_page.taxable(numbers, tax_year)
    if listed is None or not listed.included:
        return None
    of = gather(tax_year, np.array([listed.addressee_id], dtype=np.int64))
    trace = Kept()
    row = consolidated(of, trace)
    documents, others = sheet_documents(numbers, tax_year, of.document_ids())
    versions = person_page.versions([listed.addressee_id], tax_year, None)
    version = versions[0] if versions else None
    figures = row.columns.to_sparse(0)
    said = _said(of, documents)
    received = _received(of, documents)
    return Sheet(
        documents=documents,
        others=others,
        parts=_parts(documents, said, figures, trace, received),
        ruled_by=_ruled_by(row),
        findings=_findings(row),
        version=version,
        ledger_differs=version is not None and version.inputs != figures,
    )


def _said(of: Gathered, documents: Sequence[SheetDocument]) -> dict[int, dict[str, int]]:
    """Return what each document would come to alone, what the register says left out."""
    fixed = {*rules().groups["register"], *rules().groups["departments"]}
    found = {}
    for document in documents:
        stated = of.returns.chosen(of.returns["document_id"] == document.key)
        alone = consolidated(of.only(document.key)).columns.to_sparse(0)
        if len(stated):
            alone = {name: int(stated[name][0]) for name in column_kinds()}
        found[document.key] = {k: v for k, v in alone.items() if v and k not in fixed}
    return found


@dataclass(frozen=True, slots=True)
class _Received:
    """What everything would come to without corrections by office authority."""

    said: Mapping[int, Mapping[str, int]]
    figures: Mapping[str, int]


def _received(of: Gathered, documents: Sequence[SheetDocument]) -> _Received | None:
    """Return what was received, none where nothing was corrected."""
    if of.corrected.keys().isdisjoint(of.document_ids()):
        return None
    before = gather(of.tax_year, of.addressee_ids, corrected={})
    return _Received(_said(before, documents), consolidated(before).columns.to_sparse(0))


def _parts(
    documents: Sequence[SheetDocument],
    said: Mapping[int, Mapping[str, int]],
    figures: Mapping[str, int],
    trace: Kept,
    received: _Received | None,
) -> list[Part]:
    groups = rules().groups
    every = [figures, *said.values(), *(received.said.values() if received else ())]
    parts = []
    for group, title in TITLES.items():
        lines = [
            _corrected(_line(name, documents, said, figures, trace), documents, figures, received)
            for name in groups[group]
            if any(name in one for one in every)
        ]
        if lines:
            parts.append(Part(title, tuple(lines)))
    return parts


def _line(
    name: str,
    documents: Sequence[SheetDocument],
    said: Mapping[int, Mapping[str, int]],
    figures: Mapping[str, int],
    trace: Kept,
) -> Line:
    source = trace.sources.get(name)
    used = set(source.document_ids) if source else set()
    rule = source.rule if source else ""
    words = rules().words.get(rule)
    cells = []
    for document in documents:
        value = said[document.key].get(name, 0)
        counts = document.key in used and bool(value)
        left = rules().words.get(trace.left.get(document.key, rule)) if value else None
        why = left.left if left is not None and not counts else ""
        cells.append(Cell(_text(name, value), counts, why))
    told = words.took if words is not None and figures.get(name) else ""
    return Line(
        name=name,
        label=column_kinds()[name].label,
        cells=tuple(cells),
        text=_text(name, figures.get(name, 0)) or ("0" if used else NO),
        why=told,
        rule=rule,
    )


def _corrected(
    line: Line,
    documents: Sequence[SheetDocument],
    figures: Mapping[str, int],
    received: _Received | None,
) -> Line:
    """Return the line with what was received, where that is something else."""
    if received is None:
        return line
    name = line.name
    before = [_text(name, received.said[one.key].get(name, 0)) for one in documents]
    cells = tuple(
        replace(cell, corrected=text or NOTHING) if text != cell.text else cell
        for cell, text in zip(line.cells, before, strict=True)
    )
    was = received.figures.get(name, 0)
    changed = was != figures.get(name, 0)
    return replace(line, cells=cells, corrected=(_text(name, was) or NOTHING) if changed else "")


def _text(name: str, value: int) -> str:
    kind = column_kinds()[name]
    if not value:
        return ""
    if kind.flag:
        return YES
    return yen_text(value) if kind.most == MOST_YEN else str(value)


def _ruled_by(row: Consolidated) -> str:
    code = RuledBy(row.ruled_by[0]).code
    return str(RuledByKind(code).label) if code else NO_RULE


def _findings(row: Consolidated) -> list[tuple[str, str]]:
    return [
        (Finding(name).label, f"{int(figures[0]):,}")
        for name, figures in row.findings.items()
        if figures[0]
    ]
