"""Addresses in the ways that people write them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from juminzei.base.japanese_text import address_key
from juminzei.base.numbers import municipality_code
from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people import addresses
from juminzei.synthetic.people.addresses import Address, Style, kanji

TOWN = Address(
    city="埼玉県加須市",
    municipality="112101",
    town="花咲",
    postcode="3470032",
    rural=False,
    chome=3,
    block=12,
    number=5,
)
FLAT = Address(
    city="埼玉県加須市",
    municipality="112101",
    town="花咲",
    postcode="3470032",
    rural=False,
    chome=3,
    block=12,
    number=5,
    building="コーポ加須",
    room=203,
)
LOT = Address(
    city="埼玉県加須市",
    municipality="112101",
    town="礼場",
    postcode="3470044",
    rural=True,
    chome=0,
    block=1024,
    number=3,
)
PLAIN_LOT = replace(LOT, block=77, number=0)
OLD_TOWN = Address(
    city="埼玉県加須市",
    municipality="112101",
    town="本町",
    postcode="3470056",
    rural=False,
    chome=0,
    block=9,
    number=14,
)


@pytest.mark.parametrize(
    ("dwelling", "style", "expected"),
    [
        (TOWN, Style.REGISTER, "埼玉県加須市花咲三丁目１２番５号"),
        (TOWN, Style.HYPHENS, "加須市花咲３－１２－５"),
        (TOWN, Style.FIGURES, "埼玉県加須市花咲３丁目１２番５号"),
        (TOWN, Style.KANJI, "加須市花咲三丁目十二番五号"),
        (TOWN, Style.MIXED, "加須市花咲三丁目１２－５"),
        (FLAT, Style.REGISTER, "埼玉県加須市花咲三丁目１２番５号\u3000コーポ加須２０３号"),
        (FLAT, Style.HYPHENS, "加須市花咲３－１２－５－２０３"),
        (FLAT, Style.NO_BUILDING, "埼玉県加須市花咲三丁目１２番５号"),
        (LOT, Style.REGISTER, "埼玉県加須市礼場１０２４番地３"),
        (LOT, Style.HYPHENS, "加須市礼場１０２４－３"),
        (LOT, Style.KANJI, "加須市大字礼場千二十四番地の三"),
        (LOT, Style.MIXED, "加須市大字礼場１０２４の３"),
        (PLAIN_LOT, Style.REGISTER, "埼玉県加須市礼場７７番地"),
        (PLAIN_LOT, Style.HYPHENS, "加須市礼場７７"),
        (PLAIN_LOT, Style.KANJI, "加須市大字礼場七十七番地"),
        (OLD_TOWN, Style.REGISTER, "埼玉県加須市本町９番１４号"),
        (OLD_TOWN, Style.MIXED, "加須市本町９－１４"),
        (OLD_TOWN, Style.KANJI, "加須市本町九番十四号"),
    ],
)
def test_an_address_is_written_as_its_style_has_it(
    dwelling: Address, style: Style, expected: str
) -> None:
    assert dwelling.written(style) == expected


@pytest.mark.parametrize("dwelling", [TOWN, LOT, PLAIN_LOT, OLD_TOWN])
@pytest.mark.parametrize("style", list(Style))
def test_every_style_of_one_dwelling_meets_under_one_key(dwelling: Address, style: Style) -> None:
    assert address_key(dwelling.written(style)).endswith(address_key(dwelling.written())[-6:])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "百"),
        (105, "百五"),
        (210, "二百十"),
        (1000, "千"),
        (2311, "二千三百十一"),
    ],
)
def test_numbers_in_kanji(number: int, text: str) -> None:
    assert kanji(number) == text


def test_dwellings_of_the_city_lie_in_it_and_only_flats_have_rooms() -> None:
    flats = np.array([True, False] * 100)
    here = addresses.in_the_city(200, flats, Dice(1))
    assert {one.municipality for one in here} == {"112101"}
    assert [bool(one.building) for one in here] == flats.tolist()
    assert [bool(one.room) for one in here] == flats.tolist()
    assert all(one.postcode.startswith("34") for one in here)


def test_town_and_country_number_their_houses_differently() -> None:
    here = addresses.in_the_city(500, np.zeros(500, dtype=np.bool_), Dice(1))
    rural = [one for one in here if one.rural]
    urban = [one for one in here if not one.rural]
    assert rural
    assert urban
    assert all(one.chome == 0 for one in rural)
    assert max(one.block for one in rural) > 48 >= max(one.block for one in urban)
    assert all(one.number >= 1 for one in urban)


def test_elsewhere_is_somewhere_else_with_a_valid_code() -> None:
    there = addresses.elsewhere(200, Dice(1))
    assert all(municipality_code.is_valid(one.municipality) for one in there)
    assert "112101" not in {one.municipality for one in there}
    assert not any("加須市" in one.written() for one in there)
    assert len({one.municipality for one in there}) > 5


def test_an_address_fits_the_sixty_characters_of_a_report() -> None:
    here = addresses.in_the_city(2000, np.ones(2000, dtype=np.bool_), Dice(2))
    assert max(len(one.written(style)) for one in here for style in Style) <= 60
