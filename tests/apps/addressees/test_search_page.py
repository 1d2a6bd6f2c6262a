"""The search page: permissions, privacy of what is looked for, what a row shows."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import person, protect, staff

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk(client: Client) -> Client:
    """A browser in which a tax clerk has signed in."""
    client.force_login(staff())
    return client


def search(client: Client, **terms: str) -> Answer:
    return client.post(reverse("search"), terms, follow=True)


def test_who_has_not_signed_in_is_sent_to_the_sign_in_page(client: Client) -> None:
    assert client.get(reverse("search"))["Location"].startswith(reverse("sign_in"))


def test_a_role_without_the_function_is_refused_and_the_refusal_recorded(client: Client) -> None:
    client.force_login(staff("2001", Role.AUDITOR))
    response = client.get(reverse("search"))
    assert response.status_code == 403
    assert "権限がありません" in response.text
    denied = OutgoingRecord.objects.get(action="permission.denied")
    assert (denied.staff_number, denied.subject_id) == ("2001", "search")


def test_what_is_looked_for_never_stands_in_an_address_or_the_record(clerk: Client) -> None:
    person(1, "山田 太郎", "ヤマダ タロウ")
    response = search(clerk, anything="ヤマダ タロウ S55.4.1")
    assert "山田 太郎" in response.text
    for url, _status in response.redirect_chain:
        assert re.fullmatch(r"/search/[\w-]{12}/", url)
    record = OutgoingRecord.objects.get(action="addressees.searched")
    assert record.details == {"by": ["kana", "birth_on"], "found": 1, "page": 1}


def test_a_search_belongs_to_the_session_that_made_it(clerk: Client, client: Client) -> None:
    person(1, "山田 太郎", "ヤマダ タロウ")
    url = search(clerk, anything="ヤマダ").redirect_chain[-1][0]
    client.logout()
    client.force_login(staff("1002"))
    assert client.get(url)["Location"] == reverse("search")


def test_a_row_shows_what_a_clerk_must_know_before_opening_it(clerk: Client) -> None:
    person(1, "山田 一", "ヤマダ ハジメ", ceased_on=date(2026, 2, 1), ceased_reason="死亡")
    person(2, "山田 二", "ヤマダ ニ", ceased_on=date(2026, 2, 1), ceased_reason="国内転出")
    protect(person(3, "山田 三", "ヤマダ ミ", address="加須市騎西一丁目7番地"))
    page = search(clerk, kana="ヤマダ").text
    for flag in ("死亡", "国内転出", "支援措置"):
        assert f'">{flag}</span>' in page
    assert "騎西" not in page
    assert "三俣" in page


def test_all_are_counted_and_every_page_can_be_reached(clerk: Client) -> None:
    for body in range(1, 52):
        person(body, f"山田 {body}", "ヤマダ")
    response = search(clerk, kana="ヤ")
    assert "1–50 / 51 件" in response.text
    second = clerk.get(response.redirect_chain[-1][0], {"page": "2"})
    assert "51–51 / 51 件" in second.text


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9"])
def test_a_page_that_is_not_there_is_answered_by_one_that_is(clerk: Client, page: str) -> None:
    person(1, "山田 太郎", "ヤマダ")
    url = search(clerk, kana="ヤ").redirect_chain[-1][0]
    assert "1–1 / 1 件" in clerk.get(url, {"page": page}).text


def test_a_day_that_does_not_exist_is_named_with_a_remedy(clerk: Client) -> None:
    response = clerk.post(reverse("search"), {"birth_on": "S55.2.30"})
    assert response.status_code == 422
    assert "「S55.2.30」という日はありません" in response.text


def test_a_search_for_nothing_is_refused(clerk: Client) -> None:
    response = clerk.post(reverse("search"), {"kana": " "})
    assert response.status_code == 422
    assert "どれかを入れてください" in response.text


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' OR 1=1 --", "\u202e", "𠮷"],
)
def test_hostile_text_is_only_text(clerk: Client, text: str) -> None:
    person(1, "<b>山田</b>", "ヤマダ")
    response = search(clerk, name=text)
    assert response.status_code == 200
    assert "<img src=x" not in response.text
    assert "<script>alert" not in response.text
    assert "&lt;b&gt;山田&lt;/b&gt;" in search(clerk, kana="ヤマダ").text


def test_only_the_last_searches_are_kept(clerk: Client) -> None:
    person(1, "山田 太郎", "ヤマダ")
    first = search(clerk, kana="ヤ").redirect_chain[-1][0]
    for _ in range(19):
        search(clerk, kana="ヤ")
    assert clerk.get(first).status_code == 200
    search(clerk, kana="ヤ")
    assert clerk.get(first)["Location"] == reverse("search")
