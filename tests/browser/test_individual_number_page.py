"""A number on the screen of a real browser: for moments, by keyboard, and in no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees import individual_number as door
from juminzei.apps.addressees.views import individual_number as pages
from juminzei.base.numbers.individual_number import IndividualNumber, check_digit
from juminzei.platform.staff.policy import Role
from juminzei.platform.vault.services import seal
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, person, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from juminzei.apps.addressees.models import Addressee

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit", "vault"]),
]
BODY = "27182818284"
DIGITS = BODY + str(check_digit(BODY))
PARTED = f"{DIGITS[:4]} {DIGITS[4:8]} {DIGITS[8:]}"


@pytest.fixture
def taro() -> Addressee:
    made = person(1, "山田 太郎", "ヤマダ タロウ")
    seal(door.OWN, [(made.number, IndividualNumber(DIGITS))])
    return made


@pytest.fixture
def supervisor(page: Page) -> Page:
    staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)
    sign_in(page, "2001")
    return page


def test_a_number_is_masked_again_by_itself(
    supervisor: Page, taro: Addressee, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-Z07: here after three seconds, so that the test need not wait for thirty."""
    monkeypatch.setattr(pages, "SHOWN_FOR_S", 3)
    page = supervisor
    page.goto(f"/individual-number/{taro.number}/")
    assert violations(page) == []
    page.select_option("#id_purpose", "declaration")
    page.fill("#id_reason", "窓口で本人と確かめるため")
    page.keyboard.press("Enter")
    page.wait_for_selector("#individual-number")
    assert page.inner_text("#individual-number") == PARTED
    assert DIGITS not in page.url
    assert violations(page) == []

    page.wait_for_url(f"**/individual-number/{taro.number}/", timeout=10_000)
    assert PARTED not in page.content()
    assert "＊＊＊＊" in page.inner_text("main")
    storage = page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert storage == "[{},{}]"


def test_a_person_is_found_by_a_number_with_the_keyboard(supervisor: Page, taro: Addressee) -> None:
    """T-Z08: the number is in no address, and not on the page that answers."""
    page = supervisor
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/individual-number/search/")
    assert violations(page) == []
    page.select_option("#id_purpose", "matching")
    page.fill("#id_number", PARTED)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=山田 太郎")
    assert page.url.endswith("/individual-number/search/")
    assert DIGITS not in page.content()
    assert PARTED not in page.content()
    assert page.input_value("#id_number") == ""
    assert violations(page) == []
    page.click("text=山田 太郎")
    page.click("text=登録と表示")
    page.wait_for_url(f"**/individual-number/{taro.number}/")


def test_the_decision_page_is_within_everybodys_reach(page: Page) -> None:
    outsider = person(7, "外山 住夫", "トヤマ スミオ", kind="nonregistered")
    staff("1001", password=PASSWORD)
    sign_in(page, "1001")
    page.goto(f"/individual-number/{outsider.number}/decide/")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
