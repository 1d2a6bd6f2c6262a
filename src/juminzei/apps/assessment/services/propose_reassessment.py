"""Proposing to change a tax that is fixed (更正・決定); it stays until somebody else agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.assessment.models import Reassessment, ReassessmentGround, TaxableList
from juminzei.apps.assessment.selectors.holds import hold_of
from juminzei.apps.assessment.services.reassessment_effect import reassessment_effect
from juminzei.apps.assessment.services.reassessment_limits import Limit, limit, needs_event
from juminzei.base.wareki import wareki_text
from juminzei.formats.blanking import blank_numbers_in_words
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from juminzei.apps.assessment.services.reassessment_effect import ReassessmentEffect
    from juminzei.platform.staff.models import StaffMember

PROPOSE = "reassess.propose"


class ReassessmentRefusedError(Exception):
    """The tax stays as it is; the text says why, and what to do."""


@transaction.atomic
def propose_reassessment(
    *,
    number: int,
    tax_year: int,
    ground: str,
    reason: str,
    actor: StaffMember,
    at: datetime,
    event_on: date | None = None,
    seen: int | None = None,
) -> Reassessment:
    """Propose that a person's tax of a fixed year become what the documents come to now.

    Args:
        number: Any of the person's addressee numbers.
        tax_year: 年度; fixed.
        ground: A value of :class:`ReassessmentGround`.
        reason: What was wrong or new.
        actor: Who proposes; needs ``reassess.propose``.
        at: When.
        event_on: The ground's own day, where its limit goes by one.
        seen: The new tax that stood on the page, yen; none if it was not shown.

    Raises:
        ReassessmentRefusedError: There is nothing to change, something waits already, the
            time limit is over, or what was entered is not whole.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, PROPOSE, on=at.date())
    lock_year(tax_year)
    _refuse_words(ground, reason, event_on, at.date())
    effect = changeable(number, tax_year, seen=seen)
    if Reassessment.objects.filter(
        tax_year=tax_year, addressee=effect.addressee, decision=None
    ).exists():
        raise ReassessmentRefusedError("この人の更正は、すでに決裁を待っています。")
    until = in_time(effect, ground, event_on, at.date())
    made = Reassessment.objects.create(
        run=effect.run,
        tax_year=tax_year,
        addressee_id=effect.addressee,
        former=effect.former,
        ground=ground,
        event_on=event_on,
        reason=blank_numbers_in_words(reason.strip()),
        last_day=until.last_day,
        total_before=effect.total_before,
        total_after=effect.total_after,
        digest=effect.digest(),
        asked_by=actor,
        asked_at=at,
    )
    record("proposed", made, actor, at)
    return made


def lock_year(tax_year: int) -> None:
    """Let nobody else change the year meanwhile: its list's row is the lock."""
    TaxableList.objects.select_for_update().filter(tax_year=tax_year).first()


def changeable(number: int, tax_year: int, *, seen: int | None = None) -> ReassessmentEffect:
    """Return what a person's fixed tax would become, if it may be changed at all.

    Raises:
        ReassessmentRefusedError: The year is not fixed, the person is not on its list or is
            held, nothing differs, or it is not what was seen.
    """
    effect = reassessment_effect(number, tax_year)
    if effect is None:
        raise ReassessmentRefusedError(
            "年度が確定していないか、課税対象者名簿に載っていない人です。"
            "確定前は、計算し直してください。"
        )
    if hold_of([effect.addressee], tax_year) is not None:
        raise ReassessmentRefusedError("課税を保留している人です。先に保留を解いてください。")
    if not effect.changed:
        raise ReassessmentRefusedError("いまの資料で計算しても、確定した内容と違いません。")
    if seen not in {None, effect.total_after}:
        raise ReassessmentRefusedError(
            "画面を開いたあとに、計算した年税額が変わりました。いまの内容を確かめてください。"
        )
    return effect


def in_time(effect: ReassessmentEffect, ground: str, event_on: date | None, on: date) -> Limit:
    """Return until when the tax may be changed so.

    Raises:
        ReassessmentRefusedError: That day is over.
    """
    decreases = effect.total_after < effect.total_before
    until = limit(ground, first_due=effect.first_due, decreases=decreases, event_on=event_on)
    if on > until.last_day:
        raise ReassessmentRefusedError(
            f"{'減額する' if decreases else '増額する'}更正の期間制限"
            f"（{wareki_text(until.last_day)}まで、{until.law}）を過ぎているため、更正できません。"
        )
    return until


def record(act: str, made: Reassessment, actor: StaffMember, at: datetime) -> None:
    """Record an act about a reassessment: on what ground, never with its figures."""
    audit.record(
        action=f"assessment.reassessment.{act}",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{made.addressee_id:010d}",
        details={
            "reassessment": made.pk,
            "tax_year": made.tax_year,
            "ground": made.ground,
            "content": made.digest,
        },
    )


def _refuse_words(ground: str, reason: str, event_on: date | None, on: date) -> None:
    if ground not in ReassessmentGround.values:
        raise ReassessmentRefusedError("更正の事由を選んでください。")
    if not reason.strip():
        raise ReassessmentRefusedError("更正の理由（何が違い、何で確かめたか）を入れてください。")
    if needs_event(ground) and event_on is None:
        raise ReassessmentRefusedError(
            "この事由では、税務署や裁判所の決定などがあった日を入れてください。"
        )
    if event_on is not None and event_on > on:
        raise ReassessmentRefusedError("事由の日が先の日付です。確かめてください。")
