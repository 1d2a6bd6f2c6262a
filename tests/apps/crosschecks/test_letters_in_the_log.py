"""Letters of checks stand in the one log of everything sent (EL-12), until they are answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.crosschecks.exchanges import PARTNERS, exchanges, open_exchanges
from juminzei.apps.crosschecks.models import Case, CaseLetter, CaseState, LetterKind
from juminzei.apps.crosschecks.services.enter_answer import enter_answer
from juminzei.apps.exchange.selectors.log import logged, unhandled
from juminzei.platform.staff.policy import Role
from support.check_city import claimed_son, run
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
DAY = timedelta(days=1)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001", Role.TAX_SUPERVISOR)


@pytest.fixture
def letter(clerk: StaffMember) -> CaseLetter:
    """A letter of today to be answered in five days."""
    numbers = claimed_son(clerk)
    run(clerk)
    case = Case.objects.get(check_id="dependant_claimed_by_two")
    return CaseLetter.objects.create(
        case=case,
        kind="city",
        person_id=numbers[3],
        reply_by=AT.date() + 5 * DAY,
        made_at=AT,
        made_by=clerk,
    )


def test_a_letter_waits_until_its_own_day_and_alarms_after_it(letter: CaseLetter) -> None:
    (told,) = [one for one in logged(AT.date(), AT.date(), AT) if one.channel == "文書"]
    assert (told.direction, told.count, told.waiting, told.agrees) == ("out", 1, 1, True)
    assert told.page.endswith(f"/cases/{letter.case_id}/")
    with_letter = [unhandled(AT + days * DAY) for days in (5, 6)]
    Case.objects.filter(pk=letter.case_id).update(state=CaseState.GONE)
    without = [unhandled(AT + days * DAY) for days in (5, 6)]
    assert with_letter == [without[0], without[1] + 1]


def test_an_answer_or_the_end_of_its_case_ends_the_waiting(
    letter: CaseLetter, clerk: StaffMember
) -> None:
    assert [one.waiting for one in open_exchanges(AT, AT)] == [1]
    Case.objects.filter(pk=letter.case_id).update(state=CaseState.GONE)
    assert list(open_exchanges(AT, AT)) == []
    assert [(one.done, one.waiting) for one in exchanges(AT, AT)] == [(1, 0)]
    Case.objects.filter(pk=letter.case_id).update(state=CaseState.OPEN)
    enter_answer(
        letter_id=letter.pk,
        outcome="as_stated",
        answered_on=AT.date(),
        income=None,
        note="",
        actor=clerk,
        at=AT,
    )
    assert list(open_exchanges(AT, AT)) == []
    assert [(one.done, one.waiting) for one in exchanges(AT, AT)] == [(1, 0)]


def test_every_kind_of_letter_has_a_partner_and_no_name(letter: CaseLetter) -> None:
    assert set(PARTNERS) == {kind.value for kind in LetterKind}
    (told,) = exchanges(AT, AT)
    assert letter.person is not None
    assert letter.person.name not in str(told)
    assert f"{letter.person_id:010d}" not in str(told)


def test_letters_outside_the_days_are_not_told(letter: CaseLetter) -> None:
    assert letter.made_at == AT
    assert list(exchanges(AT + DAY, AT + 2 * DAY)) == []
