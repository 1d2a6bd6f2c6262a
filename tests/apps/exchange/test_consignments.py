"""Documents that are not ours go out once, approved by another person, and leave us afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.api import withheld
from juminzei.apps.addressees.models import ProtectedPerson
from juminzei.apps.assessment.models import DocumentState, MatchDecision, TaxDocument, WageFigures
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.matching import match
from juminzei.apps.exchange.models import Consignment, ConsignmentStep, Step, Way
from juminzei.apps.exchange.selectors.protected import telling
from juminzei.apps.exchange.selectors.standing import consignments, in_state, overdue, state_of
from juminzei.apps.exchange.selectors.waiting_documents import waiting_counts
from juminzei.apps.exchange.services.prepare_documents import prepare_documents
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_step import take_step
from juminzei.apps.exchange.waiting import waiting
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.exchange_rows import CHIYODA, KUMAGAYA, YEAR, forwarded, notice, prepared, stepped
from support.page_rows import AT, person, protect, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

A, T, S = Step.APPROVED, Step.TURNED_DOWN, Step.SENT
RC, RT, E = Step.RECEIVED, Step.RETURNED, Step.ERASED
ALLOWED = {
    (): {A, T},
    (A,): {T, S},
    (T,): set(),
    (A, T): set(),
    (A, S): {RC, RT, E},
    (A, S, E): {RC, RT},
    (A, S, RT): set(),
    (A, S, RC): set(),
}
"""What was done → what may be done next; receiving erases in the same act."""


@pytest.fixture
def one() -> StaffMember:
    return staff("1001")


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


@pytest.mark.parametrize("done", ALLOWED, ids=lambda steps: "+".join(steps) or "prepared")
def test_steps_are_taken_in_their_order_and_each_once(
    done: tuple[Step, ...], one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    lot = stepped(prepared(one), *((step, other) for step in done))
    taken = set()
    for step in Step:
        before = ConsignmentStep.objects.count()
        try:
            with_savepoint(lot, step, other)
        except ExchangeRefusedError:
            assert ConsignmentStep.objects.count() == before
        else:
            taken.add(step)
    assert taken == ALLOWED[done]


def with_savepoint(lot: Consignment, step: Step, actor: StaffMember) -> None:
    """Take a step and undo it again, so that the next one is tried from the same state."""
    from django.db import transaction  # noqa: PLC0415 - one use

    with transaction.atomic():
        point = transaction.savepoint()
        stepped(lot, (step, actor))
        transaction.savepoint_rollback(point)


def test_whoever_made_it_up_does_not_approve_it(one: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    with pytest.raises(ExchangeRefusedError, match="作成した本人"):
        stepped(lot, (A, one))


def test_a_lot_holds_what_was_checked_and_nothing_that_came_meanwhile(one: StaffMember) -> None:
    forwarded(one, 1, 2)
    for seen in (1, 3):
        with pytest.raises(ExchangeRefusedError, match="2 件で、確認した"):
            prepare_documents(tax_year=YEAR, municipality=KUMAGAYA, seen=seen, actor=one, at=AT)
    assert not Consignment.objects.exists()


def test_documents_go_to_their_own_city_and_once(one: StaffMember) -> None:
    here, there = forwarded(one, 1), forwarded(one, 1, to=CHIYODA, file="b.csv")
    lot = prepared(one)
    assert list(lot.documents.values_list("document", flat=True)) == [here[0].pk]
    assert waiting_counts(YEAR, protected=False, on=AT.date()) == {CHIYODA: len(there)}
    with pytest.raises(ExchangeRefusedError, match="0 件"):
        prepared(one)


def test_what_was_turned_down_or_came_back_waits_again(
    one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    for steps in ([(T, other)], [(A, other), (S, one), (RT, one)]):
        assert waiting_counts(YEAR, protected=False, on=AT.date()) == {KUMAGAYA: 1}
        stepped(prepared(one), *steps)
    assert waiting_counts(YEAR, protected=False, on=AT.date()) == {KUMAGAYA: 1}


def test_nothing_is_erased_until_the_other_city_has_it(
    one: StaffMember, other: StaffMember
) -> None:
    (document,) = forwarded(one, 1)
    lot = stepped(prepared(one), (A, other), (S, one))
    assert WageFigures.objects.filter(document=document).exists()
    stepped(lot, (RC, one))
    assert not WageFigures.objects.filter(document=document).exists()
    after = TaxDocument.objects.get(pk=document.pk)
    assert (after.state, after.kana, after.address) == (DocumentState.FORWARDED, "", "")
    assert lot.documents.get().document_id == document.pk
    assert {step.step for step in lot.steps.all()} == {A, S, RC, E}
    decision = MatchDecision.objects.get(document=document)
    assert decision.reason["municipality"] == KUMAGAYA


def test_a_document_found_to_be_ours_after_all_stops_the_lot(
    one: StaffMember, other: StaffMember
) -> None:
    first, second = forwarded(one, 1, 2)
    lot = prepared(one)
    newest = MatchDecision.objects.filter(document=first).latest("pk")
    decide_match.undo(decision_id=newest.pk, actor=one, at=AT)
    with pytest.raises(ExchangeRefusedError, match=f"資料番号 {first.document_number}"):
        stepped(lot, (A, other))
    stepped(lot, (T, other))
    again = prepared(one)
    assert [each.document_id for each in again.documents.all()] == [second.pk]


def test_a_document_taken_back_after_sending_is_not_erased(
    one: StaffMember, other: StaffMember
) -> None:
    first, second = forwarded(one, 1, 2)
    lot = stepped(prepared(one), (A, other), (S, one))
    newest = MatchDecision.objects.filter(document=first).latest("pk")
    decide_match.undo(decision_id=newest.pk, actor=one, at=AT)
    stepped(lot, (RC, one))
    assert list(WageFigures.objects.values_list("document", flat=True)) == [first.pk]
    assert second.pk != first.pk


def test_matching_leaves_alone_what_was_sent_and_erased(
    one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    stepped(prepared(one), (A, other), (S, one), (RC, one))
    before = list(TaxDocument.objects.values())
    match(tax_year=YEAR, actor=one, at=AT)
    assert list(TaxDocument.objects.values()) == before


@pytest.mark.parametrize(
    ("days", "refused"), [(-1, True), (0, False), (3, False), (4, True)], ids=str
)
def test_a_lot_is_sent_between_its_approval_and_today(
    days: int, *, refused: bool, one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    lot = stepped(prepared(one), (A, other))
    later = AT + timedelta(days=3)
    day = AT.date() + timedelta(days=days)
    if refused:
        with pytest.raises(ExchangeRefusedError, match="から今日まで"):
            take_step(lot.pk, S, way=Way.POST, on=day, actor=one, at=later)
    else:
        take_step(lot.pk, S, way=Way.POST, on=day, actor=one, at=later)
        assert lot.steps.get(step=S).done_on == day


@pytest.mark.parametrize(
    ("step", "words", "says"),
    [(S, {"note": "x"}, "送付方法"), (RT, {}, "理由"), (T, {"note": " "}, "理由")],
)
def test_what_must_be_said_is_asked_for(
    step: Step, words: dict[str, Any], says: str, one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    if step != T:
        stepped(lot, (A, other))
    if step == RT:
        stepped(lot, (S, one))
    with pytest.raises(ExchangeRefusedError, match=says):
        take_step(lot.pk, step, actor=one, at=AT, **words)


def test_a_number_in_the_words_is_blanked(one: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    take_step(lot.pk, T, note="番号 123456789018 の人", actor=one, at=AT)
    assert "123456789018" not in lot.steps.get().note


@pytest.mark.parametrize(("days", "late"), [(14, 0), (15, 1)])
def test_a_lot_is_overdue_the_day_after_it_was_due(days: int, late: int, one: StaffMember) -> None:
    forwarded(one, 1)
    prepared(one)
    on = AT.date() + timedelta(days=days)
    assert overdue(on).count() == late
    tasks = waiting(one, {"exchange.prepare"}, AT + timedelta(days=days))
    assert {task.label: task.count for task in tasks}["送付期限を過ぎた回送・通知"] == late


def test_tasks_are_for_whoever_can_do_them(one: StaffMember, other: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)

    def told(member: StaffMember) -> dict[str, int]:
        found = waiting(member, {"exchange.prepare", "exchange.approve"}, AT)
        return {task.label: task.count for task in found if task.count}

    assert told(one) == {}
    assert told(other) == {"回送・通知の承認": 1}
    stepped(lot, (A, other))
    assert told(one) == {"回送・通知の送付": 1}
    stepped(lot, (S, one))
    assert told(other) == {"送付済みの資料の写しの消去": 1}
    stepped(lot, (RC, one))
    assert told(one) == {}


def test_every_lot_is_in_the_state_that_it_is_listed_under(
    one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    seen = []
    for step, actor in ((None, one), (A, other), (S, one), (RC, one)):
        if step:
            stepped(lot, (step, actor))
        state = state_of(consignments().get())
        assert in_state(consignments(), state).count() == 1
        seen.append(state)
    assert seen == ["prepared", "approved", "sent", "received"]
    assert in_state(consignments(), "open").count() == 0


def test_collection_clerks_send_nothing(one: StaffMember) -> None:
    forwarded(one, 1)
    lot = prepared(one)
    collector = staff("3001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        prepared(collector)
    for step in Step:
        with pytest.raises(NotPermittedError):
            take_step(lot.pk, step, actor=collector, at=AT)


def test_a_protected_persons_documents_go_apart_and_by_whoever_may_see_where(
    one: StaffMember, other: StaffMember
) -> None:
    hidden = person(1, "支援 花子", "シエン ハナコ")
    protect(hidden)
    plain = forwarded(one, 1)
    secret = forwarded(one, 2, file="b.csv", about=hidden)
    assert waiting_counts(YEAR, protected=False, on=AT.date()) == {KUMAGAYA: len(plain)}
    assert waiting_counts(YEAR, protected=True, on=AT.date()) == {KUMAGAYA: len(secret)}
    with pytest.raises(NotPermittedError):
        prepared(one, protected=True)
    boss = staff("2001", Role.TAX_SUPERVISOR)
    lot = prepared(boss, protected=True)
    for step, actor in ((A, one), (T, other)):
        with pytest.raises(NotPermittedError):
            stepped(lot, (step, actor))
    stepped(lot, (A, staff("2002", Role.TAX_SUPERVISOR)), (S, boss), (RC, boss))
    assert telling([lot], withheld(AT.date())) == {lot.pk}
    ProtectedPerson.objects.all().delete()
    assert telling([lot], withheld(AT.date())) == {lot.pk}


def test_acts_are_on_record_without_saying_where_or_who(
    one: StaffMember, other: StaffMember
) -> None:
    forwarded(one, 1)
    stepped(prepared(one), (A, other), (S, one), (RC, one))
    records = OutgoingRecord.objects.filter(action__startswith="exchange.").order_by("pk")
    acts = [record.action.rpartition(".")[2] for record in records]
    assert acts == ["prepared", "approved", "sent", "received"]
    assert [record for record in records if KUMAGAYA in str(record.details)] == []


def test_a_notice_has_no_copy_to_erase(one: StaffMember, other: StaffMember) -> None:
    lot = notice(one, person(1, "通知 太郎", "ツウチ タロウ").number)
    stepped(lot, (A, other), (S, one))
    with pytest.raises(ExchangeRefusedError, match="写しがありません"):
        stepped(lot, (E, one))
    stepped(lot, (RC, one))
    assert not lot.steps.filter(step=E).exists()
