"""The idle lock and the second factor, in a real browser."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.totp import begin_registration, code_at
from support.administrators import set_rules
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


def test_a_half_typed_form_comes_back_after_the_lock(page: Page) -> None:
    """T-A10: blank after ten minutes, the password again, nothing in the browser."""
    staff(password=PASSWORD)
    page.clock.install()
    sign_in(page, "1001")
    page.goto("/search/")
    page.fill("#id_kana", "ヤマダ")
    page.clock.run_for(9 * 60_000)
    assert page.input_value("#id_kana") == "ヤマダ"
    page.clock.run_for(2 * 60_000)
    page.wait_for_url("**/locked/*")
    assert "課税 花子" not in page.inner_text("body")
    assert violations(page) == []
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert stored == []
    page.go_back()
    page.wait_for_url("**/locked/*")
    page.fill("#id_password", PASSWORD)
    page.click("text=続ける")
    page.wait_for_url("**/search/")
    expect(page.locator("#id_kana")).to_have_value("ヤマダ")


def test_work_in_one_window_keeps_the_others_open(page: Page) -> None:
    staff(password=PASSWORD)
    page.clock.install()
    sign_in(page, "1001")
    page.goto("/search/")
    for _ in range(4):
        page.clock.run_for(5 * 60_000)
        page.keyboard.press("Shift")
    assert page.url.endswith("/search/")


def test_an_app_is_registered_on_a_page_that_axe_finds_nothing_on(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-A03: the second factor's page is the only one."""
    set_rules(monkeypatch, second_factor=True, acknowledgement=True)
    member = staff(password=PASSWORD)
    page.goto("/sign-in/")
    page.keyboard.type("1001")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/*")
    assert page.locator("img").evaluate("(one) => one.naturalWidth") > 100
    assert violations(page) == []
    page.fill("#id_code", code_at(begin_registration(member), now()))
    page.click("button >> text=確認")
    page.wait_for_url("**/sign-in/notice/*")
    assert violations(page) == []
    page.click("text=確認しました")
    page.wait_for_selector(".who-name")


def test_the_pages_of_passwords_are_clean(page: Page) -> None:
    member = staff(password=PASSWORD)
    page.goto("/sign-in/terminal/")
    assert violations(page) == []
    page.goto("/sign-in/begin/")
    assert violations(page) == []
    page.click("text=利用を始める")
    page.wait_for_selector("[role=alert]")
    assert violations(page) == []
    old = now() - timedelta(days=100)
    StaffMember.objects.filter(pk=member.pk).update(password_set_at=old)
    page.goto("/sign-in/")
    page.fill("#id_username", "1001")
    page.fill("#id_password", PASSWORD)
    page.click("button >> text=サインイン")
    page.wait_for_url("**/sign-in/password/*")
    assert violations(page) == []
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
