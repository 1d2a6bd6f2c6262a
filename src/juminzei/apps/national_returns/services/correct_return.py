"""更正決議・修正: a return as the tax office changed it takes effect when a second person agrees.

The former document stays with everything that it said, ended as replaced; the new one is of the
same person. Which boxes changed, from what to what, is kept beside the return.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.national_returns.models import (
    AgencyAnswer,
    AgencyOutcome,
    CorrectionKind,
    CorrectionRuling,
    ReturnCorrection,
    StagedReturn,
    StagedState,
)
from juminzei.apps.national_returns.selectors.agency import open_reports, undecided
from juminzei.apps.national_returns.selectors.stored_content import read_back
from juminzei.apps.national_returns.services.complete_return import replace_content
from juminzei.apps.national_returns.services.corrected_boxes import (
    BOXES,
    corrected,
    differences,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.services.report_to_agency import AGENCY
from juminzei.apps.national_returns.services.stage_returns import CORRECTED
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from juminzei.platform.staff.models import StaffMember

DECIDE = "returns.agency.decide"


@transaction.atomic
def propose_correction(
    *,
    staged_id: int,
    kind: str,
    decided_on: date,
    notice_number: str,
    amounts: Mapping[str, int],
    struck: Collection[int],
    spouse_struck: bool,
    actor: StaffMember,
    at: datetime,
) -> ReturnCorrection:
    """Enter what the tax office changed in a return; it takes effect when another agrees.

    Args:
        staged_id: The return.
        kind: Who changed it.
        decided_on: Day of the decision or of the taxpayer's correction; no later than today.
        notice_number: Number of the tax office's letter.
        amounts: Yen by box, of :data:`BOXES`, as they are now.
        struck: Rows of relatives that fell, from 1.
        spouse_struck: Whether the spouse fell.
        actor: Who enters it; needs ``returns.agency``.
        at: When.

    Raises:
        ReturnsRefusedError: Nothing changes, a row or box is none, the return does not count,
            or a correction of it waits for a decision.
        NotPermittedError: The actor may not.
    """
    require(actor, AGENCY, on=at.date())
    staged = StagedReturn.objects.select_for_update().filter(pk=staged_id).first()
    if staged is None or staged.state != StagedState.TAKEN:
        raise ReturnsRefusedError("課税資料になっている申告ではありません。")
    if undecided().filter(staged=staged).exists():
        raise ReturnsRefusedError("決定を待つ更正・修正があります。先にその決定を受けてください。")
    if kind not in CorrectionKind.values or not amounts.keys() <= set(BOXES):
        raise ReturnsRefusedError("種類と欄を選び直してください。")
    if decided_on > at.date():
        raise ReturnsRefusedError("更正・修正の日は、今日までの日を入れてください。")
    changes = differences(
        read_back(staged.content), amounts, struck=struck, spouse_struck=spouse_struck
    )
    if not changes:
        raise ReturnsRefusedError("今の申告と違うところがありません。")
    made = ReturnCorrection.objects.create(
        staged=staged,
        kind=kind,
        decided_on=decided_on,
        notice_number=notice_number.strip()[:40],
        changes=changes,
        proposed_by=actor,
        proposed_at=at,
    )
    _record("proposed", made, actor, at, boxes=sorted(changes))
    return made


@transaction.atomic
def rule_on_correction(
    *, correction_id: int, granted: bool, actor: StaffMember, at: datetime
) -> CorrectionRuling:
    """Let a correction take effect, or not; never one's own.

    Granted, a new document replaces the former and every open report of the return is answered
    with it.

    Raises:
        ReturnsRefusedError: It is one's own, was decided, or the return changed since.
        NotPermittedError: The actor may not.
    """
    require(actor, DECIDE, on=at.date())
    made = undecided().select_for_update(of=("self",)).filter(pk=correction_id).first()
    if made is None:
        raise ReturnsRefusedError("この起案は決定済みか、ありません。画面を読み直してください。")
    if same_person(actor, made.proposed_by):
        raise ReturnsRefusedError("自分の起案です。別の職員が決定してください。")
    document = _take_effect(made, actor=actor, at=at) if granted else None
    ruling = CorrectionRuling.objects.create(
        correction=made, granted=granted, document_id=document, ruled_by=actor, ruled_at=at
    )
    _record("ruled", made, actor, at, granted=granted, document=document)
    return ruling


def _take_effect(made: ReturnCorrection, *, actor: StaffMember, at: datetime) -> int:
    staged = StagedReturn.objects.select_for_update().get(pk=made.staged_id)
    whole = corrected(read_back(staged.content), made.changes)
    if staged.state != StagedState.TAKEN or whole is None:
        raise ReturnsRefusedError("起案の後に申告が変わりました。却下して、起案し直してください。")
    if not replace_content(staged, whole, suffix=f"{CORRECTED}{made.pk}", actor=actor, at=at):
        raise ReturnsRefusedError("本人がまだ特定されていません。照合で特定してください。")
    AgencyAnswer.objects.bulk_create(
        AgencyAnswer(
            report=report,
            outcome=AgencyOutcome.CORRECTED,
            answered_on=made.decided_on,
            note=f"更正・修正 {made.pk}",
            entered_by=actor,
            entered_at=at,
        )
        for report in open_reports().filter(staged=staged)
    )
    return staged.document_id or 0


def _record(
    act: str, made: ReturnCorrection, actor: StaffMember, at: datetime, **details: object
) -> None:
    audit.record(
        action=f"national_returns.correction.{act}",
        actor=actor,
        at=at,
        subject_kind="staged_return",
        subject_id=str(made.staged_id),
        details={"correction": made.pk, **details},
    )
