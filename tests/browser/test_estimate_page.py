"""The trial calculation in a real browser: typing, keys, errors, printing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.browsing import violations
from support.printed_pages import texts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from support.scene import Office

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]

TOTAL = ".estimate-total strong"
SALARY = "#id_revenue-employment"


@pytest.fixture
def trial(clerk: Page) -> Page:
    """The page of tax year 2026, with nothing typed."""
    clerk.goto("/estimate/")
    assert clerk.input_value("#id_tax_year") == "2026"
    return clerk


def becomes(page: Page, total: str) -> None:
    """Wait until the year's tax is told as ``total``."""
    page.wait_for_function(
        "([where, what]) => document.querySelector(where)?.textContent === what", arg=[TOTAL, total]
    )


def test_the_tax_changes_while_a_clerk_types(trial: Page) -> None:
    assert trial.inner_text(TOTAL) == "0"
    trial.fill(SALARY, "5000000")
    # 3,560,000 - 430,000 = 3,130,000: 187,800 - 1,500 and 125,200 - 1,000; with 5,000
    becomes(trial, "315,500")
    trial.fill("#id_deductions-social_insurance", "７５０，０００")
    # 2,380,000: 142,800 - 1,500 and 95,200 - 1,000; with 5,000
    becomes(trial, "240,500")
    assert "年税額 240,500円" in trial.inner_text("#announced")
    trial.select_option("#id_tax_year", "2025")
    trial.wait_for_selector("text=令和6年度の計算では")
    assert "令和7年度" in trial.inner_text("#result h2")


def test_a_wrong_value_is_told_beside_its_box_and_goes_when_it_is_mended(trial: Page) -> None:
    trial.fill(SALARY, "五百万")
    trial.wait_for_selector("#id_revenue-employment[aria-invalid=true]")
    assert "数字で入れてください" in trial.inner_text("#id_revenue-employment_error")
    assert "給与の収入" in trial.inner_text("#outcome .error-summary")
    assert violations(trial) == []
    trial.fill(SALARY, "5,000,000")
    becomes(trial, "315,500")
    trial.wait_for_selector(f"{SALARY}:not([aria-invalid])")
    assert not trial.locator("#id_revenue-employment_error").is_visible()


def test_a_family_is_typed_without_a_mouse(trial: Page) -> None:
    keys = trial.keyboard
    keys.press("g")
    keys.press("e")
    trial.wait_for_url("**/estimate/")
    trial.focus("#id_age")
    keys.type("44")
    for text in ("", "", "5000000"):  # past the group's name and the business income
        keys.press("Tab")
        keys.type(text)
    becomes(trial, "315,500")
    trial.focus("#id_relative-0-age")
    keys.type("17")
    # 330,000 less: 2,800,000, and 100,000 of differences less 800,000, at least 50,000
    becomes(trial, "282,500")
    trial.focus("#group-dependants button")
    keys.press("Enter")
    trial.wait_for_selector("#id_relative-2-age")
    assert trial.input_value("#id_relative-0-age") == "17"
    assert trial.input_value(SALARY) == "5000000"
    assert trial.inner_text(TOTAL) == "282,500"
    trial.focus("#group-separate summary")
    keys.press("Enter")
    assert trial.locator("#id_separate-land_long-income").is_visible()


def test_enter_in_a_box_calculates_and_adds_no_row(trial: Page) -> None:
    trial.fill(SALARY, "5000000")
    trial.press(SALARY, "Enter")
    trial.wait_for_load_state()
    becomes(trial, "315,500")
    assert trial.input_value(SALARY) == "5000000"
    assert not trial.locator("#id_relative-2-age").count()


def test_the_steps_stay_open_while_figures_change(trial: Page) -> None:
    trial.fill(SALARY, "5000000")
    becomes(trial, "315,500")
    trial.click("#steps summary")
    assert "給与所得控除後の金額" in trial.inner_text("#steps")
    trial.fill(SALARY, "6000000")
    trial.wait_for_selector("#steps >> text=6,000,000円 >> nth=0")
    assert trial.locator("#steps .steps").is_visible()
    assert violations(trial) == []


def test_the_explanation_is_printed_from_what_was_typed(trial: Page, tmp_path: Path) -> None:
    trial.fill(SALARY, "5000000")
    becomes(trial, "315,500")
    with trial.expect_download() as loading:
        trial.click("text=計算の根拠を印刷")
    file = tmp_path / "printed.pdf"
    loading.value.save_as(file)
    first = texts(file.read_bytes())[0]
    assert "年税額315,500円" in first
    assert "試算です。" in first
    assert trial.input_value(SALARY) == "5000000"  # the page is still there


def test_a_persons_tax_is_printed_and_tried_from_the_persons_page(
    desk: tuple[Page, Office], tmp_path: Path
) -> None:
    page, office = desk
    page.goto(f"/persons/{office.taro.number}/")
    with page.expect_download() as loading:
        page.click("#tax >> text=計算の根拠を印刷")
    file = tmp_path / "printed.pdf"
    loading.value.save_as(file)
    first = texts(file.read_bytes())[0]
    assert "山田太郎様" in first
    assert "年税額245,500円" in first  # of 5,000,000 of salary less 700,000 of insurance

    page.click("#tax [data-row] >> nth=0")
    with page.expect_download() as loading:
        page.click("#explanation >> text=この計算を印刷")
    loading.value.save_as(file)
    assert "計算の根拠（算出所得割額（市町村民税））" in texts(file.read_bytes())[0]
    page.keyboard.press("Escape")

    page.click("text=この内容から試算する")
    becomes(page, "245,500")
    page.fill("#id_deductions-social_insurance", "750000")
    becomes(page, "240,500")


def test_the_page_works_without_scripts(trial: Page) -> None:
    browser = trial.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=trial.url)
    plain.add_cookies(trial.context.cookies())  # type: ignore[arg-type]  # what one context gives another takes
    bare = plain.new_page()
    bare.goto("/estimate/")
    bare.fill(SALARY, "5000000")
    bare.click(".button-main")
    assert bare.inner_text(TOTAL) == "315,500"
    bare.fill("#id_relative-0-income", "100")
    bare.click(".button-main")
    assert "年齢を入れてください" in bare.inner_text("#id_relative-0-age_error")
    assert "年齢：年齢を入れてください" in bare.inner_text(".error-summary")
    plain.close()
