"""Employers: registered, changed and merged with their history; unknown payers decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from juminzei.apps.assessment.api import Payer
from juminzei.apps.receiving.models import (
    Employer,
    EmployerDecision,
    EmployerOutcome,
    EmployerVersion,
    UnknownEmployer,
)
from juminzei.apps.receiving.selectors.employers import alike, employer_of, unknown
from juminzei.apps.receiving.services.employer_register import (
    EmployerEntry,
    change_employer,
    merge_employer,
    register_employer,
)
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.unknown_employers import decide_unknown, queue_unknown
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, staff

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
CORPORATION = "7000012050002"
ENTRY = EmployerEntry(
    name="株式会社甲", address="加須市三俣", collector_number="1001", corporate_number=CORPORATION
)
PAYER = Payer("1001", CORPORATION, "株式会社甲", "加須市三俣", 2026, 3)


def registered(actor: StaffMember, **changed: str) -> Employer:
    return register_employer(replace(ENTRY, **changed), actor=actor, at=AT)


def queued(*payers: Payer) -> int:
    return queue_unknown(payers, received_file_id=None, at=AT)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"corporate_number": "7000012050003"}, "法人番号"),
        ({"corporate_number": "700001205000"}, "法人番号"),
        ({"name": " "}, "名称"),
        ({"address": ""}, "所在地"),
        ({"collector_number": "１００"}, "指定番号"),
    ],
)
def test_numbers_are_checked(changed: dict[str, str], reason: str, clerk: StaffMember) -> None:
    with pytest.raises(ReceivingRefusedError, match=reason):
        registered(clerk, **changed)
    assert not Employer.objects.exists()


def test_a_collector_number_is_one_employers(clerk: StaffMember) -> None:
    registered(clerk)
    with pytest.raises(ReceivingRefusedError, match="ほかの事業所"):
        registered(clerk, name="別会社", corporate_number="")
    blank = [registered(clerk, collector_number="", name=name) for name in ("乙", "丙")]
    assert blank[0] != blank[1]


def test_every_change_is_a_version_and_versions_stay(clerk: StaffMember) -> None:
    one = registered(clerk)
    moved = replace(ENTRY, address="加須市大門町", user_reference="ABC12345678")
    change_employer(one.pk, moved, seen=1, actor=clerk, at=AT)
    versions = EmployerVersion.objects.filter(employer=one).order_by("version")
    assert [(each.version, each.reason, each.address) for each in versions] == [
        (1, "registered", "加須市三俣"),
        (2, "changed", "加須市大門町"),
    ]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        versions.update(name="x")
    with pytest.raises(ReceivingRefusedError, match="ほかの人"):
        change_employer(one.pk, ENTRY, seen=1, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="変わったところ"):
        change_employer(one.pk, moved, seen=2, actor=clerk, at=AT)
    said = OutgoingRecord.objects.filter(subject_kind="employer")
    assert not any("加須" in str(record.details) for record in said)


def test_who_merged_is_found_under_the_other(clerk: StaffMember) -> None:
    one = registered(clerk)
    other = registered(clerk, collector_number="2002", corporate_number="", name="乙社")
    merge_employer(one.pk, into=other.pk, actor=clerk, at=AT)
    assert employer_of("1001", CORPORATION, "株式会社甲") == other
    for pair in ((one.pk, other.pk), (other.pk, one.pk), (other.pk, other.pk), (other.pk, 999)):
        with pytest.raises(ReceivingRefusedError):
            merge_employer(pair[0], into=pair[1], actor=clerk, at=AT)
    assert EmployerVersion.objects.get(employer=one, version=2).merged_into == other


def test_numbers_say_who_a_payer_is_and_names_never_do(clerk: StaffMember) -> None:
    one = registered(clerk)
    assert employer_of("1001", "", "別の名前") == one
    assert employer_of("1001", CORPORATION, "別の名前") == one
    assert employer_of("1001", "1000012050003", "株式会社甲") is None, "another corporation"
    assert employer_of("", CORPORATION, "x") == one
    assert employer_of("", "", "株式会社甲") is None
    assert employer_of("1009", CORPORATION, "株式会社甲") is None, "another collector number"
    registered(clerk, collector_number="1002", name="株式会社甲　支店")
    assert employer_of("", CORPORATION, "x") is None, "two offices of one corporation"


def test_an_unknown_payer_waits_once(clerk: StaffMember) -> None:
    """R-2.3.5: unknown employers of a file go to the registration queue."""
    assert queued(PAYER, replace(PAYER, name="株式会社　甲")) == 1
    assert queued(PAYER) == 0
    entry = UnknownEmployer.objects.get()
    assert (entry.collector_number, entry.documents, list(unknown())) == ("1001", 3, [entry])
    decide_unknown(entry.pk, outcome=EmployerOutcome.NEW, actor=clerk, at=AT)
    assert employer_of("1001", CORPORATION, "株式会社甲") == Employer.objects.get()
    assert queued(PAYER) == 0
    assert not unknown().exists()


def test_a_payer_may_be_one_that_is_registered(clerk: StaffMember) -> None:
    one = registered(clerk, collector_number="9009")
    queued(PAYER)
    entry = UnknownEmployer.objects.get()
    assert list(alike(entry)) == [one]
    decide_unknown(entry.pk, outcome=EmployerOutcome.SAME, employer_id=one.pk, actor=clerk, at=AT)
    assert employer_of(PAYER.collector_number, PAYER.corporate_number, PAYER.name) == one
    assert queued(PAYER) == 0
    assert Employer.objects.count() == 1


def test_a_payer_may_have_merged_into_one_that_is(clerk: StaffMember) -> None:
    one = registered(clerk, collector_number="9009", corporate_number="", name="乙社")
    queued(PAYER)
    entry = UnknownEmployer.objects.get()
    decide_unknown(entry.pk, outcome=EmployerOutcome.MERGED, employer_id=one.pk, actor=clerk, at=AT)
    former = Employer.objects.get(collector_number="1001")
    assert former.merged_into == one
    assert employer_of(PAYER.collector_number, PAYER.corporate_number, PAYER.name) == one


def test_a_decision_is_made_once_about_what_there_is(clerk: StaffMember) -> None:
    queued(PAYER)
    entry = UnknownEmployer.objects.get()
    for outcome in (EmployerOutcome.SAME, EmployerOutcome.MERGED):
        for employer in (None, 999):
            with pytest.raises(ReceivingRefusedError, match="登録済み"):
                decide_unknown(entry.pk, outcome=outcome, employer_id=employer, actor=clerk, at=AT)
    decide_unknown(entry.pk, outcome=EmployerOutcome.NEW, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="判断を待っている"):
        decide_unknown(entry.pk, outcome=EmployerOutcome.NEW, actor=clerk, at=AT)
    assert EmployerDecision.objects.count() == Employer.objects.count() == 1


def test_only_those_who_may(clerk: StaffMember) -> None:
    one = registered(clerk)
    other = staff("3001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        registered(other, collector_number="5")
    with pytest.raises(NotPermittedError):
        change_employer(one.pk, ENTRY, seen=1, actor=other, at=AT)
    with pytest.raises(NotPermittedError):
        merge_employer(one.pk, into=one.pk, actor=other, at=AT)
    with pytest.raises(NotPermittedError):
        decide_unknown(1, outcome=EmployerOutcome.NEW, actor=other, at=AT)
