"""A virtual authenticator in chromium: registered and used by keyboard, seen by axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.platform.staff.models import SecurityKey
from support.administrators import set_rules
from support.browsing import follow, sign_in, violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


def plugged_in(page: Page, *, verified: bool = True) -> tuple[CDPSession, str]:
    """Plug an authenticator into the browser that shows ``page``."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable", {})
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    added = protocol.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return protocol, str(added["authenticatorId"])


def typed_in(page: Page) -> None:
    page.goto("/sign-in/")
    page.wait_for_selector("input:focus")
    page.keyboard.type("1001")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/**")


def register(page: Page) -> None:
    """Register a key as the first factor, by keyboard."""
    typed_in(page)
    page.focus("text=セキュリティキー・パスキー・ICカードを登録する")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/key/new/")
    assert violations(page) == []
    page.focus("#id_name")
    page.keyboard.type("職員証")
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name")


def test_a_key_is_registered_and_lets_in(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    set_rules(monkeypatch, second_factor=True)
    staff(password=PASSWORD)
    plugged_in(page)
    register(page)
    follow(page, "text=サインアウト")
    page.wait_for_url("**/sign-in/")
    typed_in(page)
    assert violations(page) == []
    page.focus("button:has-text('キーで確認する')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".who-name")
    page.goto("/account/")
    assert "職員証" in page.inner_text("#factors")
    assert violations(page) == []
    key = SecurityKey.objects.get()
    assert key.last_used_at is not None
    assert key.sign_count > 0


def test_a_copied_key_is_told_of(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy counts from where it was made; the server has seen a higher count."""
    set_rules(monkeypatch, second_factor=True)
    staff(password=PASSWORD)
    protocol, number = plugged_in(page)
    register(page)
    SecurityKey.objects.update(sign_count=1_000)
    follow(page, "text=サインアウト")
    page.wait_for_url("**/sign-in/")
    typed_in(page)
    page.click("button:has-text('キーで確認する')")
    page.wait_for_selector(".error-summary")
    assert violations(page) == []
    assert SecurityKey.objects.get().suspected_at is not None
    assert protocol.send("WebAuthn.getCredentials", {"authenticatorId": number})["credentials"]


def test_a_key_that_does_not_verify_the_person_is_told_to_try_again(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_rules(monkeypatch, second_factor=True)
    staff(password=PASSWORD)
    plugged_in(page, verified=False)
    typed_in(page)
    page.click("text=セキュリティキー・パスキー・ICカードを登録する")
    page.fill("#id_name", "職員証")
    page.click("main button")
    page.wait_for_selector("[data-said]:has-text('もう一度')")
    assert not SecurityKey.objects.exists()


def test_pages_of_the_account_keep_to_the_rules(page: Page) -> None:
    staff(password=PASSWORD)
    sign_in(page, "1001")
    found = {}
    for address in ("/account/", "/account/confirm/"):
        page.goto(address)
        found[address] = violations(page)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/")
    for address in ("/account/app/", "/sign-in/key/new/"):
        page.goto(address)
        assert page.url.endswith(address)
        found[address] = violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert found == {address: [] for address in found}
