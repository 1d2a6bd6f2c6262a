"""扶養是正: the tax office is told of denied claims of its returns, and its answers are entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localtime

from juminzei.apps.crosschecks.api import reopen_denied_case
from juminzei.apps.national_returns.models import (
    AgencyAnswer,
    AgencyOutcome,
    AgencyReport,
    StagedState,
)
from juminzei.apps.national_returns.selectors.agency import open_reports, unreported
from juminzei.apps.national_returns.services.csv_text import csv_text, plain
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.base.wareki import tax_year_text
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.national_returns.selectors.agency import Unreported
    from juminzei.platform.staff.models import StaffMember

AGENCY = "returns.agency"
NOT_CHANGED = "税務署の回答は更正なし。否認を見直してください。"
MARK = b"\xef\xbb\xbf"
"""Tells spreadsheets that the text is UTF-8."""
COLUMNS = ("年度", "税務署", "整理番号", "氏名", "収受日", "否認の内容", "根拠", "回答期限")
"""OWN: the tax office's own sheet is on paper. No number, no address, no income of anybody."""


@transaction.atomic
def report_to_agency(*, tax_year: int, reply_by: date, actor: StaffMember, at: datetime) -> bytes:
    """Report every denied claim of a year's national returns that was not; return it as CSV.

    Args:
        tax_year: 年度.
        reply_by: By when the tax office is asked to answer; after today.
        actor: Who reports; needs ``returns.agency``.
        at: When.

    Raises:
        ReturnsRefusedError: There is nothing to report, or the day has passed.
        NotPermittedError: The actor may not.
    """
    require(actor, AGENCY, on=at.date())
    if reply_by <= at.date():
        raise ReturnsRefusedError("回答期限は、今日より後の日を入れてください。")
    found = unreported(tax_year)
    if not found:
        raise ReturnsRefusedError("報告していない否認はありません。")
    AgencyReport.objects.bulk_create(
        AgencyReport(
            staged=one.staged,
            case_number=one.claim.case_id,
            found=one.claim.check_name[:100],
            basis=one.claim.basis[:200],
            reply_by=reply_by,
            reported_by=actor,
            reported_at=at,
        )
        for one in found
    )
    audit.record(
        action="national_returns.agency.reported",
        actor=actor,
        at=at,
        subject_kind="tax_year",
        subject_id=str(tax_year),
        details={"cases": len(found), "reply_by": reply_by.isoformat()},
    )
    return MARK + csv_text([COLUMNS, *(_row(one, reply_by) for one in found)]).encode()


@transaction.atomic
def enter_answer(
    *,
    report_id: int,
    outcome: str,
    answered_on: date,
    note: str,
    actor: StaffMember,
    at: datetime,
) -> AgencyAnswer:
    """Enter what the tax office answered without a change to enter, which ends the report.

    It leaves the return as it is, and the denial is decided about again; or the changed return
    came with a delivery already.

    Args:
        report_id: The report.
        outcome: A value of :class:`AgencyOutcome`.
        answered_on: Day of the answer; no later than today, no earlier than the report.
        note: What it said; no names.
        actor: Who enters it; needs ``returns.agency``.
        at: When.

    Raises:
        ReturnsRefusedError: It is answered, is none, the day cannot be, or it is said to be
            corrected and no newer return has come.
        NotPermittedError: The actor may not.
    """
    require(actor, AGENCY, on=at.date())
    waiting = open_reports().select_related("staged").select_for_update(of=("self",))
    report = waiting.filter(pk=report_id).first()
    if report is None:
        raise ReturnsRefusedError("回答を待っている報告ではありません。画面を読み直してください。")
    if not localtime(report.reported_at).date() <= answered_on <= at.date():
        raise ReturnsRefusedError("回答日は、報告した日から今日までの日を入れてください。")
    corrected = AgencyOutcome(outcome) == AgencyOutcome.CORRECTED
    if corrected and report.staged.state != StagedState.SUPERSEDED:
        raise ReturnsRefusedError(
            "この申告に替わる申告は届いていません。更正決議・修正の内容を入れてください。"
        )
    answer = AgencyAnswer.objects.create(
        report=report,
        outcome=outcome,
        answered_on=answered_on,
        note=blank_numbers_in_words(note.strip())[:200],
        entered_by=actor,
        entered_at=at,
    )
    reopened = not corrected and reopen_denied_case(
        case_id=report.case_number, note=NOT_CHANGED, actor=actor, at=at
    )
    audit.record(
        action="national_returns.agency.answered",
        actor=actor,
        at=at,
        subject_kind="staged_return",
        subject_id=str(report.staged_id),
        details={"report": report.pk, "outcome": answer.outcome, "reopened": reopened},
    )
    return answer


def _row(one: Unreported, reply_by: date) -> tuple[str, ...]:
    staged = one.staged
    cells = (
        tax_year_text(staged.tax_year),
        staged.tax_office,
        staged.reference,
        staged.name,
        staged.received_on.isoformat(),
        one.claim.check_name,
        one.claim.basis,
        reply_by.isoformat(),
    )
    return tuple(map(plain, cells))
