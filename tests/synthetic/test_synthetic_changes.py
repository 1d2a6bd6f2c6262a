"""The daily changes: in order, complete, and on both sides of 1 January."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.base.business_days import is_closed
from juminzei.formats.register_changes import ChangeKind
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from juminzei.formats.register_changes import RegisterChange, RegisterChanges
    from support.made_up_town import Town

NEW_YEAR = date(2026, 1, 1)


def test_files_are_numbered_without_a_gap_and_dated_in_order(town: Town) -> None:
    days = [day.processed_on for day in town.changes]
    assert [day.sequence for day in town.changes] == list(range(1, len(days) + 1))
    assert days == sorted(set(days))
    assert date(2025, 12, 16) <= days[0]
    assert days[-1] <= date(2026, 3, 31)
    assert not any(is_closed(day) for day in days)


def test_every_change_can_be_read_and_none_is_doubtful(town: Town) -> None:
    assert all(day.broken == [] and day.warnings == [] for day in town.changes)
    counted = sum(len(day.records) for day in town.changes)
    assert counted == town.summary["changes"]["changes"]
    assert len(town.changes) == town.summary["changes"]["files"]


def test_versions_follow_one_another_from_the_extract_on(town: Town) -> None:
    version = {number: record.version for number, record in town.listed.items()}
    for change in _all(town):
        resident = change.resident
        assert resident.version == version.get(resident.addressee_number, 0) + 1
        version[resident.addressee_number] = resident.version


def test_people_are_added_once_and_only_those_known_are_changed_or_removed(town: Town) -> None:
    known = set(town.listed)
    for change in _all(town):
        number = change.resident.addressee_number
        assert (change.kind is ChangeKind.ADDED) == (number not in known)
        known.add(number)


def test_nobody_is_changed_after_leaving(town: Town) -> None:
    gone = {number for number, record in town.listed.items() if record.ceased_on}
    for change in _all(town):
        assert change.resident.addressee_number not in gone
        if change.kind is ChangeKind.REMOVED:
            gone.add(change.resident.addressee_number)


@pytest.mark.parametrize(
    ("kind", "reasons"),
    [
        (ChangeKind.ADDED, {Reason.BIRTH, Reason.MOVED_IN, Reason.MOVED_IN_FROM_ABROAD}),
        (ChangeKind.REMOVED, {Reason.DEATH, Reason.MOVED_OUT}),
        (
            ChangeKind.AMENDED,
            {Reason.MOVED_WITHIN, Reason.AMENDED_EX_OFFICIO, Reason.HEAD_CHANGED},
        ),
    ],
)
def test_kinds_go_with_their_reasons(town: Town, kind: ChangeKind, reasons: set[str]) -> None:
    assert {change.reason for change in _all(town) if change.kind is kind} == reasons


@pytest.mark.parametrize(
    "reason", [Reason.BIRTH, Reason.DEATH, Reason.MOVED_IN, Reason.MOVED_OUT, Reason.MOVED_WITHIN]
)
def test_every_kind_of_event_lies_on_the_eve_on_the_day_and_after_and_is_entered_late(
    town: Town, reason: str
) -> None:
    days = {c.changed_on for c in _all(town) if c.reason == reason}
    assert {date(2025, 12, 31), NEW_YEAR, date(2026, 1, 2)} <= days


def test_what_happened_in_december_is_entered_in_january_too(town: Town) -> None:
    late = [
        change
        for day in town.changes
        for _, change in day.records
        if change.changed_on < NEW_YEAR <= day.processed_on
    ]
    assert len(late) >= 10
    assert {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.AMENDED} == {c.kind for c in late}


def test_moves_out_may_be_announced_before_they_happen(town: Town) -> None:
    ahead = {c.reason for day in town.changes for _, c in day.records if _ahead(c, day)}
    assert ahead == {Reason.MOVED_OUT}


def test_births_are_entered_when_the_child_is_born_and_dated_by_it(town: Town) -> None:
    births = [change for change in _all(town) if change.reason == Reason.BIRTH]
    assert births
    for birth in births:
        resident = birth.resident
        assert resident.birth_on == birth.changed_on == resident.resident_since
        assert resident.relationship == "20"
        assert resident.household_number in {p.household_number for p in town.residents}


def test_the_dead_and_those_who_left_carry_day_and_reason(town: Town) -> None:
    for change in _all(town):
        resident = change.resident
        if change.kind is ChangeKind.REMOVED:
            assert resident.ceased_on == change.changed_on
            assert resident.ceased_reason == change.reason
            assert bool(resident.moved_to) == (change.reason == Reason.MOVED_OUT)
        else:
            assert resident.ceased_on is None


def test_a_widow_becomes_head_when_the_head_dies(town: Town) -> None:
    followed = 0
    for number, record in town.everybody.items():
        if record.ceased_reason != Reason.DEATH or town.listed[number].relationship != "02":
            continue
        family = [
            person
            for person in town.everybody.values()
            if person.household_number == record.household_number and person.ceased_on is None
        ]
        if family:
            assert [person.relationship for person in family].count("02") == 1
            followed += town.listed[number].ceased_on is None
    assert followed >= 1


def test_every_household_still_has_one_head_when_all_is_applied(town: Town) -> None:
    heads: dict[int, int] = defaultdict(int)
    for person in town.everybody.values():
        if person.ceased_on is None:
            heads[person.household_number] += person.relationship == "02"
    assert set(heads.values()) == {1}


def test_a_bride_takes_the_name_and_home_of_her_husband(town: Town) -> None:
    renamed = [c for c in _all(town) if c.reason == Reason.AMENDED_EX_OFFICIO]
    assert len(renamed) == town.summary["events"]["marriage"]
    for change in renamed:
        bride = town.everybody[change.resident.addressee_number]
        before = town.listed[bride.addressee_number]
        husband = next(
            person
            for person in town.everybody.values()
            if person.household_number == bride.household_number and person.relationship == "02"
        )
        assert bride.relationship == "12"
        assert bride.address == husband.address != before.address
        assert bride.name.split("\u3000")[0] == husband.name.split("\u3000")[0]
        assert bride.name.split("\u3000")[1] == before.name.split("\u3000")[1]
        assert bride.moved_from == before.address


def test_a_move_within_keeps_everything_but_the_address(town: Town) -> None:
    for change in _all(town):
        if change.reason != Reason.MOVED_WITHIN or change.resident.version != 2:
            continue
        after, before = change.resident, town.listed[change.resident.addressee_number]
        assert after.address != before.address == after.moved_from
        assert (after.name, after.birth_on, after.individual_number) == (
            before.name,
            before.birth_on,
            before.individual_number,
        )


def _all(town: Town) -> list[RegisterChange]:
    return [change for day in town.changes for _, change in day.records]


def _ahead(change: RegisterChange, day: RegisterChanges) -> bool:
    return bool(change.changed_on > day.processed_on)
