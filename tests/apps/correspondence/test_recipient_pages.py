"""The page of who receives a person's letters, and what is entered on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.correspondence.models import Arrangement, Kind
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.letters import arrange, returned
from support.page_rows import person, protect, staff
from support.register_rows import individual_number

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NEW_ADDRESS = {
    "tax": "all",
    "valid_from": "2026-04-01",
    "postcode": "100-0001",
    "address": "東京都見本区一丁目1番1号",
    "care_of": "佐藤",
    "reason": "届出",
    "evidence": "届出書",
}


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff("1001")
    client.force_login(member)
    return member


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田　太郎", "ヤマダ タロウ", postcode="3470055", address="加須市中央1番")


@pytest.fixture
def hana() -> Addressee:
    return person(2, "山田　花子", "ヤマダ ハナコ", address="加須市旗井2番")


def page_of(who: Addressee) -> str:
    return f"/persons/{who.number}/recipients/"


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_page_says_for_every_tax_who_receives_and_why(
    client: Client, clerk: StaffMember, taro: Addressee, hana: Addressee
) -> None:
    arrange(taro, clerk, Kind.TAX_AGENT, connected=hana.number, tax="pension")
    arrange(taro, clerk, Kind.SENDING_STOP, tax="special", cause="undeliverable")
    page = text_of(client, page_of(taro)).partition('id="received"')[2].partition("</table")[0]
    for text in (
        *("個人住民税（普通徴収）", "〒347-0055　加須市中央1番", "住民記録などの住所へ送ります"),
        *("山田　太郎　納税管理人　山田　花子　様", "加須市旗井2番", "納税管理人が受け取ります"),
        *("発送停止", "送りません", "発送を停止しています：返戻があり所在が不明"),
    ):
        assert text in page, text


def test_it_says_so_for_another_day(client: Client, clerk: StaffMember, taro: Addressee) -> None:
    arrange(taro, clerk, valid_from=date(2030, 1, 1))
    assert "開始前" in text_of(client, page_of(taro))
    received = text_of(client, f"{page_of(taro)}?on=2030-01-01").partition('id="entries"')[0]
    assert "見本区" in received
    before = text_of(client, f"{page_of(taro)}?on=2029-12-31").partition('id="entries"')[0]
    assert "見本区" not in before
    assert "日付を読めません" in text_of(client, f"{page_of(taro)}?on=soon")


def test_an_address_is_entered_after_its_answers_were_checked(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    add = f"{page_of(taro)}add/address/"
    checked = client.post(add, NEW_ADDRESS).content.decode()
    assert "入力内容の確認" in checked
    assert "令和8年4月1日" in checked
    assert not Arrangement.objects.exists()
    again = client.post(add, {**NEW_ADDRESS, "change": "1"}).content.decode()
    assert 'value="佐藤"' in again
    told = client.post(add, {**NEW_ADDRESS, "confirmed": "1"}, follow=True).content.decode()
    assert "送付先を登録しました" in told
    made = Arrangement.objects.get()
    assert (made.postcode, made.care_of, made.recorded_by) == ("1000001", "佐藤", clerk)
    assert "佐藤様方" in text_of(client, page_of(taro))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"postcode": "12"}, "数字7桁"),
        ({"address": ""}, "必須"),
        ({"valid_from": ""}, "開始日を入れてください"),
        ({"tax": "liquor"}, "税目を一覧から選んでください"),
        ({"valid_until": "2026-03-31", "confirmed": "1"}, "終了日が開始日より前"),
    ],
)
def test_what_will_not_do_comes_back_with_a_summary(
    client: Client,
    clerk: StaffMember,
    taro: Addressee,
    given: dict[str, str],
    told: str,
) -> None:
    answer = client.post(f"{page_of(taro)}add/address/", {**NEW_ADDRESS, **given})
    assert answer.status_code == 422
    assert "入力に誤りがあります" in answer.content.decode()
    assert told in answer.content.decode()
    assert clerk.staff_number == "1001"


def test_the_second_of_two_clerks_is_told_of_the_first(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    add = f"{page_of(taro)}add/address/"
    assert client.post(add, NEW_ADDRESS).status_code == 200  # the form is still being checked
    arrange(taro, staff("1002"))
    answer = client.post(add, {**NEW_ADDRESS, "confirmed": "1"})
    assert answer.status_code == 409
    assert "課税 花子が登録しています" in answer.content.decode()
    assert Arrangement.objects.count() == 1
    assert clerk.staff_number == "1001"


def test_a_representative_and_a_stop_are_entered(
    client: Client, clerk: StaffMember, taro: Addressee, hana: Addressee
) -> None:
    common = {"tax": "all", "valid_from": "2026-04-01", "reason": "届出", "evidence": "届出書"}
    heirs = {"kind": "heir_representative", "connected": str(hana.number), "designated": "on"}
    shares = {"share_numerator": "1", "share_denominator": "2"}
    add = f"{page_of(taro)}add/"
    client.post(f"{add}representative/", {**common, **heirs, **shares, "confirmed": "1"})
    client.post(f"{add}stop/", {**common, "cause": "heirs_unknown", "confirmed": "1"})
    assert list(Arrangement.objects.order_by("pk").values_list("kind", "designated")) == [
        ("heir_representative", True),
        ("sending_stop", False),
    ]
    page = text_of(client, page_of(taro))
    assert "（市が指定）　持分 1/2" in page
    assert "相続人を調査中" in page
    assert clerk.staff_number == "1001"


def test_an_entry_is_ended_on_the_page_and_stays_in_the_history(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    made = arrange(taro, clerk)
    given = {"last_day": "2026-05-31", "reason": "転居", "evidence": "電話", "confirmed": "1"}
    answer = client.post(f"/recipients/{made.pk}/end/", given, follow=True).content.decode()
    assert "送付先を終了しました" in answer
    assert "旧い版" in answer
    assert f"/recipients/{made.pk}/end/" not in answer
    assert client.post(f"/recipients/{made.pk}/end/", given).status_code == 404


def test_the_page_shows_what_lies_under_a_merged_number_too(
    client: Client, clerk: StaffMember, taro: Addressee, hana: Addressee
) -> None:
    arrange(hana, clerk, Kind.SENDING_STOP)
    letter = returned(hana, clerk)
    type(hana).objects.filter(pk=hana.pk).update(merged_into=taro.pk)
    page = text_of(client, page_of(taro))
    assert f"統合した宛名番号 {hana.number:010d}" in page
    assert f"/returned/{letter.pk}/" in page


def test_a_protected_persons_sending_address_is_hidden_like_the_address(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    arrange(taro, clerk, care_of="佐藤")
    protect(taro)
    page = text_of(client, page_of(taro))
    assert "支援措置対象者です" in page
    assert "（支援措置のため非表示）" in page
    for secret in ("見本区", "佐藤", "1000001", "100-0001", "中央1番"):
        assert secret not in page, secret
    assert client.post(f"{page_of(taro)}address/").status_code == 403


def test_it_is_shown_to_whoever_may_see_the_address_and_that_is_on_record(
    client: Client, taro: Addressee
) -> None:
    chief = staff("2001", Role.TAX_SUPERVISOR)
    arrange(taro, chief, care_of="佐藤")
    protect(taro)
    client.force_login(chief)
    assert "見本区" not in text_of(client, page_of(taro))
    shown = client.post(f"{page_of(taro)}address/").content.decode()
    assert "見本区一丁目1番1号　佐藤様方" in shown
    record = OutgoingRecord.objects.get(action="correspondence.recipients.address_shown")
    assert (record.subject_id, record.function) == (
        f"{taro.number:010d}",
        "address.protected.view",
    )


def test_a_protected_representatives_address_is_hidden_on_the_others_page(
    client: Client, clerk: StaffMember, taro: Addressee, hana: Addressee
) -> None:
    """The husband's page must not tell where his wife lives."""
    arrange(taro, clerk, Kind.TAX_AGENT, connected=hana.number)
    protect(hana)
    page = text_of(client, page_of(taro))
    assert "旗井" not in page
    assert "（支援措置のため非表示）" in page


