"""Names: frequent ones and rare ones, hard characters, long foreign names."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest

from juminzei.synthetic.dice import Dice
from juminzei.synthetic.people import names
from juminzei.synthetic.tables import rows, words

KATAKANA = re.compile(r"[ァ-ヶー\u3000]+")


def test_every_word_of_the_tables_has_a_reading_in_katakana() -> None:
    tables = ("surnames", "surname_parts", "given_names", "foreign_names")
    read = [row["kana"] for table in tables for row in rows(table)]
    assert len(read) > 700
    assert [kana for kana in read if not KATAKANA.fullmatch(kana)] == []


def test_no_name_stands_in_a_table_twice_with_the_same_reading() -> None:
    listed = Counter((row["name"], row["kana"]) for row in rows("surnames"))
    assert [name for name, count in listed.items() if count > 1] == []


def test_frequent_surnames_are_frequent_and_rare_ones_are_many() -> None:
    drawn = Counter(word.name for word in names.surnames(20_000, Dice(1)))
    assert drawn["佐藤"] > drawn["藤田"] > 0
    # Sato is about 1.5 % in the country; the table's share of the listed names gives
    # 62 % x 150 / 4,200, so between 1 and 3 % of 20,000.
    assert 200 < drawn["佐藤"] < 600
    assert len(drawn) > 2_500


@pytest.mark.parametrize("hard", ["髙", "﨑", "𠮷", "\U000e0102", "邊", "齋"])
def test_hard_characters_occur(hard: str) -> None:
    assert any(hard in word.name for word in names.surnames(30_000, Dice(1)))


def test_a_surname_is_never_one_part_twice() -> None:
    doubled = re.compile(r"(.)\1")
    assert not any(doubled.fullmatch(word.name) for word in names.surnames(20_000, Dice(1)))


def test_given_names_follow_the_years_of_birth() -> None:
    count = 4_000
    women = np.full(count, 2)
    old = {word.name for word in names.given_names(women, np.full(count, 1940), Dice(1))}
    young = {word.name for word in names.given_names(women, np.full(count, 2010), Dice(1))}
    assert sum(name.endswith("子") for name in old) > len(old) / 10
    assert not any(name.endswith("子") for name in young)
    assert old != young


def test_given_names_of_men_and_women_differ() -> None:
    count, year = 3_000, np.full(3_000, 1975)
    men = Counter(w.name for w in names.given_names(np.full(count, 1), year, Dice(1)))
    women = Counter(w.name for w in names.given_names(np.full(count, 2), year, Dice(1)))
    shared = sum((men & women).values())
    assert shared < count // 10


def test_fashions_change_between_1954_and_1955_and_between_1984_and_1985() -> None:
    sex = np.full(500, 1)
    drawn = {
        year: [word.name for word in names.given_names(sex, np.full(500, year), Dice(1))]
        for year in (1954, 1955, 1984, 1985)
    }
    assert drawn[1955] == drawn[1984]
    assert drawn[1954] != drawn[1955]
    assert drawn[1985] != drawn[1984]


def test_only_foreigners_get_foreign_names() -> None:
    foreign = np.array([True, False, True, True])
    drawn = names.foreign_names(foreign, np.array([0, 0, 1, 1]), np.array([1, 2, 1, 2]), Dice(1))
    assert [name is not None for name in drawn] == foreign.tolist()


def test_a_household_shares_nationality_and_family_name() -> None:
    count = 600
    household = np.repeat(np.arange(count // 3), 3)
    drawn = names.foreign_names(
        np.ones(count, dtype=np.bool_), household, np.ones(count, dtype=np.int64), Dice(1)
    )
    families = [drawn[at : at + 3] for at in range(0, count, 3)]
    assert all(len({name.nationality for name in family if name}) == 1 for family in families)
    assert all(
        len({name.latin.split(" ")[0] for name in family if name}) == 1 for family in families
    )


def test_foreign_names_can_be_far_longer_than_a_form_has_room_for() -> None:
    count = 2_000
    drawn = names.foreign_names(
        np.ones(count, dtype=np.bool_), np.arange(count), np.ones(count, dtype=np.int64), Dice(1)
    )
    latin = [name.latin for name in drawn if name]
    assert max(map(len, latin)) > 60
    assert min(map(len, latin)) <= 15
    assert all(re.fullmatch(r"[A-Z ]+", one) for one in latin)


def test_about_a_fifth_of_foreigners_use_a_japanese_name() -> None:
    count = 4_000
    drawn = names.foreign_names(
        np.ones(count, dtype=np.bool_), np.arange(count), np.ones(count, dtype=np.int64), Dice(1)
    )
    aliases = [name.alias for name in drawn if name and name.alias]
    # 22 % of 4,000 is 880; four standard deviations are 105.
    assert 775 < len(aliases) < 985
    assert all("\u3000" in alias.name and "\u3000" in alias.kana for alias in aliases)


def test_words_are_found_by_their_columns() -> None:
    assert ("高", "タカ") in words("surname_parts", part="first")
    assert ("高", "タカ") not in words("surname_parts", part="second")
