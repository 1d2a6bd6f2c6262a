"""The pages: a purpose first, every person shown on record, no term in any address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.unified.models import LocalAddressee, NumberingCase, NumberSearch
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import person, protect, staff
from support.unified_rows import made_up, numbered, owns, unified_of

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.apps.addressees.models import Addressee

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
ADDRESS = "加須市騎西一丁目7番地"


@pytest.fixture
def taro() -> Addressee:
    return person(1, "山田 太郎", "ヤマダ タロウ")


@pytest.fixture
def clerk(client: Client) -> Client:
    client.force_login(staff("1001"))
    return client


def searched(client: Client, **terms: str) -> str:
    """Search and return the page that it leads to."""
    answer = client.post(reverse("unified_search"), {"purpose": "matching", **terms}, follow=True)
    assert answer.status_code == 200, answer.content
    return answer.text


def records(action: str) -> list[tuple[str, str, str]]:
    found = OutgoingRecord.objects.filter(action=action).order_by("pk")
    return list(found.values_list("subject_kind", "subject_id", "purpose"))


@pytest.mark.parametrize(
    "terms", [{"kana": "ヤマ"}, {"name": "山田"}, {"birth_on": "1980-04-01"}, {"kana": "やまだ"}]
)
def test_people_are_found_by_basic_information(
    clerk: Client, taro: Addressee, terms: dict[str, str]
) -> None:
    numbered()
    page = searched(clerk, **terms)
    assert str(unified_of(taro)) in page
    assert records("unified.person.listed") == [("addressee", f"{taro.number:010d}", "matching")]


def test_people_are_found_by_either_number(clerk: Client, taro: Addressee) -> None:
    numbered()
    assert "山田 太郎" in searched(clerk, unified_number=str(unified_of(taro)))
    assert "山田 太郎" in searched(clerk, system="tax", local_number=f"{taro.number:010d}")
    assert "該当する人はいません" in searched(clerk, system="arrears", local_number="0000000014")


def test_no_search_without_a_purpose_or_for_nothing(clerk: Client, taro: Addressee) -> None:
    numbered()
    for given in ({"kana": "ヤマ"}, {"purpose": "matching"}, {"purpose": "x", "kana": "ヤマ"}):
        assert clerk.post(reverse("unified_search"), given).status_code == 422
    assert records("unified.searched") == []
    opened = clerk.get(reverse("unified_person", args=[unified_of(taro)]), follow=True)
    assert "利用目的を選んで" in opened.text
    assert records("unified.person.viewed") == []


def test_terms_are_in_no_address_and_in_no_record(clerk: Client, taro: Addressee) -> None:
    numbered()
    terms = {"purpose": "matching", "kana": "ヤマダ", "birth_on": "1980-04-01"}
    answer = clerk.post(reverse("unified_search"), terms, follow=True)
    (step,) = answer.redirect_chain
    assert "1980" not in step[0]
    assert "%E3" not in step[0]
    (record,) = OutgoingRecord.objects.filter(action="unified.searched")
    assert record.details == {"by": ["kana", "birth_on"], "found": 1}
    assert str(taro.number) in str(records("unified.person.listed"))


def test_a_persons_page_tells_ties_versions_and_history(clerk: Client, taro: Addressee) -> None:
    numbered()
    searched(clerk, kana="ヤマダ")
    page = clerk.get(reverse("unified_person", args=[unified_of(taro)])).text
    for told in ("個人住民税", f"{taro.number:010d}", taro.address, "付番", "名寄せ"):
        assert told in page
    assert records("unified.person.viewed") == [("addressee", f"{taro.number:010d}", "matching")]
    gone = clerk.get(reverse("unified_person", args=[100_000_000_000_013]))
    assert gone.status_code == 404


def test_a_protected_persons_address_is_on_no_page(clerk: Client) -> None:
    hidden = person(3, "山本 﨑子", "ヤマモト サキコ", address=ADDRESS)
    other = person(4, "山本 咲子", "ヤマモト サキコ", address=ADDRESS)
    owns(hidden, 3)
    owns(other, 3)
    numbered()
    protect(hidden)
    local = NumberingCase.objects.get().local
    pages = [
        searched(clerk, kana="ヤマモト"),
        clerk.get(reverse("unified_person", args=[unified_of(hidden)])).text,
        clerk.get(reverse("unified_local", args=[local.pk])).text,
    ]
    for page in pages:
        assert "支援措置" in page
        assert "騎西" not in page


def test_an_individual_number_is_posted_and_never_told(clerk: Client, taro: Addressee) -> None:
    """T-Z08: an own permission, a purpose and a reason; the number is in no answer or record."""
    owns(taro, 1)
    numbered()
    digits = made_up(1).reveal()
    asked = {"number": digits, "purpose": "matching", "reason": "電話での照会のため"}
    found = clerk.post(reverse("unified_by_number"), asked)
    wrong = clerk.post(reverse("unified_by_number"), asked | {"purpose": ""})
    assert str(unified_of(taro)) in found.text
    assert wrong.status_code == 422
    kept = str(list(OutgoingRecord.objects.values())) + str(dict(clerk.session))
    assert digits not in found.text + wrong.text + kept
    search = NumberSearch.objects.get()
    assert (search.reason, search.found, search.staff_number) == ("電話での照会のため", 1, "1001")
    assert records("unified.person.listed") == [("addressee", f"{taro.number:010d}", "matching")]
    assert clerk.post(reverse("unified_by_number"), asked | {"reason": digits}).status_code == 422


def test_a_number_typed_into_another_field_does_not_come_back(clerk: Client) -> None:
    numbered()
    digits = made_up(1).reveal()
    fields = ("unified_number", "local_number", "kana", "name", "birth_on", "system", "purpose")
    for wrong in (dict.fromkeys(fields, digits), {"kana": digits}, {"name": f" {digits}"}):
        answer = clerk.post(reverse("unified_search"), wrong)
        assert answer.status_code == 422
        assert digits not in answer.text
    clerk.post(reverse("unified_search"), {"purpose": "matching", "kana": digits})
    assert digits not in str(dict(clerk.session))


@pytest.mark.parametrize("role", [Role.COLLECTION_CLERK, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_see_nothing(client: Client, taro: Addressee, role: Role) -> None:
    """T-Z08: no field to type a number into, and no answer to one that is posted."""
    owns(taro, 1)
    numbered()
    client.force_login(staff("3001", role))
    secret = {"number": made_up(1).reveal(), "purpose": "matching", "reason": "x"}
    answers = [
        client.get(reverse("unified_search")),
        client.post(reverse("unified_by_number"), secret),
        client.get(reverse("unified_person", args=[unified_of(taro)])),
        client.get(reverse("unified_cases")),
    ]
    assert [one.status_code for one in answers] == [403, 403, 404, 403]
    assert records("unified.number.searched") == []


def test_a_case_is_decided_by_two_people_on_the_pages(client: Client, taro: Addressee) -> None:
    """T-Z13: the one who asked is offered no decision, and a posted one is refused."""
    again = person(5, "山田 太朗", "ヤマダ タロウ")
    owns(taro, 1)
    owns(again, 1)
    numbered()
    local = LocalAddressee.objects.get(person=None)
    page = reverse("unified_local", args=[local.pk])
    client.force_login(staff("1001"))
    assert f"{again.number:010d}" in client.get(reverse("unified_cases")).text
    wanted = {"act": "link", "person": str(unified_of(taro)), "reason": "confirmed"}
    assert client.post(page, wanted | {"person": ""}).status_code == 422
    assert client.post(page, wanted).status_code == 302
    assert "自分の申請は決定できません" in client.get(page).text
    proposal = local.proposals.get()
    decide = reverse("unified_decide", args=[proposal.pk])
    assert client.post(decide, {"outcome": "agree"}).status_code == 409

    client.force_login(staff("1002"))
    assert "決定する" in client.get(page).text
    assert "統合宛名の紐付けの決定" in client.get(reverse("home")).text
    assert client.post(decide, {"outcome": "agree"}).status_code == 302
    assert unified_of(again) == unified_of(taro)
