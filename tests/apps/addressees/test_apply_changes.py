"""Daily changes: in order, once each, all that follow and none of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees import individual_number as door
from juminzei.apps.addressees.api import protected
from juminzei.apps.addressees.models import Addressee, AddresseeVersion, RegisterFile
from juminzei.apps.addressees.services import apply_changes as module
from juminzei.apps.addressees.services.apply_changes import apply_changes
from juminzei.apps.addressees.services.import_register import import_register
from juminzei.apps.addressees.services.register_file import RegisterOrderError, RegisterReport
from juminzei.formats.errors import FormatError
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from juminzei.formats.register_reasons import Reason
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, batch_member
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.register_rows import (
    changes_file,
    extract_file,
    individual_number,
    moved_out,
    moved_within,
    number,
    resident,
)

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.formats.resident_register import ResidentRecord

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
DAY = date(2026, 1, 10)
ADDED, REMOVED, AMENDED = ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.AMENDED


def take_in(*records: ResidentRecord) -> None:
    actor = batch_member(START)
    import_register(content=extract_file(*records), name="r.csv", actor=actor, at=START)


def apply(content: bytes, at: datetime = START) -> RegisterReport:
    return apply_changes(content=content, name="c.csv", actor=batch_member(at), at=at)


def newborn(body: int) -> ResidentRecord:
    return resident(
        body,
        reason=Reason.BIRTH,
        true_from=DAY,
        birth_on=DAY,
        resident_since=DAY,
        individual_number=individual_number(body),
    )


def test_all_that_happens_in_a_day_is_applied_in_its_order() -> None:
    one, two = resident(1), resident(2)
    take_in(one, two)
    there = moved_within(one, DAY, "加須市三俣２丁目１番")
    report = apply(
        changes_file(
            1,
            RegisterChange(AMENDED, there),
            RegisterChange(REMOVED, moved_out(there, date(2026, 1, 15))),
            RegisterChange(REMOVED, moved_out(two, DAY, Reason.DEATH)),
            RegisterChange(ADDED, newborn(3)),
        )
    )
    assert (report.rows, report.applied, report.new_persons) == (4, 4, 1)
    assert report.by_reason == {"転居": 1, "国内転出": 1, "死亡": 1, "出生": 1}
    assert report.contradictions == []
    assert report.taxable_list_effects == 0
    people = {person.number: person for person in Addressee.objects.all()}
    assert (people[number(1)].version, people[number(1)].resident) == (3, False)
    assert people[number(1)].address == "加須市三俣２丁目１番"
    assert people[number(2)].ceased_reason == "死亡"
    assert people[number(3)].resident
    assert AddresseeVersion.objects.count() == 6
    assert door.bearers(individual_number(3)) == [number(3)]


def test_search_keys_follow_a_changed_name_and_address() -> None:
    first = resident()
    take_in(first)
    named = replace(
        moved_within(first, DAY, "加須市三俣２丁目１番"), name="髙田　花子", kana="タカダ　ハナコ"
    )
    apply(changes_file(1, RegisterChange(AMENDED, named)))
    person = Addressee.objects.get()
    assert (person.name_key, person.kana_key) == ("高田花子", "タカダハナコ")
    assert "三俣2-1" in person.address_key


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    first = resident()
    take_in(first)
    content = changes_file(1, RegisterChange(REMOVED, moved_out(first, DAY)))
    report = apply(content)
    again = apply(content, START + timedelta(hours=1))
    assert again == replace(report, already_applied=True)
    assert AddresseeVersion.objects.count() == 2


def test_a_missing_day_is_refused_by_its_number() -> None:
    take_in(resident())
    apply(changes_file(1))
    with pytest.raises(RegisterOrderError, match=r"連番 4 のファイルの前に、連番 2、3 が"):
        apply(changes_file(4))
    assert RegisterFile.objects.count() == ReceivedFile.objects.count() == 2


def test_changes_without_a_register_name_the_register_as_missing() -> None:
    with pytest.raises(RegisterOrderError, match=r"連番 0 が取り込まれていません"):
        apply(changes_file(1))


def test_another_file_under_a_number_already_used_is_refused() -> None:
    first = resident()
    take_in(first)
    apply(changes_file(1))
    with pytest.raises(RegisterOrderError, match="連番 1 は、別の内容のファイルで取込済み"):
        apply(changes_file(1, RegisterChange(REMOVED, moved_out(first, DAY))))
    assert Addressee.objects.get().resident


@pytest.mark.parametrize(
    ("processed_on", "refused"), [(date(2026, 1, 19), True), (date(2026, 1, 20), False)]
)
def test_a_day_before_the_last_one_is_refused(processed_on: date, *, refused: bool) -> None:
    take_in(resident())
    apply(changes_file(1, processed_on=date(2026, 1, 20)))
    content = changes_file(2, processed_on=processed_on)
    if refused:
        with pytest.raises(RegisterOrderError, match="処理日"):
            apply(content)
    else:
        assert apply(content).sequence == 2


def test_a_contradiction_is_reported_and_nothing_of_it_applied() -> None:
    dead, well = resident(1), resident(2)
    take_in(dead, well)
    gone = moved_out(dead, DAY, Reason.DEATH)
    walking = moved_within(gone, date(2026, 1, 12), "加須市三俣")
    report = apply(
        changes_file(
            1,
            RegisterChange(REMOVED, gone),
            RegisterChange(AMENDED, walking),
            RegisterChange(AMENDED, moved_within(well, DAY, "加須市三俣")),
            RegisterChange(AMENDED, replace(resident(3), version=2)),
        )
    )
    assert (report.applied, report.rows) == (2, 4)
    found = [(each["row"], each["addressee_number"]) for each in report.contradictions]
    assert found == [(4, number(1)), (6, number(3))]
    assert Addressee.objects.get(number=number(1)).address == dead.address
    assert not Addressee.objects.filter(number=number(3)).exists()
    assert AddresseeVersion.objects.count() == 4


def test_what_follows_a_contradiction_of_the_same_person_is_left_out_too() -> None:
    first = resident()
    take_in(first)
    skipped = replace(moved_within(first, DAY, "加須市甲"), version=3)
    after = moved_within(skipped, DAY, "加須市乙")
    report = apply(
        changes_file(1, RegisterChange(AMENDED, skipped), RegisterChange(AMENDED, after))
    )
    assert report.applied == 0
    assert len(report.contradictions) == 2
    assert Addressee.objects.get().version == 1


def test_a_contradicting_change_does_not_reach_the_vault() -> None:
    take_in(resident(1))
    stranger = resident(2, version=2, individual_number=individual_number(5))
    apply(changes_file(1, RegisterChange(AMENDED, stranger)))
    assert not SealedNumber.objects.exists()


def test_a_changed_individual_number_replaces_the_old_one() -> None:
    first = resident(individual_number=individual_number(1))
    take_in(first)
    changed = replace(
        first,
        version=2,
        reason=Reason.NUMBER_CHANGED_ON_REQUEST,
        true_from=DAY,
        individual_number=individual_number(2),
    )
    apply(changes_file(1, RegisterChange(AMENDED, changed)))
    assert door.bearers(individual_number(1)) == []
    assert door.bearers(individual_number(2)) == [number(1)]


def test_the_history_of_a_number_tells_each_change_and_nothing_twice() -> None:
    first = resident(individual_number=individual_number(1))
    take_in(first)
    moved = moved_within(first, DAY, "加須市三俣")
    changed = replace(
        moved,
        version=3,
        reason=Reason.NUMBER_CHANGED_ON_REQUEST,
        individual_number=individual_number(2),
    )
    apply(changes_file(1, RegisterChange(AMENDED, moved)))
    apply(changes_file(2, RegisterChange(AMENDED, changed)))

    told = door.number_history(number(1))
    assert [(event.act, event.reason) for event in told] == [
        ("linked", "register"),
        ("unlinked", "register"),
        ("linked", "register"),
    ]
    assert {event.staff_number for event in told} == {batch_member(START).staff_number}


def test_a_row_without_a_number_says_nothing_of_the_number() -> None:
    first = resident(individual_number=individual_number(1))
    take_in(first)
    moved = replace(moved_within(first, DAY, "加須市三俣"), individual_number=None)
    apply(changes_file(1, RegisterChange(AMENDED, moved)))
    assert door.bearers(individual_number(1)) == [number(1)]


def test_somebody_who_returns_keeps_number_and_history() -> None:
    first = resident()
    gone = moved_out(first, date(2025, 11, 1))
    take_in(first, gone)
    back = replace(first, version=3, true_from=DAY, resident_since=DAY)
    apply(changes_file(1, RegisterChange(ADDED, back)))
    person = Addressee.objects.get()
    assert (person.resident, person.ceased_on, person.resident_since) == (True, None, DAY)
    assert AddresseeVersion.objects.count() == 3


def protected_record(
    first: ResidentRecord, *, protected_from: date, protected_until: date
) -> ResidentRecord:
    return replace(
        first,
        version=2,
        reason=Reason.AMENDED_EX_OFFICIO,
        protected=True,
        protected_from=protected_from,
        protected_until=protected_until,
    )


def test_a_protection_starts_is_prolonged_and_ends_with_the_changes() -> None:
    first = resident()
    take_in(first)
    begun = protected_record(first, protected_from=DAY, protected_until=date(2026, 2, 28))
    started = apply(changes_file(1, RegisterChange(AMENDED, begun)))
    longer = replace(begun, version=3, protected_until=date(2027, 1, 9))
    changed = apply(changes_file(2, RegisterChange(AMENDED, longer)))
    assert protected(date(2027, 1, 9)) == {number(1)}
    over = replace(longer, version=4, protected=False, protected_from=None, protected_until=None)
    ended = apply(changes_file(3, RegisterChange(AMENDED, over), processed_on=date(2026, 3, 3)))
    assert started.protections == {"started": 1, "changed": 0, "ended": 0}
    assert changed.protections == {"started": 0, "changed": 1, "ended": 0}
    assert ended.protections == {"started": 0, "changed": 0, "ended": 1}
    assert protected(DAY - timedelta(days=1)) == set()
    assert protected(date(2026, 3, 3)) == {number(1)}
    assert protected(date(2026, 3, 4)) == set()


def test_a_protection_begins_even_if_the_change_that_tells_of_it_is_left_out() -> None:
    first = resident()
    take_in(first)
    begun = protected_record(first, protected_from=DAY, protected_until=date(2026, 2, 28))
    report = apply(changes_file(1, RegisterChange(AMENDED, replace(begun, version=5))))
    assert (report.applied, len(report.contradictions)) == (0, 1)
    assert protected(DAY) == {number(1)}
    assert Addressee.objects.get().version == first.version


def test_a_change_left_out_of_somebody_unknown_protects_nobody() -> None:
    take_in(resident(1))
    begun = protected_record(resident(2), protected_from=DAY, protected_until=date(2026, 2, 28))
    report = apply(changes_file(1, RegisterChange(AMENDED, begun)))
    assert (report.applied, len(report.contradictions)) == (0, 1)
    assert protected(DAY) == set()


def test_a_next_period_leaves_the_running_one_alone() -> None:
    first = resident()
    take_in(first)
    begun = protected_record(first, protected_from=DAY, protected_until=date(2026, 2, 28))
    apply(changes_file(1, RegisterChange(AMENDED, begun)))
    following = replace(
        begun, version=3, protected_from=date(2026, 4, 1), protected_until=date(2027, 3, 31)
    )
    apply(changes_file(2, RegisterChange(AMENDED, following)))
    assert protected(date(2026, 2, 28)) == {number(1)}
    assert protected(date(2026, 3, 15)) == set()
    assert protected(date(2026, 4, 1)) == {number(1)}


def test_a_row_that_cannot_be_read_is_reported_and_the_rest_applied() -> None:
    one, two = resident(1), resident(2)
    take_in(one, two)
    content = changes_file(
        1,
        RegisterChange(REMOVED, moved_out(one, DAY)),
        RegisterChange(REMOVED, moved_out(two, DAY)),
    ).replace(b",1980-04-02,", b",1980-04-31,", 1)
    report = apply(content)
    assert (report.rows, report.applied, len(report.broken)) == (2, 1, 1)
    assert Addressee.objects.get(number=number(1)).resident


def test_control_totals_that_disagree_refuse_the_file() -> None:
    first = resident()
    take_in(first)
    content = changes_file(1, RegisterChange(REMOVED, moved_out(first, DAY)))
    with pytest.raises(FormatError, match="件数が明細と合いません"):
        apply(content.replace(b"T,1", b"T,2"))
    assert Addressee.objects.get().resident


def test_who_may_not_is_refused() -> None:
    nobody = StaffMember.objects.create(
        staff_number="9", name="見本", department="収納課", valid_from=date(2025, 4, 1)
    )
    with pytest.raises(NotPermittedError):
        apply_changes(content=b"", name="x", actor=nobody, at=START)


def test_the_act_is_on_record_with_the_number_of_contradictions() -> None:
    take_in(resident(1))
    apply(changes_file(1, RegisterChange(AMENDED, replace(resident(2), version=2))))
    record = OutgoingRecord.objects.get(subject_id="1")
    assert record.action == "addressees.register.applied"
    assert (record.details["applied"], record.details["contradictions"]) == (0, 1)


class PowerCutError(Exception):
    """The machine stops."""


def test_changes_cut_off_after_the_vault_are_repaired_by_running_them_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_in(resident(1))
    content = changes_file(1, RegisterChange(ADDED, newborn(2)))

    def cut(*_arguments: object, **_more: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as broken:
        broken.setattr(module, "append_versions", cut)
        with pytest.raises(PowerCutError):
            apply(content)
    assert Addressee.objects.count() == AddresseeVersion.objects.count() == 1
    assert RegisterFile.objects.count() == 1
    assert apply(content).new_persons == 1
    assert door.bearers(individual_number(2)) == [number(2)]
    assert SealedNumber.objects.count() == 1
