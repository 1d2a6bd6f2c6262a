"""Pages of departments' records: stores, a person, files, rows that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from juminzei.apps.departments.models import DisabilityRecord, RowDecision, Store, WaitingRow
from juminzei.apps.departments.services.decide_row import decide_row
from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.base.numbers import addressee_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.limits.models import PersonLookedAt
from juminzei.platform.staff.policy import Role
from support.department_rows import ASSISTANCE, DISABILITY, KANA, PREMIUMS, feed, row, taken
from support.page_rows import person, staff

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
ONE = addressee_number.number(1)


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    person(1, "山田 太郎", KANA)
    member = staff()
    client.force_login(member)
    return member


def text(client: Client, view: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(view, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def actions() -> list[str]:
    return list(OutgoingRecord.objects.order_by("pk").values_list("action", flat=True))


def test_a_list_tells_who_and_a_person_tells_what(clerk: StaffMember, client: Client) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY)))
    listed = text(client, "department_disability")
    assert f"{ONE:010d}" in listed
    assert "身体障害者手帳" not in listed.partition("<main")[2]
    shown = text(client, "department_person", ONE)
    assert "身体障害者手帳 1級（特別障害者）" in shown
    assert "障がい者福祉課" in shown
    assert actions()[-2:] == ["departments.store.viewed", "departments.person.viewed"]
    looked = OutgoingRecord.objects.get(action="departments.person.viewed")
    assert (looked.subject_kind, looked.subject_id) == ("addressee", f"{ONE:010d}")
    assert PersonLookedAt.objects.filter(addressee_number=ONE).exists()


def test_premiums_are_listed_with_their_yen(clerk: StaffMember, client: Client) -> None:
    taken(clerk, feed(PREMIUMS, row(PREMIUMS)))
    listed = text(client, "department_premiums")
    assert "120,000" in listed
    assert "2025年" in listed


def test_a_store_is_narrowed_by_day_or_shows_every_version(
    clerk: StaffMember, client: Client
) -> None:
    from datetime import date  # noqa: PLC0415 - only here

    ended = row(ASSISTANCE, valid_until=date(2025, 12, 31))
    taken(clerk, feed(ASSISTANCE, ended))
    on = "2026-01-01"
    assert "該当する人はいません" in text(client, "department_assistance", on=on)
    assert f"{ONE:010d}" in text(client, "department_assistance", on="2025-12-31")
    assert f"{ONE:010d}" in text(client, "department_assistance", state="all")
    assert "該当する人はいません" in text(client, "department_assistance", state="x")


def test_a_person_of_whom_nothing_is_known_is_not_there(client: Client) -> None:
    client.force_login(staff())
    missing = addressee_number.number(99)
    assert client.get(reverse("department_person", args=[missing])).status_code == 404


def test_each_store_has_its_own_access(client: Client) -> None:
    person(1, "山田 太郎", KANA)
    client.force_login(staff("2001", Role.COLLECTION_CLERK))
    for store in Store:
        assert client.get(reverse(f"department_{store.value}")).status_code == 403
    assert client.get(reverse("department_person", args=[ONE])).status_code in {403, 404}


def test_the_files_page_tells_what_became_of_each_file(clerk: StaffMember, client: Client) -> None:
    taken(clerk, feed(DISABILITY, row(DISABILITY), row(DISABILITY, 5)))
    taken(clerk, feed(PREMIUMS, row(PREMIUMS)).replace(b",120000\r\nT", b",120001\r\nT"))
    shown = text(client, "department_files")
    assert "全 2　受入 1　対象外 1" in shown
    assert "合計（件数・宛名番号・金額）が、明細と合いません" in shown
    assert "手帳の種類、等級" in shown


@pytest.mark.usefixtures("clerk")
def test_a_person_is_found_by_number_from_the_files_page(client: Client) -> None:
    found = client.post(reverse("department_find"), {"number": f"{ONE:010d}"})
    assert found["Location"] == reverse("department_person", args=[ONE])
    wrong = client.post(reverse("department_find"), {"number": f"{ONE + 1:010d}"})
    assert wrong.status_code == 422
    assert "検査数字" in wrong.content.decode()


def waiting(clerk: StaffMember, **given: Any) -> WaitingRow:
    given = {"kana": "スズキ イチロウ", **given}
    taken(clerk, feed(DISABILITY, row(DISABILITY, **given)))
    return WaitingRow.objects.get()


def test_a_clerk_takes_a_waiting_row_in(clerk: StaffMember, client: Client) -> None:
    one = waiting(clerk)
    assert "カナ氏名が宛名と違う" in text(client, "department_waiting")
    shown = text(client, "department_row", one.pk)
    assert "スズキ イチロウ" in shown
    assert "ヤマダ タロウ" in shown
    decide = reverse("department_row_decide", args=[one.pk])
    refused = client.post(decide, {"outcome": "take", "reason": "電話で0480123に確認"})
    assert refused.status_code == 422
    answer = client.post(decide, {"outcome": "take", "reason": "婚姻で改姓、部署に確認"})
    assert answer["Location"] == reverse("department_waiting")
    assert DisabilityRecord.objects.get().addressee_id == ONE
    assert RowDecision.objects.get().taken
    assert client.post(decide, {"outcome": "take", "reason": "もう一度"}).status_code == 409
    assert DisabilityRecord.objects.count() == 1
    assert "確認を待つ行はありません" in text(client, "department_waiting")
    assert "取り込んだ" in text(client, "department_waiting", state="decided", store="disability")
    assert "婚姻で改姓" in text(client, "department_row", one.pk)


def test_a_clerk_leaves_a_waiting_row_out(clerk: StaffMember, client: Client) -> None:
    one = waiting(clerk)
    decide = reverse("department_row_decide", args=[one.pk])
    client.post(decide, {"outcome": "leave", "reason": "別人"})
    assert not DisabilityRecord.objects.exists()
    assert actions()[-1] == "departments.row.decided"


def test_what_no_rule_knows_is_not_taken_in_by_decision(clerk: StaffMember) -> None:
    one = waiting(clerk, kana=KANA, grade="9級")
    with pytest.raises(DepartmentsRefusedError, match="規則"):
        decide_row(row_id=one.pk, taken=True, reason="x", actor=clerk, at=now())
    with pytest.raises(DepartmentsRefusedError, match="ありません"):
        decide_row(row_id=one.pk + 1, taken=True, reason="x", actor=clerk, at=now())


def test_a_row_that_cannot_be_read_is_not_taken_in_by_decision(
    clerk: StaffMember, client: Client
) -> None:
    content = feed(DISABILITY, row(DISABILITY), whole=False)
    taken(clerk, content.replace("登録,2020-04-01".encode(), "登録,2020".encode()))
    one = WaitingRow.objects.get()
    assert "有効開始日" in text(client, "department_row", one.pk)
    with pytest.raises(DepartmentsRefusedError, match="再送"):
        decide_row(row_id=one.pk, taken=True, reason="x", actor=clerk, at=now())


def test_what_waits_stands_on_the_home_page(clerk: StaffMember, client: Client) -> None:
    waiting(clerk)
    assert "他部署の資料の確認" in text(client, "home")