def test_a_collection_clerk_looks_and_enters_nothing(client: Client, taro: Addressee) -> None:
    client.force_login(staff("3001", Role.COLLECTION_CLERK))
    assert "送付先を登録" not in text_of(client, page_of(taro))
    assert client.post(f"{page_of(taro)}add/address/", NEW_ADDRESS).status_code == 403
    client.force_login(staff("9001", Role.AUDITOR))
    assert client.get(page_of(taro)).status_code == 404


def test_the_person_page_leads_there_and_home_counts(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    returned(taro, clerk)
    assert page_of(taro) in text_of(client, f"/persons/{taro.number}/")
    assert "返戻の処理" in text_of(client, "/")


def test_looking_is_on_record(client: Client, clerk: StaffMember, taro: Addressee) -> None:
    text_of(client, page_of(taro))
    record = OutgoingRecord.objects.get(action="correspondence.recipients.viewed")
    assert (record.staff_number, record.subject_id) == (
        clerk.staff_number,
        f"{taro.number:010d}",
    )


def test_an_individual_number_typed_anywhere_neither_comes_back_nor_stays(
    client: Client, clerk: StaffMember, taro: Addressee
) -> None:
    typed = individual_number(77).reveal()
    add = f"{page_of(taro)}add/address/"
    for given in ({"reason": typed}, {"care_of": f"方 {typed}"}, {"postcode": typed}):
        for step in ({}, {"change": "1"}):
            answer = client.post(add, {**NEW_ADDRESS, **given, **step})
            assert typed not in answer.content.decode()
    client.post(add, {**NEW_ADDRESS, "reason": typed, "confirmed": "1"})
    assert typed not in str(Arrangement.objects.values())
    assert clerk.staff_number == "1001"


@pytest.mark.parametrize("number", ["99", "99999999999999999999"])
def test_a_number_that_nobody_has(client: Client, clerk: StaffMember, number: str) -> None:
    for tail in ("recipients/", "recipients/add/address/", "returned/add/"):
        assert client.get(f"/persons/{number}/{tail}").status_code == 404
    assert clerk.staff_number == "1001"
