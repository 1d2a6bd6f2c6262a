"""A visitor's terminal in a real browser: by keyboard, in time, with nothing left behind."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.return_desk.models import DeskReturn, VisitorEntry
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.platform.staff.policy import Role
from support.browsing import violations
from support.desk_rows import begun, venue
from support.page_rows import person, staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def one() -> DeskReturn:
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    return begun(venue(supervisor), taro.number, supervisor)


@pytest.fixture(params=[True])
def terminal(
    chromium: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Another browser, in which nobody is signed in; by its parameter without scripts."""
    context = chromium.new_context(
        base_url=live_server.url, locale="ja-JP", java_script_enabled=request.param
    )
    yield context.new_page()
    context.close()


def visiting(clerk: Page, terminal: Page, one: DeskReturn) -> None:
    """Give out a code, and type it in at the terminal."""
    clerk.goto(f"/desk/returns/{one.pk}/")
    with clerk.expect_navigation():
        clerk.click("text=来庁者の端末のコードを出す")
    assert violations(clerk) == []
    terminal.goto("/desk/visitor/")
    terminal.focus("#id_code")
    terminal.keyboard.type(clerk.inner_text("#code"))
    with terminal.expect_navigation():
        terminal.keyboard.press("Enter")
    assert terminal.url.endswith("/desk/visitor/form/")


def test_a_visitor_types_by_keyboard_and_the_clerk_takes_it(
    clerk: Page, terminal: Page, one: DeskReturn
) -> None:
    visiting(clerk, terminal, one)
    assert violations(terminal) == []
    assert terminal.locator("nav, footer").count() == 0
    terminal.focus("#id_wages-0-payer")
    for text in ("株式会社甲", "5000000", "109500", "700000"):
        terminal.keyboard.type(text)
        terminal.keyboard.press("Enter")
    terminal.focus("#group-insurance summary")
    terminal.keyboard.press("Enter")
    terminal.focus("#id_insurance_kokuho")
    terminal.keyboard.type("三万")
    terminal.focus("button[name=done]:not([hidden])")
    with terminal.expect_navigation():
        terminal.keyboard.press("Enter")
    assert violations(terminal) == []
    assert "数字で入れてください" in terminal.inner_text(".error-summary")
    terminal.fill("#id_insurance_kokuho", "30000")
    with terminal.expect_navigation():
        terminal.click("button[name=done]:not([hidden])")
    assert violations(terminal) == []
    assert "職員をお呼びください" in terminal.inner_text("main")
    terminal.goto("/desk/visitor/form/")
    assert terminal.url.endswith("/desk/visitor/")
    assert "30000" not in terminal.content()
    clerk.goto(f"/desk/returns/{one.pk}/visitor/")
    assert violations(clerk) == []
    with clerk.expect_navigation():
        clerk.keyboard.press("Control+Enter")
    assert "2 件を取り込みました" in clerk.inner_text("main")
    assert newest_entries(one).values["insurance_kokuho"] == 30_000


def test_the_screen_warns_and_is_cleared_when_time_is_over(
    clerk: Page, terminal: Page, one: DeskReturn
) -> None:
    visiting(clerk, terminal, one)
    terminal.fill("#id_wages-0-payer", "株式会社甲")
    terminal.clock.install()
    terminal.reload()
    terminal.fill("#id_wages-0-payer", "株式会社甲")
    seconds = int(terminal.get_attribute("#time-left", "data-seconds") or 0)
    terminal.clock.run_for((seconds - 130) * 1000)
    assert terminal.inner_text("#time-left") == ""
    terminal.clock.run_for(20_000)
    assert "あと2分" in terminal.inner_text("#time-left")
    assert violations(terminal) == []
    with terminal.expect_navigation():
        terminal.clock.run_for(120_000)
    assert "株式会社甲" not in terminal.content()
    assert VisitorEntry.objects.count() == 0


@pytest.mark.parametrize("terminal", [False], indirect=True)
def test_without_scripts_enter_ends_nothing(clerk: Page, terminal: Page, one: DeskReturn) -> None:
    visiting(clerk, terminal, one)
    terminal.fill("#id_wages-0-payer", "株式会社甲")
    with terminal.expect_navigation():
        terminal.press("#id_wages-0-payer", "Enter")
    assert terminal.input_value("#id_wages-0-payer") == "株式会社甲"
    assert VisitorEntry.objects.count() == 0


def test_the_page_of_the_code_is_sound(terminal: Page) -> None:
    terminal.goto("/desk/visitor/")
    assert violations(terminal) == []
    terminal.keyboard.press("Tab")
    terminal.keyboard.press("Tab")
    terminal.keyboard.type("1234567890")
    with terminal.expect_navigation():
        terminal.keyboard.press("Enter")
    assert violations(terminal) == []
    assert "職員をお呼びください" in terminal.inner_text(".error-summary")
