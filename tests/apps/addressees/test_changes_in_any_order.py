"""Whatever order the days come in, the register ends the same: only the due one is taken."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juminzei.apps.addressees.models import Addressee, AddresseeVersion, RegisterFile
from juminzei.apps.addressees.services.apply_changes import apply_changes
from juminzei.apps.addressees.services.import_register import import_register
from juminzei.apps.addressees.services.register_file import RegisterOrderError
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from juminzei.platform.staff.services import batch_member
from support.moments import START
from support.register_rows import changes_file, extract_file, moved_out, moved_within, resident

if TYPE_CHECKING:
    from juminzei.formats.resident_register import ResidentRecord

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
PEOPLE = 3
FIRST_DAY = date(2026, 1, 5)
ACTS = ("move", "leave", "die", "return", "amend")
plans = st.lists(
    st.lists(st.tuples(st.integers(1, PEOPLE), st.sampled_from(ACTS)), max_size=4),
    min_size=1,
    max_size=4,
)
trying = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def days_of(plan: list[list[tuple[int, str]]]) -> list[list[RegisterChange]]:
    """Return days of changes that follow from each other, as a careful register writes them."""
    people = {body: resident(body) for body in range(1, PEOPLE + 1)}
    days = []
    for place, acts in enumerate(plan):
        day = []
        for body, act in acts:
            change = _change(people[body], act, FIRST_DAY + timedelta(days=place))
            if change is not None:
                people[body] = change.resident
                day.append(change)
        days.append(day)
    return days


def _change(known: ResidentRecord, act: str, on: date) -> RegisterChange | None:
    here, dead = known.ceased_on is None, known.ceased_reason == Reason.DEATH
    if act == "move" and here:
        return RegisterChange(ChangeKind.AMENDED, moved_within(known, on, f"加須市{on.day}番"))
    if act in {"leave", "die"} and here:
        reason = Reason.DEATH if act == "die" else Reason.MOVED_OUT
        return RegisterChange(ChangeKind.REMOVED, moved_out(known, on, reason))
    if act == "return" and not here and not dead:
        back = replace(
            known,
            version=known.version + 1,
            reason=Reason.MOVED_IN,
            true_from=on,
            resident_since=on,
            ceased_on=None,
            ceased_reason="",
        )
        return RegisterChange(ChangeKind.ADDED, back)
    if act == "amend":
        amended = replace(
            known, version=known.version + 1, reason=Reason.CLERICAL_ERROR, true_from=on
        )
        return RegisterChange(ChangeKind.AMENDED, amended)
    return None


def apply(content: bytes) -> Counter[str]:
    actor = batch_member(START)
    try:
        report = apply_changes(content=content, name="c.csv", actor=actor, at=START)
    except RegisterOrderError:
        return Counter(refused=1)
    if report.already_applied:
        return Counter(again=1)
    return Counter(applied=report.applied, contradictions=len(report.contradictions))


def take_in_everybody() -> None:
    content = extract_file(*(resident(body) for body in range(1, PEOPLE + 1)))
    import_register(content=content, name="r.csv", actor=batch_member(START), at=START)


def state() -> list[tuple[object, ...]]:
    versions = AddresseeVersion.objects.order_by("addressee_id", "version")
    newest = Addressee.objects.order_by("number")
    return [
        *versions.values_list("addressee_id", "version", "reason", "true_from", "address"),
        *newest.values_list("number", "version", "resident", "address", "ceased_on"),
    ]


@trying
@given(plan=plans)
def test_changes_that_follow_are_all_applied_and_the_newest_version_is_shown(
    plan: list[list[tuple[int, str]]],
) -> None:
    days = days_of(plan)
    with transaction.atomic():
        take_in_everybody()
        outcome = sum((apply(changes_file(n, *day)) for n, day in enumerate(days, 1)), Counter())
        assert outcome["applied"] == sum(map(len, days))
        assert outcome["contradictions"] == outcome["refused"] == 0
        for person in Addressee.objects.all():
            newest = person.versions.order_by("-version")[0]
            assert (person.version, person.address) == (newest.version, newest.address)
            assert person.resident == (newest.ceased_on is None)
            assert person.versions.count() == newest.version
        transaction.set_rollback(True)


@trying
@given(plan=plans, order=st.lists(st.integers(0, 3), max_size=12))
def test_files_in_any_order_and_number_end_as_files_in_order(
    plan: list[list[tuple[int, str]]], order: list[int]
) -> None:
    files = [changes_file(n, *day) for n, day in enumerate(days_of(plan), 1)]
    with transaction.atomic():
        take_in_everybody()
        for content in files:
            apply(content)
        expected = state()
        transaction.set_rollback(True)
    with transaction.atomic():
        take_in_everybody()
        for place in order:
            if place < len(files):
                apply(files[place])
        for content in files:
            apply(content)
        assert state() == expected
        assert RegisterFile.objects.count() == len(files) + 1
        transaction.set_rollback(True)
