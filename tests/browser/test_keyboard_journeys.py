"""Errands without a mouse, in a real browser, with the keys counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.browsing import violations
from support.page_rows import person

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.scene import Office

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]

FOCUSED = "document.activeElement.textContent.trim()"


class Keys:
    """A keyboard that counts what is pressed, the name itself left out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def test_a_person_is_found_by_kana_with_three_keys_and_the_name(
    desk: tuple[Page, Office],
) -> None:
    page, office = desk
    keys = Keys(page)
    keys.press("/")
    page.keyboard.type("ヤマモト")
    keys.press("Enter")
    page.wait_for_url("**/search/*/")
    keys.press("Enter")  # the first row has the focus
    page.wait_for_url(f"**/persons/{office.protected.number}/**")
    assert keys.pressed <= 8
    assert "ヤマモト" not in page.url
    assert "支援措置対象者です" in page.inner_text("main [role=alert]")
    assert violations(page) == []


def test_a_result_is_walked_by_arrows_and_brackets(desk: tuple[Page, Office]) -> None:
    page, _office = desk
    keys = Keys(page)
    keys.press("/")
    page.keyboard.type("ヤマ")
    keys.press("Enter")
    page.wait_for_url("**/search/*/")
    rows = page.locator("[data-row]").all_inner_texts()
    assert len(rows) == 3
    keys.press("ArrowDown", "ArrowDown", "ArrowDown")
    assert page.evaluate(FOCUSED) == rows[2]  # the last row holds
    keys.press("Home")
    assert page.evaluate(FOCUSED) == rows[0]
    keys.press("PageDown")
    assert page.evaluate(FOCUSED) == rows[2]  # ten rows on, or the last
    keys.press("PageUp")
    assert page.evaluate(FOCUSED) == rows[0]
    keys.press("End", "ArrowUp", "Enter")
    page.wait_for_selector("text=2 / 3")
    keys.press("]")
    page.wait_for_selector("text=3 / 3")
    assert page.locator("[rel=next]").count() == 0
    keys.press("[", "[")
    page.wait_for_selector("text=2 / 3")


def test_a_table_is_one_stop_of_the_tab_key(desk: tuple[Page, Office]) -> None:
    page, _office = desk
    page.goto("/taxable/")
    assert page.locator("[data-roving] [data-row][tabindex='0']").count() == 1
    assert page.locator("[data-roving] [data-row][tabindex='-1']").count() == 2


def test_an_amount_is_explained_and_the_focus_comes_back(desk: tuple[Page, Office]) -> None:
    page, office = desk
    page.goto(f"/persons/{office.taro.number}/")
    page.locator("#tax [data-row]").first.focus()
    asked = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open] .step-asked")
    assert "地方税法" in page.inner_text("dialog[open]")
    assert asked in page.inner_text("dialog[open] .step-asked .step-head")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
    assert page.evaluate(FOCUSED) == asked


def test_documents_are_decided_one_after_another_and_taken_back(
    desk: tuple[Page, Office],
) -> None:
    page, office = desk
    first, second = office.waiting
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/matching/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/matching/{first.pk}/")
    assert violations(page) == []
    page.keyboard.press("1")
    page.wait_for_url(f"**/matching/{second.pk}/")
    first.refresh_from_db()
    assert str(first.addressee_id) == str(office.taro.number)
    page.keyboard.press("u")
    page.wait_for_url(f"**/matching/{first.pk}/")
    first.refresh_from_db()
    assert (first.addressee_id, first.match_state) == (None, "queue")
    page.keyboard.press("o")
    page.keyboard.type("勤務先に確認中")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/matching/{second.pk}/")
    first.refresh_from_db()
    assert first.match_state == "held"


def test_a_number_that_is_wrong_is_told_and_leads_to_its_field(
    desk: tuple[Page, Office],
) -> None:
    page, office = desk
    page.goto(f"/matching/{office.waiting[0].pk}/")
    page.keyboard.press("t")
    page.keyboard.type("123")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    assert page.title().startswith("エラー")
    assert violations(page) == []
    page.locator("[role=alert] a").click()
    assert page.evaluate("document.activeElement.id") == "addressee"


def test_the_list_of_keys_opens_and_closes(clerk: Page) -> None:
    clerk.keyboard.press("?")
    clerk.wait_for_selector("#keys[open]")
    assert "PageDown" in clerk.inner_text("#keys")
    assert violations(clerk) == []
    clerk.keyboard.press("Escape")
    clerk.wait_for_selector("#keys[open]", state="detached")


def test_single_letters_can_be_turned_off_for_good(clerk: Page) -> None:
    clerk.keyboard.press("?")
    clerk.locator("[data-letters-switch]").uncheck()
    clerk.keyboard.press("Escape")
    clerk.reload()
    clerk.keyboard.press("?")
    clerk.keyboard.press("g")
    clerk.keyboard.press("s")
    assert clerk.locator("#keys[open]").count() == 0
    assert clerk.url.endswith("/")
    assert "/search" not in clerk.url


def test_keys_typed_into_a_field_are_text(clerk: Page) -> None:
    clerk.keyboard.press("/")
    clerk.keyboard.type("g/?[s")
    assert clerk.locator("[data-find]").input_value() == "g/?[s"
    clerk.keyboard.press("Escape")
    assert clerk.evaluate("document.activeElement === document.body")


def test_the_skip_link_comes_first(clerk: Page) -> None:
    clerk.goto("/")
    clerk.keyboard.press("Tab")
    assert clerk.evaluate(FOCUSED) == "本文へ移動"
    clerk.keyboard.press("Enter")
    assert clerk.url.endswith("#main")


def test_the_focus_is_never_hidden_under_the_bar(desk: tuple[Page, Office]) -> None:
    page, office = desk
    person(9, "世帯 員", "セタイ イン", household_number=office.taro.household_number)
    page.set_viewport_size({"width": 1280, "height": 620})
    page.goto(f"/persons/{office.taro.number}/")
    stops = page.locator("a[href], button, input, [tabindex='0']").count()
    hidden = []
    for key in ["Tab"] * (stops + 2) + ["Shift+Tab"] * (stops + 2):
        page.keyboard.press(key)
        hidden += page.evaluate(COVERED)
    assert hidden == []


COVERED = """() => {
  const one = document.activeElement;
  if (one === document.body || one.closest('.identity') || one.closest('dialog')) return [];
  const box = one.getBoundingClientRect();
  const top = document.querySelector('.identity').getBoundingClientRect();
  const covered = box.bottom <= top.bottom && box.top >= top.top && top.top <= 0;
  return covered || box.top < -1 ? [one.outerHTML.slice(0, 120)] : [];
}"""
