"""The register extract of 15 December: everybody once, with families that make sense."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.base.japanese_text import kana_key
from juminzei.base.numbers import addressee_number
from juminzei.base.wareki import wareki_text
from juminzei.formats.register_reasons import Reason
from support.made_up_town import Town, known

if TYPE_CHECKING:
    from juminzei.formats.resident_register import ResidentRecord

EXTRACT_ON = date(2025, 12, 15)
RELATIONSHIPS = {"02", "11", "12", "20", "51", "52"}


def test_the_extract_is_whole_and_says_what_it_is(town: Town) -> None:
    assert town.register.broken == []
    assert town.register.warnings == []
    assert town.register.sequence == 0
    assert town.register.processed_on == EXTRACT_ON
    assert town.register.municipality == "112101"


def test_as_many_people_live_here_as_asked_for(town: Town) -> None:
    assert len(town.residents) == town.summary["people"] == 5_000
    assert len(town.listed) == town.summary["register"] == len(town.register.records)


def test_numbers_are_valid_and_belong_to_one_person_each(town: Town) -> None:
    people = list(town.listed.values())
    assert all(addressee_number.is_valid(person.addressee_number) for person in people)
    assert all(known(person.individual_number).is_valid for person in people)
    assert len({person.individual_number for person in people}) == len(people)


def test_every_household_has_one_head(town: Town) -> None:
    heads = Counter(p.household_number for p in town.residents if p.relationship == "02")
    households = {person.household_number for person in town.residents}
    assert set(heads) == households
    assert set(heads.values()) == {1}


def test_relationships_are_those_that_the_register_knows(town: Town) -> None:
    assert {person.relationship for person in town.residents} == RELATIONSHIPS


def test_a_wife_is_a_woman_and_a_husband_a_man(town: Town) -> None:
    sexes = {(person.relationship, person.sex) for person in town.residents}
    assert {sex for relation, sex in sexes if relation in {"12", "52"}} == {"2"}
    assert {sex for relation, sex in sexes if relation in {"11", "51"}} == {"1"}


def test_parents_are_older_than_heads_and_heads_than_children(town: Town) -> None:
    for home in _homes(town.residents).values():
        head = next(person for person in home if person.relationship == "02")
        for person in home:
            years = (known(person.birth_on) - known(head.birth_on)).days / 365.25
            if person.relationship == "20":
                assert years > 10
            elif person.relationship in {"51", "52"}:
                assert years < -17


def test_a_household_lives_under_one_address_and_mostly_one_surname(town: Town) -> None:
    homes = _homes(town.residents).values()
    assert all(len({person.address for person in home}) == 1 for home in homes)
    japanese = [h for h in homes if len(h) > 1 and not any(p.nationality for p in h)]
    assert all(len({person.name.split("\u3000")[0] for person in home}) == 1 for home in japanese)


def test_people_arrive_after_they_are_born_and_before_the_extract(town: Town) -> None:
    for person in town.listed.values():
        assert known(person.birth_on) <= known(person.resident_since) <= EXTRACT_ON
        assert person.true_from <= EXTRACT_ON


def test_those_who_left_or_died_in_2025_are_listed_with_day_and_reason(town: Town) -> None:
    gone = [person for person in town.listed.values() if person.ceased_on]
    assert {person.ceased_reason for person in gone} == {Reason.MOVED_OUT, Reason.DEATH}
    assert {known(person.ceased_on).year for person in gone} == {2025}
    movers = [person for person in gone if person.ceased_reason == Reason.MOVED_OUT]
    assert all(person.moved_to and "加須市" not in person.moved_to for person in movers)
    assert 100 < len(movers) <= 150
    assert len(gone) - len(movers) == 60


def test_birth_dates_are_shown_in_japanese_years_to_japanese(town: Town) -> None:
    for person in town.residents:
        if not person.nationality:
            assert person.birth_text == wareki_text(known(person.birth_on))
        else:
            assert person.birth_text.startswith(f"{known(person.birth_on).year}年")


@pytest.mark.parametrize("hard", ["髙", "﨑", "𠮷", "邊"])
def test_names_hold_hard_characters(town: Town, hard: str) -> None:
    assert any(hard in person.name for person in town.listed.values())


def test_names_hold_variation_selectors(town: Town) -> None:
    assert any(0xE0100 <= ord(sign) <= 0xE01EF for p in town.listed.values() for sign in p.name)


def test_foreigners_have_latin_names_and_some_an_alias(town: Town) -> None:
    foreign = [person for person in town.residents if person.nationality]
    assert 90 < len(foreign) < 300
    assert all(person.name == person.latin_name for person in foreign)
    aliased = [person for person in foreign if person.alias_name]
    assert 0 < len(aliased) < len(foreign) / 2
    assert max(len(person.name) for person in foreign) > 40


def test_some_wives_keep_a_former_surname_in_the_register(town: Town) -> None:
    shown = [person for person in town.residents if person.former_surname]
    assert 5 <= len(shown) <= 60
    assert {person.sex for person in shown} == {"2"}
    assert {person.relationship for person in shown} <= {"12", "02", "52"}


def test_a_few_households_are_protected_as_a_whole_for_a_time(town: Town) -> None:
    protected = [person for person in town.residents if person.protected]
    assert 1 <= len(protected) <= 30
    numbers = {person.household_number for person in protected}
    assert all(p.protected for p in town.residents if p.household_number in numbers)
    assert all(known(p.protected_from) < EXTRACT_ON < known(p.protected_until) for p in protected)


def test_about_eight_in_a_hundred_households_moved_lately(town: Town) -> None:
    homes = _homes(town.residents)
    moved = [home for home in homes.values() if any(person.moved_from for person in home)]
    assert 0.06 < len(moved) / len(homes) < 0.10
    assert {p.reason for home in moved for p in home} <= {
        Reason.MOVED_IN,
        Reason.MOVED_WITHIN,
        Reason.BIRTH,
    }


def test_two_people_rarely_share_reading_and_birthday(town: Town) -> None:
    keys = Counter((kana_key(p.kana), p.birth_on) for p in town.residents)
    assert sum(count for count in keys.values() if count > 1) <= 4


def test_owners_of_houses_live_elsewhere(town: Town) -> None:
    owners = [record for _, record in town.owners.records]
    assert town.owners.broken == []
    assert len(owners) == town.summary["nonregistered"] == 20
    assert all("加須市" in owner.property_address for owner in owners)
    assert all("加須市" not in owner.address for owner in owners)
    assert len({owner.reference for owner in owners}) == 20
    assert {owner.individual_number is None for owner in owners} == {True, False}
    numbers = {person.individual_number for person in town.everybody.values()}
    assert not any(owner.individual_number in numbers for owner in owners)


def _homes(people: list[ResidentRecord]) -> dict[int, list[ResidentRecord]]:
    homes: dict[int, list[ResidentRecord]] = defaultdict(list)
    for person in people:
        homes[person.household_number].append(person)
    return homes
