"""Delivery by public notice: two people, the days at the board, and the day that follows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.correspondence.api import delivered_on
from juminzei.apps.correspondence.delivery import effective_day
from juminzei.apps.correspondence.models import (
    NoticeGround,
    PublicNotice,
    PublicNoticeStep,
    StepKind,
)
from juminzei.apps.correspondence.selectors.public_notices import (
    awaiting_approval,
    public_notices,
)
from juminzei.apps.correspondence.services.public_notices import decide, post, propose
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.apps.correspondence.services.returned import enter_step
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.letters import returned
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.correspondence.models import ReturnedLetter
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
TODAY = AT.date()
LATER = AT + timedelta(days=3)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def chief() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def office(clerk: StaffMember, chief: StaffMember) -> tuple[StaffMember, StaffMember]:
    return clerk, chief


@pytest.fixture
def letter(clerk: StaffMember) -> ReturnedLetter:
    return returned(person(1, "山田　太郎", "ヤマダ タロウ"), clerk, investigated=True)


def proposed(letter: ReturnedLetter, clerk: StaffMember) -> PublicNotice:
    return propose(
        letter.pk, ground=NoticeGround.UNKNOWN, investigation="照会に回答なし", actor=clerk, at=AT
    )


def posted(notice: PublicNotice, clerk: StaffMember, chief: StaffMember) -> PublicNoticeStep:
    decide(notice.pk, approved=True, reason="", actor=chief, at=AT)
    return post(notice.pk, posted_on=TODAY, published_on=None, actor=clerk, at=AT)


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        (date(2026, 6, 1), date(2026, 6, 8)),  # 1 to 7 June are the seven days
        (date(2026, 12, 28), date(2027, 1, 4)),
        (date(2028, 2, 25), date(2028, 3, 3)),  # a leap year has 29 February
        (date(2027, 2, 25), date(2027, 3, 4)),
    ],
)
def test_seven_days_with_the_day_of_posting_must_have_passed(begun: date, first: date) -> None:
    """地方税法20条の2第3項: 掲示を始めた日から起算して七日を経過したとき."""
    assert effective_day(begun) == first
    assert effective_day(begun) - timedelta(days=1) == begun + timedelta(days=6)


@pytest.mark.parametrize(
    ("board", "internet", "first"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 8)),
        (date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 10)),
        (date(2026, 6, 3), date(2026, 6, 1), date(2026, 6, 10)),
        (date(2026, 6, 1), None, date(2026, 6, 8)),
    ],
)
def test_the_days_run_when_both_postings_have_begun(
    board: date, internet: date | None, first: date
) -> None:
    assert effective_day(board, internet) == first


def test_from_the_proposal_to_the_day_it_counts_as_delivered(
    letter: ReturnedLetter, clerk: StaffMember, chief: StaffMember
) -> None:
    notice = proposed(letter, clerk)
    assert awaiting_approval() == 1
    assert delivered_on(letter.notice_number, tax_year=2026) is None
    step = posted(notice, clerk, chief)
    assert awaiting_approval() == 0
    assert (step.posted_on, step.effective_on) == (date(2026, 6, 1), date(2026, 6, 8))
    assert delivered_on(letter.notice_number, tax_year=2026) == date(2026, 6, 8)
    assert delivered_on(letter.notice_number, tax_year=2025) is None
    assert letter.steps.latest("pk").kind == StepKind.PUBLIC_NOTICE
    assert [one.act for one in public_notices()] == ["posted"]
    told = OutgoingRecord.objects.filter(action__startswith="correspondence.public_notice")
    assert [one.action.rpartition(".")[2] for one in told.order_by("pk")] == [
        "proposed",
        "approved",
        "posted",
    ]


def test_nobody_approves_their_own_proposal(letter: ReturnedLetter, chief: StaffMember) -> None:
    notice = proposed(letter, chief)
    with pytest.raises(CorrespondenceRefusedError, match="ほかの職員が決定"):
        decide(notice.pk, approved=True, reason="", actor=chief, at=AT)
    assert not PublicNoticeStep.objects.exists()


def test_a_clerk_approves_nothing(letter: ReturnedLetter, clerk: StaffMember) -> None:
    notice = proposed(letter, clerk)
    with pytest.raises(NotPermittedError):
        decide(notice.pk, approved=True, reason="", actor=staff("1002"), at=AT)


def test_it_is_decided_once(letter: ReturnedLetter, clerk: StaffMember, chief: StaffMember) -> None:
    notice = proposed(letter, clerk)
    decide(notice.pk, approved=True, reason="", actor=chief, at=AT)
    other = staff("2002", Role.TAX_SUPERVISOR)
    with pytest.raises(CorrespondenceRefusedError, match="先に処理しました"):
        decide(notice.pk, approved=False, reason="別人", actor=other, at=AT)


def test_what_was_turned_down_has_a_reason_and_may_be_proposed_again(
    letter: ReturnedLetter, clerk: StaffMember, chief: StaffMember
) -> None:
    notice = proposed(letter, clerk)
    with pytest.raises(CorrespondenceRefusedError, match="却下する理由"):
        decide(notice.pk, approved=False, reason=" ", actor=chief, at=AT)
    decide(notice.pk, approved=False, reason="現地を見る", actor=chief, at=AT)
    with pytest.raises(CorrespondenceRefusedError, match="承認されていない"):
        post(notice.pk, posted_on=TODAY, published_on=None, actor=clerk, at=AT)
    assert proposed(letter, clerk).attempt == 2


def test_there_is_one_open_proposal_a_letter(letter: ReturnedLetter, clerk: StaffMember) -> None:
    proposed(letter, clerk)
    with pytest.raises(CorrespondenceRefusedError, match="すでに起案されています"):
        proposed(letter, clerk)


def test_nothing_is_proposed_before_anybody_looked(clerk: StaffMember) -> None:
    untouched = returned(person(2, "山田　花子", "ヤマダ ハナコ"), clerk)
    with pytest.raises(CorrespondenceRefusedError, match="調査が一つも"):
        proposed(untouched, clerk)


def test_nothing_is_proposed_for_what_is_settled(
    letter: ReturnedLetter, clerk: StaffMember
) -> None:
    enter_step(letter.pk, kind=StepKind.RESENT, done_on=TODAY, result="再送", actor=clerk, at=AT)
    with pytest.raises(CorrespondenceRefusedError, match="処理が終わっています"):
        proposed(letter, clerk)


@pytest.mark.parametrize(
    ("board", "internet", "field"),
    [
        (TODAY - timedelta(days=1), None, "posted_on"),  # before the approval
        (TODAY + timedelta(days=4), None, "posted_on"),  # ahead of today
        (TODAY, TODAY - timedelta(days=1), "published_on"),
        (TODAY, TODAY + timedelta(days=4), "published_on"),
    ],
)
def test_posting_lies_between_approval_and_today(
    board: date,
    internet: date | None,
    field: str,
    letter: ReturnedLetter,
    office: tuple[StaffMember, StaffMember],
) -> None:
    clerk, chief = office
    notice = proposed(letter, clerk)
    decide(notice.pk, approved=True, reason="", actor=chief, at=AT)
    with pytest.raises(CorrespondenceRefusedError) as refused:
        post(notice.pk, posted_on=board, published_on=internet, actor=clerk, at=LATER)
    assert refused.value.field == field
    post(
        notice.pk, posted_on=TODAY, published_on=LATER.date(), actor=clerk, at=LATER
    )  # both ends are within


def test_it_is_posted_once(letter: ReturnedLetter, clerk: StaffMember, chief: StaffMember) -> None:
    notice = proposed(letter, clerk)
    posted(notice, clerk, chief)
    with pytest.raises(CorrespondenceRefusedError, match="先に処理しました"):
        post(notice.pk, posted_on=TODAY, published_on=None, actor=clerk, at=AT)
    assert letter.steps.filter(kind=StepKind.PUBLIC_NOTICE).count() == 1
