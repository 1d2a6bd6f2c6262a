"""What a letter to a sender may give back: the lines, of what, and to whom it would go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import postal
from juminzei.apps.assessment.api import lines_for_sender, payers_of_file
from juminzei.apps.receiving.models import (
    ApplicationOutcome,
    DeliveredFile,
    EmployerApplication,
    FileState,
    LetterMatter,
    SummarySheet,
)
from juminzei.apps.receiving.selectors.applications import employer_of_application
from juminzei.apps.receiving.selectors.employers import employer_of, employers_of
from juminzei.apps.receiving.selectors.summary_checks import check_of
from juminzei.base.japanese_text import name_key
from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from juminzei.apps.addressees.api import Withheld
    from juminzei.apps.receiving.models import Employer

Line = tuple[str, str, str, str]
"""Where, what, what is wrong, what to do."""
BACK = (FileState.QUARANTINED, FileState.RETURNED)


@dataclass(frozen=True, slots=True)
class Matter:
    """What would be given back.

    Attributes:
        kind: What it is.
        key: Of the file, notification or summary.
        about: In words, for the letter.
        lines: What is wrong with it; none where there is nothing to give back.
        employer: Whom it came from, if that is one employer of the register.
        several: Whether it names several payers: then it goes to who sent it, not to one.
        file_kind: The kind of a file, such as ``wage_report``.
        sender: Who is said to have sent it.
    """

    kind: LetterMatter
    key: int
    about: str
    lines: tuple[Line, ...]
    employer: Employer | None = None
    several: bool = False
    file_kind: str = ""
    sender: str = ""


def matter_of(kind: LetterMatter, key: int) -> Matter | None:
    """Return what would be given back, or none if there is no such thing."""
    return {
        LetterMatter.ROWS: _rows,
        LetterMatter.FILE: _file,
        LetterMatter.APPLICATION: _application,
        LetterMatter.SUMMARY: _summary,
    }[kind](key)


def perhaps_protected(name: str, corporate_number: str, withheld: Withheld) -> bool:
    """Return whether a payer may be a protected person (支援措置), whose address is not told.

    A corporation is none. Payers of reports are no addressees: an equal name is enough here.
    """
    if corporate_number:
        return False
    asked = name_key(name)
    return any(name_key(one.name) == asked for one in postal(withheld.numbers).values())


def _rows(key: int) -> Matter | None:
    file = ReceivedFile.objects.filter(pk=key).first()
    if file is None:
        return None
    payers = payers_of_file(key)
    known = employers_of([(one.collector_number, one.corporate_number, one.name) for one in payers])
    one_of = {None if one is None else one.pk: one for one in known}
    delivered = DeliveredFile.objects.filter(received_file=key).select_related("delivery").first()
    return Matter(
        kind=LetterMatter.ROWS,
        key=key,
        about=f"{file.name}（{file.get_source_display() or '提出された資料'}）",
        lines=tuple(
            (f"{row} 行目", column, problem, remedy)
            for row, column, _, problem, remedy in lines_for_sender(key)
        ),
        employer=known[0] if len(one_of) == 1 else None,
        several=len(payers) > 1 and len(one_of) != 1,
        file_kind=file.kind,
        sender=delivered.delivery.sender if delivered else "",
    )


def _file(key: int) -> Matter | None:
    file = DeliveredFile.objects.filter(pk=key).select_related("delivery", "employer").first()
    if file is None:
        return None
    told: tuple[Line, ...] = ()
    if file.state in BACK and file.reason:
        told = (("ファイル全体", file.label or "—", file.reason, "直したものを提出してください。"),)
    return Matter(
        kind=LetterMatter.FILE,
        key=key,
        about=file.name,
        lines=told,
        employer=file.employer,
        file_kind=file.kind,
        sender=file.delivery.sender,
    )


def _application(key: int) -> Matter | None:
    entry = EmployerApplication.objects.select_related("decision").filter(pk=key).first()
    if entry is None:
        return None
    decision = getattr(entry, "decision", None)
    told: tuple[Line, ...] = ()
    if decision is not None and decision.outcome == ApplicationOutcome.RETURNED:
        reference = entry.recipient_reference
        where = f"受給者番号 {reference}" if reference else f"{entry.row_number} 行目"
        told = ((where, entry.application, decision.reason, "直したものを提出してください。"),)
    return Matter(
        kind=LetterMatter.APPLICATION,
        key=key,
        about=f"{entry.application}（{wareki_text(entry.filed_on)}提出）",
        lines=told,
        employer=employer_of_application(entry),
        file_kind="employer_application",
        sender=entry.name,
    )


def _summary(key: int) -> Matter | None:
    sheet = SummarySheet.objects.filter(pk=key).first()
    if sheet is None:
        return None
    check = check_of(sheet)
    lines = check.lines if check is not None and check.state in {"open", "held"} else ()
    return Matter(
        kind=LetterMatter.SUMMARY,
        key=key,
        about=f"総括表（{tax_year_text(sheet.tax_year)}分、{wareki_text(sheet.filed_on)}提出）",
        lines=tuple(
            (
                "総括表",
                line.label,
                f"総括表では {line.stated:,} 人、届いた明細では {line.found:,} 人です。",
                "明細の追加・取消か、総括表の訂正を提出してください。",
            )
            for line in lines
            if line.difference
        ),
        employer=employer_of(sheet.collector_number, sheet.corporate_number, sheet.name),
        file_kind="wage_report",
        sender=sheet.name,
    )
