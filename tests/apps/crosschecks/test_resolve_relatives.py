"""Who relatives are: by number, household or register; the rest waits for a clerk."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.addressees.individual_number import link_own_numbers
from juminzei.apps.addressees.services.number_choices import LinkReason
from juminzei.apps.assessment.individual_number import seal_numbers
from juminzei.apps.crosschecks.services.decide_relative import decide_relative
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.resolve_relatives import resolve_relatives
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.check_city import BORN, family, relative
from support.document_rows import wage
from support.moments import START
from support.page_rows import person, staff
from support.records import NUMBER

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import StatedRelative
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff("1001", Role.TAX_SUPERVISOR)


def resolved(clerk: StaffMember) -> dict[str, int]:
    return resolve_relatives(tax_year=2026, actor=clerk, at=START)


def told(one: StatedRelative) -> tuple[int | None, str]:
    one.refresh_from_db()
    return one.addressee_id, one.resolution


def test_an_equal_number_goes_before_the_name(clerk: StaffMember) -> None:
    numbers = family(clerk)
    stranger = person(9, "鈴木 二郎", "スズキ ジロウ")
    link_own_numbers({stranger.number: NUMBER}, reason=LinkReason.REGISTER, actor=clerk, at=START)
    document = wage(numbers[1], 5_000_000)
    one = relative(document, "spouse", 2, has_number=True)
    seal_numbers({"spouse": [(document, NUMBER)]})
    assert resolved(clerk) == {"number": 1}
    assert told(one) == (stranger.number, "number")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, True),
        ({"kana": "ﾔﾏﾀﾞ ﾊﾅｺ", "name": "山田 華子"}, True),
        ({"kana": "", "name": "山田　花子"}, True),
        ({"birth_on": BORN[2]}, True),
        ({"birth_on": date(1977, 5, 4)}, False),
        ({"kana": "ヤマダ ハルコ", "name": "山田 春子"}, False),
    ],
)
def test_the_household_is_asked_by_name_or_reading(
    given: dict[str, object], clerk: StaffMember, *, found: bool
) -> None:
    numbers = family(clerk)
    one = relative(wage(numbers[1], 5_000_000), "spouse", 2, **given)
    resolved(clerk)
    assert told(one) == ((numbers[2], "household") if found else (None, ""))


def test_nobody_is_found_as_their_own_relative(clerk: StaffMember) -> None:
    numbers = family(clerk)
    one = relative(wage(numbers[1], 5_000_000), "dependant_1", 1)
    resolved(clerk)
    assert told(one) == (None, "")


def test_the_register_is_asked_with_the_birthday_only(clerk: StaffMember) -> None:
    numbers = family(clerk)
    mother = person(8, "山田 ウメ", "ヤマダ ウメ", date(1950, 1, 2))
    document = wage(numbers[1], 5_000_000)
    named: dict[str, Any] = {"name": "山田 ウメ", "kana": "ヤマダ ウメ"}
    known = relative(document, "dependant_1", **named, birth_on=date(1950, 1, 2))
    unknown = relative(document, "dependant_2", **named)
    assert resolved(clerk) == {"register": 1, "": 1}
    assert told(known) == (mother.number, "register")
    person(7, "山田 ウメ", "ヤマダ ウメ", date(1950, 1, 2))
    resolved(clerk)
    assert told(known) == told(unknown) == (None, "")


def test_who_lives_elsewhere_is_said_to(clerk: StaffMember) -> None:
    document = wage(family(clerk)[1], 5_000_000)
    outside = relative(document, "dependant_1", apart_address="千葉市中央区")
    abroad = relative(document, "dependant_2", abroad=True)
    assert resolved(clerk) == {"outside": 1, "abroad": 1}
    assert (told(outside), told(abroad)) == ((None, "outside"), (None, "abroad"))


def test_what_a_clerk_found_stays(clerk: StaffMember) -> None:
    numbers = family(clerk)
    one = relative(wage(numbers[1], 5_000_000), "spouse", 2)
    decide_relative(
        relative_id=one.pk, number=numbers[3], resolution="clerk", actor=clerk, at=START
    )
    assert resolved(clerk) == {}
    assert told(one) == (numbers[3], "clerk")


@pytest.mark.parametrize(
    ("body", "resolution", "said"),
    [(3, "outside", "どちらか一方"), (0, "clerk", "どちらか一方"), (99, "clerk", "人はいません")],
)
def test_half_a_word_is_refused(body: int, resolution: str, said: str, clerk: StaffMember) -> None:
    numbers = family(clerk)
    one = relative(wage(numbers[1], 5_000_000), "spouse", 2)
    number = numbers.get(body, body or None)
    with pytest.raises(CrosschecksRefusedError, match=said):
        decide_relative(
            relative_id=one.pk, number=number, resolution=resolution, actor=clerk, at=START
        )
    assert told(one) == (None, "")


def test_a_relative_who_is_not_there_is_refused(clerk: StaffMember) -> None:
    with pytest.raises(CrosschecksRefusedError, match="記載はありません"):
        decide_relative(relative_id=1, number=None, resolution="abroad", actor=clerk, at=START)


def test_only_who_matches_may_find_out(clerk: StaffMember) -> None:
    del clerk
    with pytest.raises(NotPermittedError):
        resolved(staff("2001", Role.COLLECTION_CLERK))
