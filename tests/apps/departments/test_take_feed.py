"""Feeds of other departments: agreed items, control totals, candidates, versions, once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.addressees.models import AddresseeVersion
from juminzei.apps.departments import agreements as agreements_module
from juminzei.apps.departments.models import (
    AssistanceRecord,
    CareRecord,
    DepartmentFile,
    DisabilityRecord,
    PremiumRecord,
    WaitingRow,
)
from juminzei.apps.departments.receivers import RECEIVERS
from juminzei.apps.departments.services.decide_row import decide_row
from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.receivers import NotTakenError, Receipt, receiver_of
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.department_rows import (
    ASSISTANCE,
    CARE,
    DISABILITY,
    KANA,
    PREMIUMS,
    feed,
    row,
    taken,
)
from support.moments import START
from support.page_rows import person, staff

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
STORES = (DisabilityRecord, AssistanceRecord, PremiumRecord, CareRecord)


@pytest.fixture
def clerk() -> StaffMember:
    person(1, "山田 太郎", KANA)
    person(2, "山田 花子", KANA)
    return staff()


def facts() -> list[tuple[str, int, bool]]:
    """Return every version: reference, class, withdrawn."""
    rows = DisabilityRecord.objects.order_by("pk")
    return list(rows.values_list("reference", "disability_class", "withdrawn"))


def test_a_feed_becomes_facts_with_source_period_and_moment(clerk: StaffMember) -> None:
    outcome = taken(clerk, feed(DISABILITY, row(DISABILITY), row(DISABILITY, 2, grade="3級")))
    assert (outcome.received, outcome.accepted, outcome.held, outcome.duplicates) == (2, 2, 0, 0)
    one, other = DisabilityRecord.objects.order_by("pk")
    assert (one.disability_class, other.disability_class) == (2, 1)
    assert (one.file.department, one.valid_from, one.recorded_at) == (
        "障がい者福祉課",
        date(2020, 4, 1),
        START,
    )
    record = OutgoingRecord.objects.get(action="departments.feed.taken")
    assert record.details["accepted"] == 2
    assert "山田" not in str(record.details)


def test_the_same_file_twice_changes_nothing(clerk: StaffMember) -> None:
    content = feed(DISABILITY, row(DISABILITY))
    taken(clerk, content)
    again = taken(clerk, content, name="renamed.csv")
    assert (again.known, again.received, again.duplicates, again.accepted) == (True, 1, 1, 0)
    assert len(facts()) == DepartmentFile.objects.count() == ReceivedFile.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new"), [("T,2,", "T,3,"), (",0\r\n", ",1\r\n"), ("T,2,1", "T,2,2")]
)
def test_a_file_whose_totals_differ_is_held_and_nothing_is_posted(
    old: str, new: str, clerk: StaffMember
) -> None:
    """T-I12: control total in the trailer is not the sum: held, nothing posted."""
    content = feed(DISABILITY, row(DISABILITY), row(DISABILITY, 2))
    totals = content.rindex(b"T,2,")
    trailer = content[totals:].replace(old.encode(), new.encode())
    if trailer == content[totals:]:
        trailer = b"T,2,1,0\r\n"
    outcome = taken(clerk, content[:totals] + trailer)
    assert (outcome.received, outcome.held, outcome.accepted) == (2, 2, 0)
    assert not facts()
    file = DepartmentFile.objects.get()
    assert file.held
    assert "合計" in file.held_reason
    assert OutgoingRecord.objects.filter(action="departments.feed.held").count() == 1
    taken(clerk, content)
    assert len(facts()) == 2


def test_yen_that_were_changed_on_the_way_hold_the_file(clerk: StaffMember) -> None:
    """T-I12: an amount that was changed does not agree with the total."""
    content = feed(PREMIUMS, row(PREMIUMS)).replace(b",120000\r\nT", b",120001\r\nT")
    assert taken(clerk, content).held == 1
    assert not PremiumRecord.objects.exists()


def test_an_item_that_was_not_agreed_on_refuses_the_file(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """T-D03, R-2.3.2: refused, on record, nothing kept."""
    path = tmp_path / "x.csv"
    content = feed(DISABILITY, row(DISABILITY))
    path.write_bytes(content.replace("等級\r\n".encode(), "等級,病名\r\n".encode()))
    receiver = receiver_of(path)
    assert receiver is not None
    assert receiver.kind == DISABILITY
    with pytest.raises(NotTakenError, match="取決めにない項目"):
        receiver.take(path, Receipt("x.csv", Channel.INTERNAL, clerk, START))
    assert not ReceivedFile.objects.exists()
    record = OutgoingRecord.objects.get(action="departments.feed.refused")
    assert (record.result, record.subject_id) == ("refused", DISABILITY)


@pytest.mark.parametrize(
    ("given", "said"),
    [({"department": "総務課"}, "取決めた部署"), ({"municipality": "131016"}, "ほかの市町村")],
)
def test_a_feed_of_somebody_else_is_refused(
    given: dict[str, str], said: str, clerk: StaffMember
) -> None:
    """R-2.3.2: each department hands over what was agreed on with it."""
    with pytest.raises(DepartmentsRefusedError, match=said):
        taken(clerk, feed(DISABILITY, row(DISABILITY), **given))


@pytest.mark.parametrize(("until", "holds"), [("2026-04-19", False), ("2026-04-20", True)])
def test_an_agreement_that_has_ended_takes_nothing_in(
    until: str, clerk: StaffMember, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, holds: bool
) -> None:
    """T-D03: an item whose agreement has expired is refused; its last day counts."""
    text = agreements_module.FILE.read_text("utf-8")
    ended = tmp_path / "agreements.toml"
    ended.write_text(text.replace("= 2016-01-01", f"= 2016-01-01\nagreed_until = {until}"))
    monkeypatch.setattr(agreements_module, "FILE", ended)
    agreements_module.agreements.cache_clear()
    try:
        if holds:
            assert taken(clerk, feed(ASSISTANCE, row(ASSISTANCE))).accepted == 1
        else:
            with pytest.raises(DepartmentsRefusedError, match="取決めがありません"):
                taken(clerk, feed(ASSISTANCE, row(ASSISTANCE)))
    finally:
        monkeypatch.undo()
        agreements_module.agreements.cache_clear()


@pytest.mark.parametrize("kind", [DISABILITY, ASSISTANCE, PREMIUMS, CARE])
def test_of_people_who_are_no_candidates_only_the_count_is_kept(
    clerk: StaffMember, kind: str
) -> None:
    """R-3.2.1: a feed with 1,000 people unknown here: nothing stored, the count logged."""
    strangers = [row(kind, body, kana="ヒミツ ヒト") for body in range(1001, 2001)]
    outcome = taken(clerk, feed(kind, row(kind), *strangers))
    assert outcome.further["outside"] == 1000
    kept = [model.objects.count() for model in STORES]
    assert sorted(kept) == [0, 0, 0, 1]
    assert not WaitingRow.objects.exists()
    record = OutgoingRecord.objects.get(action="departments.feed.taken")
    assert record.details["outside"] == 1000


@pytest.mark.parametrize(("ceased", "kept"), [("2024-12-31", 0), ("2025-01-01", 1)])
def test_whoever_left_before_the_income_year_is_no_candidate(
    ceased: str, kept: int, clerk: StaffMember
) -> None:
    """R-3.2.1: somebody who died in the year may still be a relative of a taxpayer."""
    person(3, "山田 三郎", KANA, ceased_on=date.fromisoformat(ceased), ceased_reason="死亡")
    taken(clerk, feed(DISABILITY, row(DISABILITY, 3)))
    assert len(facts()) == kept


def test_a_name_or_birthday_that_is_another_persons_waits(clerk: StaffMember) -> None:
    rows = [
        row(DISABILITY, 1, kana="スズキ イチロウ"),
        row(DISABILITY, 2, birth_on=date(1980, 4, 2)),
    ]
    assert taken(clerk, feed(DISABILITY, *rows)).held == 2
    assert not facts()
    causes = WaitingRow.objects.order_by("row_number").values_list("cause", flat=True)
    assert list(causes) == ["kana", "birth"]


def test_a_former_name_and_the_right_birthday_are_the_person(clerk: StaffMember) -> None:
    version = AddresseeVersion.objects.filter(name="山田 花子").get()
    version.pk, version.version, version.kana = None, 1, "スズキ ハナコ"
    version.save()
    rows = [
        row(DISABILITY, 1, birth_on=date(1980, 4, 1)),
        row(DISABILITY, 2, kana="スズキ ハナコ"),
    ]
    assert taken(clerk, feed(DISABILITY, *rows)).accepted == 2


def test_a_grade_that_no_rule_knows_waits(clerk: StaffMember) -> None:
    rows = [row(DISABILITY, 1, grade="7級"), row(ASSISTANCE, 2, grade="生活・娯楽")]
    taken(clerk, feed(DISABILITY, rows[0]))
    taken(clerk, feed(ASSISTANCE, rows[1]))
    assert set(WaitingRow.objects.values_list("cause", flat=True)) == {"grade"}
    assert not facts()
    assert not AssistanceRecord.objects.exists()


def test_everything_replaces_and_changes_add(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY), row(DISABILITY, 2)))
    taken(clerk, feed(DISABILITY, row(DISABILITY, grade="3級"), whole=False))
    assert facts() == [("R-1", 2, False), ("R-2", 2, False), ("R-1", 1, False)]
    later = taken(clerk, feed(DISABILITY, row(DISABILITY, 2), as_of=date(2026, 2, 1)))
    assert (later.accepted, later.duplicates, later.further["withdrawn"]) == (0, 1, 1)
    assert facts()[3:] == [("R-1", 1, True)]
    cancelled = row(DISABILITY, 2, change="取消")
    taken(clerk, feed(DISABILITY, cancelled, whole=False, as_of=date(2026, 3, 1)))
    assert facts()[4:] == [("R-2", 2, True)]


def test_a_waiting_row_of_a_whole_file_withdraws_nothing(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    waiting = row(DISABILITY, kana="スズキ イチロウ")
    taken(clerk, feed(DISABILITY, waiting, as_of=date(2026, 2, 1)))
    assert facts() == [("R-1", 2, False)]


def test_premiums_of_another_year_stay(clerk: StaffMember) -> None:
    taken(clerk, feed(PREMIUMS, row(PREMIUMS)))
    new = row(PREMIUMS, 2, income_year=2026)
    taken(clerk, feed(PREMIUMS, new, as_of=date(2027, 1, 1)))
    assert PremiumRecord.objects.filter(withdrawn=True).count() == 0
    taken(clerk, feed(PREMIUMS, as_of=date(2027, 2, 1)))
    assert PremiumRecord.objects.filter(withdrawn=True).count() == 0


def test_a_row_that_cannot_be_read_holds_a_whole_file_and_waits_in_one_of_changes(
    clerk: StaffMember,
) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    for whole in (True, False):
        content = feed(DISABILITY, row(DISABILITY, 1), row(DISABILITY, 2), whole=whole)
        outcome = taken(clerk, content.replace("登録,2020-04-01".encode(), "登録,2020".encode(), 1))
        assert outcome.held == (2 if whole else 1)
    assert [reference for reference, *_ in facts()] == ["R-1", "R-2"]
    [waits] = WaitingRow.objects.all()
    assert (waits.cause, waits.text, waits.addressee_id) == ("unreadable", "", None)
    assert "有効開始日" in waits.findings[0]


def test_a_wrong_check_digit_waits_without_anything_of_the_person(clerk: StaffMember) -> None:
    wrong = row(DISABILITY, 1, addressee_number=row(DISABILITY, 1).addressee_number + 1)
    taken(clerk, feed(DISABILITY, wrong))
    [waits] = WaitingRow.objects.all()
    assert (waits.cause, waits.text) == ("unreadable", "")
    assert "検査数字" in waits.findings[0]


def test_an_older_file_after_a_newer_one_is_held(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY), as_of=date(2026, 2, 1)))
    outcome = taken(clerk, feed(DISABILITY, row(DISABILITY, 2), as_of=date(2026, 1, 31)))
    assert outcome.held == 1
    assert "新しい基準日" in DepartmentFile.objects.order_by("pk")[1].held_reason


def test_only_who_may_takes_feeds_in() -> None:
    with pytest.raises(NotPermittedError):
        taken(staff("2001", Role.COLLECTION_CLERK), feed(DISABILITY))


def test_what_was_recorded_cannot_be_altered(clerk: StaffMember) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DisabilityRecord.objects.update(disability_class=1)


def test_every_kind_of_feed_has_its_receiver(tmp_path: Path) -> None:
    for receiver in RECEIVERS:
        path = tmp_path / receiver.kind
        path.write_bytes(feed(receiver.kind))
        assert receiver_of(path) is receiver


def test_the_batch_member_takes_feeds_in_and_decides_nothing(clerk: StaffMember) -> None:
    """The drop folder is received without anybody; what is in doubt waits for a person."""
    assert clerk
    batch = batch_member(START)
    outcome = taken(batch, feed(DISABILITY, row(DISABILITY), row(DISABILITY, 2, kana="ベツ ジン")))
    assert (outcome.accepted, outcome.held) == (1, 1)
    waiting = WaitingRow.objects.get()
    with pytest.raises(NotPermittedError):
        decide_row(row_id=waiting.pk, taken=True, reason="x", actor=batch, at=START)
    received = ReceivedFile.objects.get()
    assert (received.channel, received.source) == ("internal", "department")
    assert received.counts["accepted"] == outcome.accepted


def test_the_register_counts_who_is_not_ours_as_done_with(clerk: StaffMember) -> None:
    """T-J10: the counts that stand with the file are those that the register was told."""
    outcome = taken(clerk, feed(DISABILITY, row(DISABILITY), row(DISABILITY, 77)))
    assert (outcome.received, outcome.accepted, outcome.held) == (2, 2, 0)
    assert ReceivedFile.objects.get().counts["accepted"] == 2
