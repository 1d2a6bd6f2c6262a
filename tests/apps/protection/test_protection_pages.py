"""The pages of protection: entered after a look over, decided by another, found again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.api import protected
from juminzei.apps.protection.models import CaseStanding, ProtectionCase
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import today
from juminzei.platform.staff.policy import Role
from support.page_rows import person, staff
from support.protection_cases import begun_today, decided, later

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def she() -> Addressee:
    return person(1, "山本 﨑子", "ヤマモト サキコ", household_number=71)


@pytest.fixture
def child() -> Addressee:
    return person(2, "山本 一", "ヤマモト ハジメ", household_number=71)


def said(**more: str) -> dict[str, str]:
    usual = {
        "kind": "domestic_violence",
        "applicant_role": "self",
        "other_party_name": "相手　次郎",
        "consulted_body": "police",
        "valid_from": today().isoformat(),
        "at_once": "on",
    }
    return {**usual, **more}


def text(answer: object) -> str:
    return str(answer.content.decode())  # type: ignore[attr-defined]  # a test's response has it


def apply(client: Client, she: Addressee, **more: str) -> HttpResponse:
    return client.post(reverse("protection_apply", args=[she.number]), said(**more))  # type: ignore[return-value]  # what a test's client returns is one


def test_an_application_is_looked_over_before_it_is_entered(
    client: Client, she: Addressee, child: Addressee
) -> None:
    client.force_login(staff())
    page = text(client.get(reverse("protection_apply", args=[she.number])))
    assert f"{child.number:010d}" in page
    look = OutgoingRecord.objects.get(action="protection.application.viewed")
    assert look.subject_id == f"{she.number:010d}"
    checked = apply(client, she, joint=f"　{child.number:010d} ")
    assert checked.status_code == 200
    assert "配偶者等からの暴力" in text(checked)
    assert not ProtectionCase.objects.exists()
    assert 'value="domestic_violence"' in text(checked)
    entered = apply(client, she, joint=str(child.number), step="enter")
    assert entered.status_code == 302
    assert protected(today()) == {she.number, child.number}


def test_one_can_go_back_and_put_it_right(client: Client, she: Addressee) -> None:
    client.force_login(staff())
    back = apply(client, she, opinion="必要と認める", step="back")
    assert back.status_code == 200
    assert 'value="必要と認める"' in text(back)
    assert not ProtectionCase.objects.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": ""}, "このフィールドは必須です。"),
        ({"applicant_role": "representative"}, "申出者の氏名を入れてください"),
        ({"other_party_name": ""}, "「不明」と入れます"),
        ({"other_party": "12a"}, "宛名番号は、数字10桁で入れてください"),
        ({"joint": "1 x"}, "宛名番号は、数字10桁で入れてください"),
        ({"joint": "999"}, "0000000999 は登録されていません"),
        ({"valid_from": "x"}, "日付"),
    ],
)
def test_a_mistake_is_told_with_its_remedy_and_nothing_is_entered(
    more: dict[str, str], told: str, client: Client, she: Addressee
) -> None:
    client.force_login(staff())
    answer = apply(client, she, step="enter", **more)
    assert answer.status_code == 422
    assert told in text(answer)
    assert "入力に誤りがあります" in text(answer)
    assert not ProtectionCase.objects.exists()


def test_another_member_decides_and_the_page_says_so(client: Client, she: Addressee) -> None:
    """T-Z13: the page offers no decision to who applied, and takes none from them."""
    own = staff("2001", Role.TAX_SUPERVISOR)
    case = begun_today(she, own)
    address = reverse("protection_case", args=[case.pk])
    decide = reverse("protection_decide", args=[case.pk])
    client.force_login(own)
    assert "自分の申請は決定できません" in text(client.get(address))
    assert decide not in text(client.get(address))
    refused = client.post(decide, {"outcome": "agree"})
    assert (refused.status_code, "自分の申請" in text(refused)) == (409, True)

    client.force_login(staff("2002", Role.TAX_SUPERVISOR))
    assert decide in text(client.get(address))
    assert client.post(decide, {"outcome": "turn_down"}).status_code == 422
    assert client.post(decide, {"outcome": "agree"}).status_code == 302
    assert CaseStanding.objects.get().state == "active"
    assert client.post(decide, {"outcome": "agree"}).status_code == 409


def test_extension_and_end_are_asked_for_on_the_page(client: Client, she: Addressee) -> None:
    case = begun_today(she, staff("1001"))
    decided(case, staff("2001", Role.TAX_SUPERVISOR))
    client.force_login(staff("1002"))
    extend, end = (reverse(f"protection_{act}", args=[case.pk]) for act in ("extend", "end"))
    assert client.post(extend, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "x", "ends_on": ""}).status_code == 422
    gone = {"reason": "x", "ends_on": (today() - timedelta(days=1)).isoformat()}
    assert client.post(end, gone).status_code == 409
    assert client.post(extend, {"reason": "延長の申出"}).status_code == 302
    assert "延長の申出" in text(client.get(reverse("protection_case", args=[case.pk])))
    assert client.post(end, {"reason": "x", "ends_on": today().isoformat()}).status_code == 409


def test_the_list_is_narrowed_sorted_and_counted(
    client: Client, she: Addressee, child: Addressee
) -> None:
    clerk = staff()
    first = begun_today(she, clerk, joint=(child.number,))
    second = begun_today(child, clerk, kind="child_abuse", at_once=False)
    client.force_login(clerk)
    address = reverse("protection_list")

    def shown(**terms: str) -> list[int]:
        answer = client.get(address, terms)
        assert answer.status_code == 200
        return [row.record.pk for row in answer.context["table"].rows]

    assert shown(sort="pk") == [first.pk, second.pk]
    assert shown(sort="-pk") == [second.pk, first.pk]
    assert shown(number=f"{child.number}", sort="pk") == [first.pk, second.pk]
    assert shown(number=f"{she.number}") == [first.pk]
    assert shown(kind="child_abuse") == [second.pk]
    assert shown(queue="active") == [first.pk]
    assert shown(queue="undecided", sort="pk") == [first.pk, second.pk]
    assert shown(ends_until=today().isoformat()) == []
    assert shown(ends_from=today().isoformat(), sort="addressee_id") == [first.pk, second.pk]
    assert client.get(address).context["page"].paginator.count == 2


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        ({"number": "x"}, "宛名番号は、数字10桁"),
        ({"ends_from": "2026-06-02", "ends_until": "2026-06-01"}, "より前です"),
    ],
)
def test_terms_that_cannot_be_are_told(terms: dict[str, str], told: str, client: Client) -> None:
    client.force_login(staff())
    answer = client.get(reverse("protection_list"), terms)
    assert (answer.status_code, told in text(answer)) == (422, True)


def test_the_list_does_not_name_the_other_party(client: Client, she: Addressee) -> None:
    begun_today(she, staff("1001"))
    client.force_login(staff("1002"))
    assert "相手" not in text(client.get(reverse("protection_list")))


def test_a_case_is_shown_and_the_look_is_on_record(client: Client, she: Addressee) -> None:
    case = begun_today(she, staff("1001"))
    client.force_login(staff("1002"))
    assert "相手　次郎" in text(client.get(reverse("protection_case", args=[case.pk])))
    looked = OutgoingRecord.objects.get(action="protection.case.viewed")
    assert (looked.staff_number, looked.subject_id) == ("1002", f"{she.number:010d}")
    assert client.get(reverse("protection_case", args=[9_999])).status_code == 404


def test_a_case_whose_period_is_over_says_what_to_do(client: Client, she: Addressee) -> None:
    case = begun_today(she, staff("1001"))
    decided(case, staff("2001", Role.TAX_SUPERVISOR))
    CaseStanding.objects.update(valid_until=later(-700).date())
    client.force_login(staff("1002"))
    assert "満了しています" in text(client.get(reverse("protection_case", args=[case.pk])))


def test_who_is_not_there_has_no_application(client: Client) -> None:
    client.force_login(staff())
    assert client.get(reverse("protection_apply", args=[9_999])).status_code == 404
