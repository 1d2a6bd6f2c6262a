"""Trying out a change of the law without a mouse, in a real browser, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.services import batch_member
from support.browsing import violations
from support.moments import START
from support.small_city import calculated, small_city

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]
RATE, SLIDER = "#id_city_income_levy_rate", "[data-moves=id_city_income_levy_rate]"


@pytest.fixture
def levers(clerk: Page) -> Page:
    """The page of the small city, reached by its letters."""
    small_city()
    calculated(batch_member(START))
    AssessmentRun.objects.update(state="fixed")
    clerk.keyboard.press("g")
    clerk.keyboard.press("l")
    clerk.wait_for_url("**/simulate/")
    return clerk


def said(page: Page, words: str) -> None:
    page.wait_for_function(
        "words => document.getElementById('simulation-said').textContent.includes(words)",
        arg=words,
    )


def test_a_typed_figure_shows_its_outcome_and_says_it(levers: Page) -> None:
    levers.focus(RATE)
    levers.keyboard.press("Control+a")
    levers.keyboard.type("7")
    levers.keyboard.press("Tab")

    said(levers, "市の税収 ＋74,300円、税額が減る人 0 人、増える人 4 人")
    assert "＋74,300 円" in levers.inner_text("#summary")
    assert levers.input_value(SLIDER) == "7"
    assert levers.evaluate("document.activeElement.dataset.moves") == RATE.removeprefix("#")
    assert levers.locator("#result svg[role=img]").count() == 6
    assert violations(levers) == []


def test_a_slider_moves_its_figure_by_arrow_keys(levers: Page) -> None:
    levers.focus(SLIDER)
    levers.keyboard.press("ArrowRight")
    assert levers.input_value(RATE) == "6.1"
    said(levers, "市の税収 ＋")
    assert "6.1％" in levers.inner_text("#summary")
    for _ in range(3):
        levers.keyboard.press("ArrowLeft")
    said(levers, "市の税収 ▲")
    levers.wait_for_selector("#summary >> text=5.8％")
    assert levers.input_value(RATE) == "5.8"


def test_a_mistake_is_told_in_place_of_the_outcome(levers: Page) -> None:
    levers.fill(RATE, "13")
    levers.keyboard.press("Tab")
    said(levers, "入力に誤りがあります")
    assert "0から12まで％で入れてください" in levers.inner_text("#result")
    assert violations(levers) == []
    levers.click("#result .error-summary a")
    assert levers.evaluate("document.activeElement.id") == RATE.removeprefix("#")


def test_a_change_is_kept_as_a_file_and_read_in_again(levers: Page, tmp_path: Path) -> None:
    levers.fill(RATE, "7")
    levers.keyboard.press("Tab")
    said(levers, "＋74,300円")
    with levers.expect_download() as download:
        levers.click("text=改正案をファイルに保存する")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.read_text(encoding="utf-8") == '[city.income_levy]\nrate = "7/100"\n'

    levers.goto("/simulate/")
    assert levers.input_value(RATE) == "6"
    levers.set_input_files("#change-file", file)
    levers.click("text=読み込んで試算する")
    levers.wait_for_selector("#summary")
    assert levers.input_value(RATE) == "7"
    assert "＋74,300 円" in levers.inner_text("#summary")
    assert violations(levers) == []


def test_without_scripts_a_button_does_the_same(levers: Page) -> None:
    browser = levers.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=levers.url)
    plain.add_cookies(levers.context.cookies())  # type: ignore[arg-type]  # what one context gives another takes
    bare = plain.new_page()
    bare.goto("/simulate/")
    assert bare.locator("input[type=range]:visible").count() == 0
    bare.fill(RATE, "7")
    bare.click("text=試算する >> nth=0")
    bare.wait_for_selector("#summary")
    assert "＋74,300 円" in bare.inner_text("#summary")
    plain.close()


def test_the_outcome_fits_a_narrow_window_and_paper(levers: Page) -> None:
    levers.fill(RATE, "7")
    levers.keyboard.press("Tab")
    said(levers, "＋74,300円")
    levers.set_viewport_size({"width": 320, "height": 800})
    assert levers.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    levers.emulate_media(media="print")
    assert levers.locator("#result svg").first.is_visible()
    assert not levers.locator("#levers").is_visible()


def test_one_change_leaves_one_record(levers: Page) -> None:
    levers.fill(RATE, "7")
    levers.keyboard.press("Tab")
    said(levers, "＋74,300円")
    simulated = OutgoingRecord.objects.filter(action="assessment.law.simulated")
    assert [record.details["changes"] for record in simulated] == [{"city.income_levy.rate": "7％"}]
