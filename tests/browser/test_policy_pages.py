"""The pages about permission in a real browser: nothing cut off, axe finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.platform.staff.policy import Role
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]

PAGES = [
    "/policy/",
    "/policy/?on=2026-04-01&since=2015-12-31",
    "/policy/controls/",
    "/policy/denials/",
    "/policy/files/",
    "/policy/files/assessment.WageFigures/",
]


@pytest.fixture
def officer(page: Page) -> Page:
    staff("2001", Role.PRIVACY_OFFICER, password=PASSWORD)
    sign_in(page, "2001")
    return page


def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(officer: Page) -> None:
    found = {}
    for address in PAGES:
        officer.goto(address)
        found[address] = violations(officer)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not officer.evaluate(wide), address
    assert found == {address: [] for address in PAGES}


def test_another_day_is_shown_by_keyboard(officer: Page) -> None:
    officer.click("nav.places a[href='/policy/']")
    officer.fill("#id_on", "2015-12-31")
    officer.fill("#id_since", "2026-04-01")
    officer.focus("main form button")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**on=2015-12-31**")
    assert "変わったところ" in officer.inner_text("main")
