"""Coming in, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.browsing import violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


def test_a_clerk_signs_in_by_keyboard_and_lands_on_the_home_page(clerk: Page) -> None:
    assert "当初賦課の状況" in clerk.inner_text("h1")
    assert violations(clerk) == []


def test_a_wrong_password_is_told_at_the_top_and_focused(page: Page) -> None:
    staff(password=PASSWORD)
    page.goto("/sign-in/")
    page.keyboard.type("1001")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.title().startswith("エラー")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    assert violations(page) == []
