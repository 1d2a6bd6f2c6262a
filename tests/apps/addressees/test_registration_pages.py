"""The pages of registration: form, who is alike, check, proposal, and the second person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.addressees.models import Addressee, RegistrationProposal
from juminzei.apps.addressees.services.current_facts import current_facts
from juminzei.base.numbers import addressee_number
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import person, protect, staff
from support.register_rows import individual_number
from support.registrations import BODY, CORPORATE_NUMBER, facts, proposed, registered

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

NEW = reverse("registration_new")
TOKEN = "6f1c0c0a-0000-4000-8000-000000000001"
FORM = {
    "token": TOKEN,
    "name": "外山　住夫",
    "kana": "トヤマ　スミオ",
    "birth": "S36.7.8",
    "sex": "1",
    "address": "熊谷市宮町二丁目47番地1",
    "municipality": "112020",
    "true_from": "令和8年1月5日",
    "origin": "tax_document",
    "reason": "給与支払報告書",
    "evidence": "運転免許証",
}


@pytest.fixture
def one(client: Client) -> StaffMember:
    member = staff("1001")
    client.force_login(member)
    return member


@pytest.fixture
def other() -> StaffMember:
    return staff("1002")


def sent(client: Client, step: str, page: str = NEW, **others: str) -> HttpResponse:
    return client.post(page, {**FORM, "step": step, **others})  # type: ignore[return-value]  # what a test's client returns is one


def test_a_person_is_registered_by_two_from_form_to_number(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    """S5.2, S5.3, T-Z13: who proposed sees no way to decide and is refused."""
    assert "似ている宛名を探す" in client.get(NEW).text
    checked = sent(client, "facts")
    assert "申請する内容の確認" in checked.text
    assert "昭和36年7月8日" in checked.text
    assert not RegistrationProposal.objects.exists()

    asked = sent(client, "confirm")
    proposal = RegistrationProposal.objects.get()
    page, decide = (
        reverse("registration", args=[proposal.pk]),
        reverse("registration_decide", args=[proposal.pk]),
    )
    assert asked.headers["Location"] == page
    assert "申請した職員は決定できません" in client.get(page).text
    own = client.post(decide, {"outcome": "agree"})
    assert (own.status_code, Addressee.objects.count()) == (409, 0)

    client.logout()
    client.force_login(other)
    assert "決定待ち" in client.get(reverse("registration_list")).text
    agreed = client.post(decide, {"outcome": "agree"}, follow=True)
    registered_one = Addressee.objects.get()
    assert f"宛名番号は {registered_one.number:010d} です" in agreed.text
    assert reverse("individual_number", args=[registered_one.number]) in agreed.text
    assert client.post(decide, {"outcome": "agree"}).status_code == 409
    assert one.staff_number in agreed.text


def test_the_form_sent_twice_is_one_proposal(client: Client, one: StaffMember) -> None:
    first, second = sent(client, "confirm"), sent(client, "confirm")
    assert first.headers["Location"] == second.headers["Location"]
    assert RegistrationProposal.objects.get().proposed_by == one


def test_somebody_alike_is_shown_and_must_be_told_apart(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    first = registered(one, other)
    shown = sent(client, "facts")
    assert "似ている宛名" in shown.text
    assert reverse("person", args=[first.number]) in shown.text
    assert "生年月日は一致" in shown.text
    for step in ("candidates", "confirm"):
        missing = sent(client, step)
        assert missing.status_code == 422
        assert "別人である理由を入れてください" in missing.text
    said = {f"reason_{first.number}": "本籍が違う"}
    assert "本籍が違う" in sent(client, "candidates", **said).text
    sent(client, "confirm", **said)
    assert RegistrationProposal.objects.count() == 2
    record = OutgoingRecord.objects.filter(action="addressees.candidates.searched").first()
    assert record is not None
    assert record.details == {"found": [f"{first.number:010d}"]}


@pytest.mark.usefixtures("one")
def test_a_protected_candidates_address_is_not_in_the_page(client: Client) -> None:
    hidden = person(1, "外山　住夫", "トヤマ　スミオ", address="加須市騎西一丁目7番地")
    protect(hidden)
    shown = sent(client, "facts")
    assert f"{hidden.number:010d}" in shown.text
    assert "騎西" not in shown.text


@pytest.mark.usefixtures("one")
def test_going_back_to_the_form_keeps_what_was_typed(client: Client) -> None:
    back = sent(client, "edit", name="外山　純夫")
    assert "外山　純夫" in back.text
    assert TOKEN in back.text
    assert "入力に誤りがあります" not in back.text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("birth", "きのう", "日付として読めません"),
        ("true_from", "年月日不詳", "年だけでも"),
        ("reported_on", "昭和20年頃", "年月日のすべて"),
        ("municipality", "112021", "検査数字が合いません"),
        ("postcode", "347", "数字7桁"),
        ("name", "", "必須"),
        ("origin", "x", "一覧から選んで"),
    ],
)
@pytest.mark.usefixtures("one")
def test_what_is_wrong_is_told_where_it_is(
    client: Client, field: str, typed: str, said: str
) -> None:
    answer = sent(client, "facts", **{field: typed})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'href="#id_{field}"' in answer.text


@pytest.mark.parametrize("field", ["name", "address", "reason", "evidence", "birth", "postcode"])
@pytest.mark.usefixtures("one")
def test_an_individual_number_in_any_field_is_refused_and_not_repeated(
    client: Client, field: str
) -> None:
    digits = individual_number(9090).reveal()
    for step in ("facts", "edit"):
        answer = sent(client, step, **{field: f"番号 {digits}"})
        assert digits not in answer.text
    assert not RegistrationProposal.objects.exists()


@pytest.mark.usefixtures("one")
def test_a_corporation_is_registered_from_its_own_form(client: Client) -> None:
    address = f"{NEW}?kind=corporation"
    assert "法人番号" in client.get(address).text
    body = {"name": "株式会社見本", "corporate_number": CORPORATE_NUMBER}
    wrong = sent(client, "facts", address, **{**body, "corporate_number": "1" * 13})
    assert "法人番号は13桁" in wrong.text
    sent(client, "confirm", address, **body)
    proposal = RegistrationProposal.objects.get()
    assert (proposal.kind, proposal.corporate_number) == ("corporation", CORPORATE_NUMBER)
    assert (proposal.birth_on, proposal.sex) == (None, "")


@pytest.mark.usefixtures("one")
def test_a_joint_addressee_names_its_members_and_shares(client: Client) -> None:
    people = [person(n, f"見本 {n}", "ミホン") for n in (1, 2)]
    lines = [f"{people[0].number:010d} １／３ 代表", f"{people[1].number:010d} 2/3"]
    address = f"{NEW}?kind=joint"
    checked = sent(client, "facts", address, name="見本1 外1名", members="\r\n".join(lines))
    assert f"{people[0].number:010d} 1/3 代表" in checked.text
    for broken in ("見本 1/2", "0000000014 1/0\n0000000022 1/2"):
        answer = sent(client, "facts", address, name="x", members=broken)
        assert answer.status_code == 422
    few = sent(client, "facts", address, name="x", members=lines[0])
    assert "2人以上" in few.text


def test_a_correction_begins_from_what_is_written_and_shows_the_difference(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    """R-3.2.16 on the pages."""
    uncertain = facts(birth_text="昭和36年頃", birth_on=facts().birth_on)
    subject = registered(one, other, uncertain)
    address = reverse("addressee_correct", args=[subject.number])
    begun = client.get(address)
    assert "昭和36年頃" in begun.text
    checked = sent(client, "facts", address, birth="昭和36年頃", address="行田市本丸2番5号")
    assert "熊谷市宮町" in checked.text
    assert "<strong>行田市本丸2番5号</strong>" in checked.text
    sent(client, "confirm", address, birth="昭和36年頃", address="行田市本丸2番5号")
    proposal = RegistrationProposal.objects.get(subject=subject)
    client.logout()
    client.force_login(other)
    page = client.get(reverse("registration", args=[proposal.pk]))
    assert "熊谷市宮町" in page.text
    client.post(reverse("registration_decide", args=[proposal.pk]), {"outcome": "agree"})
    subject.refresh_from_db()
    assert current_facts(subject).address == "行田市本丸2番5号"


def test_a_protected_persons_facts_are_corrected_only_by_who_may_see_the_address(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    hidden = registered(one, other)
    proposal = RegistrationProposal.objects.get()
    protect(hidden)
    correct = reverse("addressee_correct", args=[hidden.number])
    assert client.get(correct).status_code in {403, 404}
    assert "宮町" not in client.get(reverse("registration", args=[proposal.pk])).text
    client.logout()
    client.force_login(staff("9001", Role.TAX_SUPERVISOR))
    assert "宮町" in client.get(correct).text


def test_turning_down_on_the_page_needs_a_reason(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    decide = reverse("registration_decide", args=[proposed(other).pk])
    assert one
    assert client.post(decide, {"outcome": "refuse"}).status_code == 422
    assert client.post(decide, {}).status_code == 422
    done = client.post(decide, {"outcome": "refuse", "reason": "資料なし"}, follow=True)
    assert "却下しました" in done.text
    assert not Addressee.objects.exists()


def test_the_list_is_narrowed_sorted_and_paged(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    proposed(one)
    proposed(other, BODY)
    place = reverse("registration_list")
    assert "1–2 / 2 件" in client.get(place).text
    assert "1–1 / 1 件" in client.get(place, {"kind": "corporation"}).text
    assert "1–1 / 1 件" in client.get(place, {"staff": "1001"}).text
    assert "0 件" in client.get(place, {"state": "decided"}).text
    newest = client.get(place, {"sort": "-kind"}).text
    assert newest.index("住登外者</td>") < newest.index("法人</td>")


def test_what_waits_stands_at_home_for_others_only(
    client: Client, one: StaffMember, other: StaffMember
) -> None:
    proposed(one)
    assert "宛名の登録・修正の承認" not in client.get("/").text
    client.logout()
    client.force_login(other)
    assert "宛名の登録・修正の承認" in client.get("/").text


def test_an_unknown_kind_is_not_there(client: Client, one: StaffMember) -> None:
    assert one
    assert client.get(f"{NEW}?kind=resident").status_code == 404
    resident = person(1, "山田 太郎", "ヤマダ タロウ")
    assert client.get(reverse("addressee_correct", args=[resident.number])).status_code == 404
    assert addressee_number.is_valid(resident.number)
