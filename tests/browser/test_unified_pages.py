"""Unified numbers by keyboard: searched, compared and tied by two people, with axe everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.unified.models import LocalAddressee, NumberingCase
from support.browsing import follow, sign_in, violations
from support.page_rows import PASSWORD, person, staff
from support.unified_rows import made_up, numbered, owns

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def waiting(page: Page) -> Page:
    """A clerk's page, and two addressees of one Individual Number."""
    for body, name in ((1, "山田 太郎"), (5, "山田 太朗")):
        owns(person(body, name, "ヤマダ タロウ"), 1)
    numbered()
    staff("1001", password=PASSWORD)
    staff("1002", password=PASSWORD)
    sign_in(page, "1001")
    return page


def test_people_are_searched_by_keyboard_and_axe_finds_nothing(waiting: Page) -> None:
    waiting.keyboard.press("g")
    waiting.keyboard.press("i")
    waiting.wait_for_url("**/unified/search/")
    assert violations(waiting) == []
    waiting.select_option("#id_purpose", "matching")
    waiting.click("main form button")
    waiting.wait_for_selector(".error-summary")
    assert violations(waiting) == []
    waiting.fill("#id_kana", "ヤマダ")
    waiting.click("main form button")
    waiting.wait_for_url("**/unified/search/*/")
    assert "1–1 / 1 件" in waiting.inner_text("main")
    assert violations(waiting) == []
    waiting.keyboard.press("Enter")
    waiting.wait_for_url("**/unified/persons/*/")
    assert "紐付けの履歴" in waiting.inner_text("main")
    assert violations(waiting) == []


def test_a_number_is_searched_and_leaves_the_page(waiting: Page) -> None:
    waiting.goto("/unified/individual-number/")
    waiting.fill("#id_number", made_up(1).reveal())
    waiting.select_option("#id_purpose", "matching")
    waiting.fill("#id_reason", "電話での照会のため")
    waiting.click("main form button")
    waiting.wait_for_selector("main [role=status]")
    assert waiting.input_value("#id_number") == ""
    assert made_up(1).reveal() not in waiting.content() + waiting.url
    assert violations(waiting) == []


def test_two_people_tie_an_addressee(waiting: Page) -> None:
    target = str(NumberingCase.objects.get().candidates[0])
    waiting.goto("/unified/cases/")
    assert violations(waiting) == []
    waiting.click("main [data-row]")
    waiting.wait_for_url("**/unified/addressees/*/")
    assert "山田 太朗" in waiting.inner_text("#compare")
    assert violations(waiting) == []
    waiting.select_option("#id_act", "link")
    waiting.fill("#id_person", target)
    waiting.select_option("#id_reason", "confirmed")
    waiting.keyboard.press("Control+Enter")
    waiting.wait_for_selector("text=申請しました")
    assert waiting.query_selector("#id_outcome") is None
    page = waiting.url
    follow(waiting, "text=サインアウト")
    waiting.wait_for_url("**/sign-in/**")

    sign_in(waiting, "1002")
    waiting.goto(page)
    assert violations(waiting) == []
    waiting.select_option("#id_outcome", "agree")
    waiting.keyboard.press("Control+Enter")
    waiting.wait_for_selector("text=決定しました")
    waiting.set_viewport_size({"width": 320, "height": 800})
    assert violations(waiting) == []
    assert waiting.evaluate("document.documentElement.scrollWidth") <= 320
    tied = LocalAddressee.objects.values_list("person_id", flat=True)
    assert set(tied) == {int(target)}
