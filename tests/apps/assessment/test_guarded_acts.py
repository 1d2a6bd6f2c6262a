"""Every act of the services: whose it is, that nobody else's try leaves a trace, its record."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connections

from juminzei.apps.assessment.models import TaxDocument
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.models import RoleGrant, StaffMember
from juminzei.platform.staff.services import NotPermittedError, add_member
from support.guarded_acts import ACTS, Act
from support.moments import START
from support.register_rows import individual_number
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
ROLES = frozenset(
    {
        "tax_clerk",
        "tax_supervisor",
        "collection_clerk",
        "privacy_officer",
        "auditor",
        "administrator",
        "batch",
        "client",
    }
)
NEVER_RECORDED = ("見本", "太郎", "加藤", "一郎", "カトウ", "佐藤", "三俣", "中央", "株式会社甲")
"""Names and addresses of the people and payers that the acts are about."""
each_act = pytest.mark.parametrize("act", [pytest.param(ACTS[name], id=name) for name in ACTS])


def rows() -> dict[str, int]:
    """Count the rows of every table but those that staff are entered in."""
    counted = {}
    for alias in connections:
        there = set(connections[alias].introspection.table_names())
        for model in apps.get_models():
            if model._meta.db_table in there and model not in {StaffMember, RoleGrant}:
                counted[f"{alias}.{model._meta.label}"] = model._base_manager.using(alias).count()
    return counted


def members(roles: Iterable[str]) -> list[StaffMember]:
    return [clerk(role, staff_number=f"10{place:02}") for place, role in enumerate(sorted(roles))]


@each_act
def test_an_act_is_refused_to_every_other_role_and_leaves_no_trace(act: Act) -> None:
    deed = act.ready()
    others = members(ROLES - act.may)
    before = rows()

    for member in others:
        with pytest.raises(NotPermittedError, match=f"職員 {member.staff_number} には「.+」の権限"):
            deed(member)
    assert rows() == before


@each_act
def test_who_has_left_or_not_yet_come_cannot_act_by_an_old_or_coming_role(act: Act) -> None:
    deed = act.ready()
    day = timedelta(days=1)
    today = START.date()
    absent = [
        add_member(
            staff_number=number,
            name="課税　花子",
            department="税務課",
            roles=sorted(act.may),
            valid_from=first,
            valid_until=last,
        )
        for number, first, last in (
            ("1001", today - 30 * day, today - day),
            ("1002", today + day, None),
        )
    ]
    before = rows()

    for member in absent:
        with pytest.raises(NotPermittedError):
            deed(member)
    assert rows() == before


@each_act
def test_an_act_on_the_last_day_of_a_role_is_carried_out_and_recorded_once(act: Act) -> None:
    deed = act.ready()
    earlier = set(OutgoingRecord.objects.values_list("pk", flat=True))
    today = START.date()
    member = add_member(
        staff_number="1001",
        name="課税　花子",
        department="税務課",
        roles=[max(act.may)],
        valid_from=today,
        valid_until=today,
    )
    deed(member)

    written = OutgoingRecord.objects.exclude(pk__in=earlier)
    assert {(record.action, record.subject_kind) for record in written} == {
        (act.recorded, act.subject_kind)
    }
    assert {record.staff_number for record in written} == {"1001"}
    assert len({record.subject_id for record in written}) == len(written)


@each_act
def test_a_record_tells_of_no_name_address_or_individual_number(act: Act) -> None:
    deed = act.ready()
    deed(clerk(*sorted(act.may)))

    texts = [
        f"{record.subject_id} {json.dumps(record.details, ensure_ascii=False)}"
        for record in OutgoingRecord.objects.all()
    ]
    assert texts
    told = [word for word in NEVER_RECORDED for text in texts if word in text]
    numbers = [text for text in texts if individual_number(77).reveal() in text]
    assert (told, numbers) == ([], [])


@pytest.mark.parametrize("name", ["特定", "回送", "保留", "特定の取消"])
def test_the_record_of_a_decision_names_the_document_and_the_outcome(name: str) -> None:
    deed = ACTS[name].ready()
    deed(clerk())

    document = TaxDocument.objects.get()
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert record.subject_id == str(document.pk)
    outcomes = {"特定": "clerk", "回送": "not_ours", "保留": "held", "特定の取消": "queue"}
    assert record.details["outcome"] == outcomes[name] == document.match_state
    assert (record.details["undoes"] is None) == (name != "特定の取消")
