"""Letters that came back, and how they are settled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.correspondence.models import ReturnedLetter, StepKind
from juminzei.apps.correspondence.selectors.returned import (
    in_state,
    open_letters,
    returned_letters,
)
from juminzei.apps.correspondence.services.refusal import CorrespondenceRefusedError
from juminzei.apps.correspondence.services.returned import enter_step, register_returned
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.letters import came_back, returned
from support.page_rows import AT, person, staff

if TYPE_CHECKING:
    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DONE = date(2026, 5, 25)


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001")


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田　太郎", "ヤマダ タロウ")


def stepped(letter: ReturnedLetter, kind: StepKind, clerk: StaffMember) -> None:
    enter_step(letter.pk, kind=kind, done_on=DONE, result="済", actor=clerk, at=AT)


def states(letter: ReturnedLetter) -> list[str]:
    return [
        state
        for state in ("new", "investigated", "open", "settled")
        if returned_letters().filter(in_state(state), pk=letter.pk).exists()
    ]


def test_a_persons_notice_is_known_by_the_addressee_number(
    taro: Addressee, clerk: StaffMember
) -> None:
    letter = returned(taro, clerk)
    assert letter.notice_number == f"{taro.number:010d}"
    record = OutgoingRecord.objects.get(action="correspondence.returned.entered")
    assert record.details == {"letter": letter.pk, "reason": "unknown"}


def test_a_letter_goes_from_new_to_settled(taro: Addressee, clerk: StaffMember) -> None:
    letter = returned(taro, clerk)
    assert states(letter) == ["new", "open"]
    stepped(letter, StepKind.INQUIRY, clerk)
    assert states(letter) == ["investigated", "open"]
    stepped(letter, StepKind.RESENT, clerk)
    assert states(letter) == ["settled"]


@pytest.mark.parametrize(
    ("kind", "still_open"),
    [
        (StepKind.REGISTER, 1),
        (StepKind.INQUIRY, 1),
        (StepKind.ON_SITE, 1),
        (StepKind.TELEPHONE, 1),
        (StepKind.RESENT, 0),
        (StepKind.HANDED_OVER, 0),
        (StepKind.CLOSED, 0),
    ],
)
def test_looking_for_somebody_settles_nothing(
    kind: StepKind, still_open: int, taro: Addressee, clerk: StaffMember
) -> None:
    stepped(returned(taro, clerk), kind, clerk)
    assert open_letters() == still_open


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ({"returned_on": date(2026, 6, 2)}, "今日より後"),
        ({"tax": "all"}, "税目"),
        ({"tax": "liquor"}, "税目"),
    ],
)
def test_a_letter_that_will_not_do_is_refused(
    columns: dict[str, Any], text: str, taro: Addressee, clerk: StaffMember
) -> None:
    with pytest.raises(CorrespondenceRefusedError, match=text):
        returned(taro, clerk, **columns)
    assert not ReturnedLetter.objects.exists()


def test_the_same_letter_is_registered_once(taro: Addressee, clerk: StaffMember) -> None:
    returned(taro, clerk)
    with pytest.raises(CorrespondenceRefusedError, match="すでに登録されています"):
        returned(taro, clerk)
    returned(taro, clerk, returned_on=date(2026, 5, 28))  # sent again, and back again
    assert ReturnedLetter.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"result": " "}, "result"),
        ({"done_on": date(2026, 5, 19)}, "done_on"),  # came back on the 20th
        ({"done_on": date(2026, 6, 2)}, "done_on"),  # today is the 1st
        ({"kind": StepKind.PUBLIC_NOTICE}, "kind"),
    ],
)
def test_a_step_that_will_not_do_is_told_with_its_field(
    given: dict[str, Any], field: str, taro: Addressee, clerk: StaffMember
) -> None:
    letter = returned(taro, clerk)
    step = {"kind": StepKind.INQUIRY, "done_on": DONE, "result": "回答なし", **given}
    with pytest.raises(CorrespondenceRefusedError) as refused:
        enter_step(letter.pk, actor=clerk, at=AT, **step)
    assert refused.value.field == field
    assert not letter.steps.exists()


@pytest.mark.parametrize("day", [date(2026, 5, 20), date(2026, 6, 1)])
def test_a_step_may_be_of_the_first_and_of_the_last_day(
    day: date, taro: Addressee, clerk: StaffMember
) -> None:
    letter = returned(taro, clerk)
    enter_step(letter.pk, kind=StepKind.ON_SITE, done_on=day, result="不在", actor=clerk, at=AT)
    assert letter.steps.get().done_on == day


def test_only_who_may_registers(taro: Addressee, clerk: StaffMember) -> None:
    letter = returned(taro, clerk)
    other = staff("3001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        register_returned(taro.number, came_back(note="x"), actor=other, at=AT)
    with pytest.raises(NotPermittedError):
        stepped(letter, StepKind.CLOSED, other)


def test_people_and_letters_that_there_are_not(clerk: StaffMember) -> None:
    with pytest.raises(CorrespondenceRefusedError, match="この宛名番号の人はいません"):
        register_returned(99, came_back(), actor=clerk, at=AT)
    with pytest.raises(CorrespondenceRefusedError, match="この返戻はありません"):
        enter_step(99, kind=StepKind.CLOSED, done_on=DONE, result="x", actor=clerk, at=AT)
