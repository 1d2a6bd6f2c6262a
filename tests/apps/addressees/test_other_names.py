"""Other names and addresses under which documents may know a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from juminzei.apps.addressees.api import other_names, persons_for_matching
from support.register_rows import enter, moved_within, number, resident

pytestmark = pytest.mark.django_db


def rows() -> list[tuple[int, str, str, str, str]]:
    found = other_names()
    return list(
        zip(
            found.addressee_ids.tolist(),
            found.source,
            found.name,
            found.kana,
            found.address,
            strict=True,
        )
    )


def test_nobody_has_other_names_at_first() -> None:
    enter(resident(1), resident(2))
    assert rows() == []


def test_a_former_name_and_a_former_address_are_kept() -> None:
    first = resident(1, name="旧姓　花子", kana="キュウセイ　ハナコ")
    married = replace(first, version=2, name="新姓　花子", kana="シンセイ　ハナコ")
    enter(first, married, moved_within(married, date(2026, 1, 5), "加須市三俣"))
    assert rows() == [
        (number(1), "former", "旧姓　花子", "キュウセイ　ハナコ", first.address),
        (number(1), "former", "新姓　花子", "シンセイ　ハナコ", first.address),
    ]


def test_a_version_that_changes_neither_name_nor_address_adds_nothing() -> None:
    first = resident(1)
    enter(first, replace(first, version=2, household_number=5))
    assert rows() == []


def test_alias_former_surname_and_latin_name_are_told_apart() -> None:
    enter(
        resident(
            1,
            name="新姓　花子",
            kana="シンセイ　ハナコ",
            alias_name="通称　花子",
            former_surname="旧姓",
            latin_name="HANAKO SHINSEI",
        )
    )
    assert [(source, name) for _, source, name, _, _ in rows()] == [
        ("alias", "通称　花子"),
        ("former_surname", "旧姓　花子"),
        ("latin", "HANAKO SHINSEI"),
    ]


def test_a_former_surname_without_a_given_name_stands_alone() -> None:
    enter(resident(1, name="単名", former_surname="旧姓"))
    assert [name for _, _, name, _, _ in rows()] == ["旧姓"]


def test_the_same_other_name_in_two_versions_is_told_once() -> None:
    first = resident(1, alias_name="通称")
    enter(first, replace(first, version=2, household_number=5))
    assert [source for _, source, *_ in rows()] == ["alias"]


def test_people_come_as_the_newest_version_says_in_the_order_of_numbers() -> None:
    first = resident(2)
    enter(resident(3), first, moved_within(first, date(2026, 1, 5), "加須市三俣２丁目１番"))
    found = persons_for_matching()
    assert found.addressee_ids.tolist() == [number(2), number(3)]
    assert found.address == ["加須市三俣２丁目１番", resident(3).address]
    assert found.resident == [True, True]
    assert found.birth_on == [date(1980, 4, 2)] * 2


def test_an_empty_register_gives_empty_columns() -> None:
    assert len(persons_for_matching().addressee_ids) == len(persons_for_matching().kana_key) == 0
    assert len(other_names().addressee_ids) == 0
