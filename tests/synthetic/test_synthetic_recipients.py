"""The person as a payer writes them: clean, or with one slip at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people.addresses import Style, elsewhere
from juminzei.synthetic.people.names import ForeignName
from juminzei.synthetic.reports.recipients import (
    SHARES,
    STYLE_WEIGHTS,
    Pens,
    Recipient,
    misdated,
)
from juminzei.synthetic.tables import Word
from support.made_up_people import HOME, number, person

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.synthetic.dice import Ints
    from juminzei.synthetic.people.person import Person

LONG = " ".join(["WICKRAMASINGHE"] * 5)


class NoSlips(Dice):
    """Chance that lets nothing go wrong but what is named."""

    def __init__(self, *slips: str) -> None:
        super().__init__(1)
        self._slips = {f"slip {name}" for name in slips}

    def below(self, limit: int | Ints, count: int, stream: str) -> Ints:
        value = 0 if stream in self._slips else 9_999 if stream.startswith("slip ") else 0
        lots: Ints = np.minimum(np.full(count, value), np.asarray(limit) - 1)
        return lots


def write(who: Person, *slips: str, **how: Any) -> Recipient:
    options = {"folds": False, "writes_numbers": True, "other": None, **how}
    return Pens(1, NoSlips(*slips)).write(0, who, **options)


def test_without_slips_everything_is_as_the_register_has_it() -> None:
    found = write(person())
    assert found == Recipient(
        name="髙橋\u3000健一",
        kana="タカハシ\u3000ケンイチ",
        birth_on=date(1980, 6, 15),
        address=HOME.written(),
        number=number(123),
        own_number=True,
        dirt=(),
    )


def test_a_payer_without_numbers_writes_none() -> None:
    found = write(person(), writes_numbers=False)
    assert found.number is None
    assert not found.own_number
    assert found.dirt == ("missing_number",)


def test_a_number_may_be_left_out() -> None:
    assert write(person(), "no number").dirt == ("missing_number",)


def test_a_wrong_number_differs_in_its_check_digit_alone() -> None:
    found = write(person(), "wrong number")
    assert found.dirt == ("wrong_number",)
    assert found.number is not None
    assert not found.number.is_valid
    assert found.number.reveal()[:11] == number(123).reveal()[:11]
    assert not found.own_number


def test_a_colleagues_number_may_slip_in() -> None:
    found = write(person(), "number of another", other=number(77))
    assert found.number == number(77)
    assert found.dirt == ("number_of_another",)
    assert not found.own_number


@pytest.mark.parametrize("other", [None, number(123)])
def test_it_is_no_slip_without_a_colleague_or_with_oneself(
    other: IndividualNumber | None,
) -> None:
    found = write(person(), "number of another", other=other)
    assert found.own_number
    assert found.dirt == ()


def test_names_are_folded_where_the_program_knows_less() -> None:
    found = write(person(), folds=True)
    assert found.name == "高橋\u3000健一"
    assert found.dirt == ("name_folded",)


def test_names_are_simplified_only_by_programs_that_fold() -> None:
    who = person(surname=Word("齋藤", "サイトウ"))
    assert write(who, "simplified", folds=True).name == "斎藤\u3000健一"
    assert write(who, "simplified").name == "齋藤\u3000健一"


def test_a_wife_may_be_written_with_her_maiden_name_in_both_scripts() -> None:
    wife = person(sex="2", maiden=Word("小川", "オガワ"))
    found = write(wife, "maiden name")
    assert (found.name, found.kana) == ("小川\u3000健一", "オガワ\u3000ケンイチ")
    assert found.dirt == ("changed_surname",)
    assert write(wife).name == "髙橋\u3000健一"


def test_the_newly_married_are_written_so_far_more_often() -> None:
    assert SHARES["newly married"] > 10 * SHARES["maiden name"]


def test_an_alias_takes_the_place_of_the_foreign_name() -> None:
    name = ForeignName(
        "ベトナム", "LE VAN NAM", "レ\u3000ヴァン\u3000ナム", Word("林\u3000南", "ハヤシ\u3000ナン")
    )
    who = person(foreign=name)
    assert write(who, "alias").name == "林\u3000南"
    assert write(who, "alias").kana == "ハヤシ\u3000ナン"
    assert write(who).name == "ＬＥ\u3000ＶＡＮ\u3000ＮＡＭ"
    assert write(who, "alias").dirt == ("alias",)


def test_long_foreign_names_are_cut_to_what_the_form_has_room_for() -> None:
    name = ForeignName("スリランカ", LONG, "ウィクラマシンハ\u3000" * 8, None)
    found = write(person(foreign=name))
    assert len(found.name) <= 30
    assert not found.name.endswith("\u3000")
    assert "name_cut" in found.dirt
    assert len(write(person(foreign=name), kana_limit=30).kana) <= 30


def test_a_kana_slip_changes_the_reading_alone() -> None:
    found = write(person(), "kana error")
    assert found.dirt == ("kana_error",)
    assert found.kana != "タカハシ\u3000ケンイチ"
    assert found.name == "髙橋\u3000健一"


def test_a_wrong_birth_date_is_named() -> None:
    found = write(person(), "wrong birth")
    assert found.birth_on != date(1980, 6, 15)
    assert found.dirt == ("wrong_birth",)


def test_the_old_address_is_written_only_by_those_who_had_another() -> None:
    (before,) = elsewhere(1, Dice(1))
    moved = person(former_dwelling=before)
    assert write(moved, "old address").address == before.written()
    assert write(moved, "old address").dirt == ("old_address",)
    assert write(moved).address == HOME.written()
    assert write(person(), "old address").dirt == ()


@pytest.mark.parametrize(
    ("birth", "slip", "expected"),
    [
        pytest.param(date(1980, 6, 5), 0, date(1980, 5, 6), id="month and day swapped"),
        pytest.param(date(1980, 6, 6), 0, date(1980, 5, 27), id="nothing to swap: ten days"),
        pytest.param(date(1980, 6, 15), 3, date(1980, 6, 14), id="no 15th month: a day"),
        pytest.param(date(1980, 6, 15), 1, date(1979, 6, 15), id="another year"),
        pytest.param(date(1980, 2, 29), 1, date(1980, 2, 28), id="29 February stays a real day"),
        pytest.param(date(1980, 6, 15), 2, date(1980, 6, 5), id="ten days"),
    ],
)
def test_birth_dates_are_mistaken_for_real_ones(birth: date, slip: int, expected: date) -> None:
    assert misdated(birth, slip) == expected


def test_a_mistaken_birth_date_is_never_the_true_one() -> None:
    for day in range(365):
        birth = date.fromordinal(date(1984, 1, 1).toordinal() + day)
        assert all(misdated(birth, slip) != birth for slip in range(6))


def test_six_in_seven_addresses_are_written_in_a_clean_style() -> None:
    clean = STYLE_WEIGHTS[Style.REGISTER] + STYLE_WEIGHTS[Style.FIGURES]
    assert sum(STYLE_WEIGHTS.values()) == 10_000
    assert clean == 8_600


def test_relatives_are_written_without_slips_and_cut() -> None:
    pens = Pens(1, Dice(1))
    assert pens.relative(person(), folds=True) == ("タカハシ\u3000ケンイチ", "高橋\u3000健一")
    assert pens.relative(person(), folds=False)[1] == "髙橋\u3000健一"
    long = person(foreign=ForeignName("スリランカ", LONG, "ウィクラマシンハ\u3000" * 8, None))
    kana, name = pens.relative(long, folds=False)
    assert len(kana) <= 30
    assert len(name) <= 30
