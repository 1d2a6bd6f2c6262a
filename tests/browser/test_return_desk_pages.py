"""The return desk in a real browser: a whole return by keyboard, axe, narrow windows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.return_desk.models import DeskReturn, Venue
from juminzei.apps.return_desk.services.saved_state import newest_entries
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.desk_lots import Desk, asked_lot, finished
from support.desk_rows import confirmed, desk_things, permitted, venue
from support.page_rows import PASSWORD, person, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def supervisor() -> StaffMember:
    return staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)


@pytest.fixture
def hall(supervisor: StaffMember) -> Venue:
    return venue(supervisor)


def commit(page: Page) -> None:
    """Press Ctrl+Enter and wait for the page that follows."""
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def type_and_go_on(page: Page, *texts: str) -> None:
    """Type into one box after another, with Enter between them."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")


@pytest.mark.usefixtures("hall")
def test_a_return_is_taken_from_ticket_to_document_by_keyboard(clerk: Page) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    clerk.keyboard.press("g")
    clerk.keyboard.press("3")
    clerk.wait_for_url("**/desk/")
    clerk.focus("#draw_kind")
    commit(clerk)
    assert "整理番号 1 を出しました" in clerk.inner_text("main")
    clerk.fill("#next_window", "5")
    clerk.keyboard.press("Escape")
    with clerk.expect_navigation():
        clerk.keyboard.press("n")
    assert "窓口 5" in clerk.inner_text("main")
    with clerk.expect_navigation():
        clerk.keyboard.press("1")
    follow(clerk, "text=申告書の受付へ")
    clerk.focus("#find_number")
    clerk.keyboard.type(f"{taro.number:010d}")
    commit(clerk)
    assert "山田 太郎" in clerk.inner_text("h1")
    clerk.fill("#id_tax_year", "2026")
    commit(clerk)
    clerk.focus("#id_wages-0-payer")
    with clerk.expect_response("**/compute/"):
        type_and_go_on(clerk, "株式会社甲", "5000000", "109500", "700000")
    clerk.wait_for_selector("#outcome strong:has-text('13,500')")
    assert "245,500" in clerk.inner_text("#outcome")
    assert clerk.evaluate("document.activeElement.id") == "id_wages-0-secondary"
    commit(clerk)
    assert "保存しました" in clerk.inner_text("main")
    one = DeskReturn.objects.get()
    assert newest_entries(one).rows("wages")[0]["revenue"] == 5_000_000
    confirmed(one, StaffMember.objects.get(staff_number="1001"))
    follow(clerk, "text=確認して完了へ")
    clerk.focus("main .button-main")
    commit(clerk)
    assert "課税資料として引き渡しました" in clerk.inner_text("main")
    assert TaxDocument.objects.get().addressee_id == taro.number


def test_what_is_typed_wrongly_is_marked_while_typing(clerk: Page, supervisor: StaffMember) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    things = desk_things(taro.number, supervisor, at=now())
    clerk.goto(f"/desk/returns/{things['return_id']}/")
    with clerk.expect_response("**/compute/"):
        clerk.fill("#id_wages-0-revenue", "五百万")
    clerk.wait_for_selector("#id_wages-0-revenue[aria-invalid=true]")
    assert violations(clerk) == []
    with clerk.expect_response("**/compute/"):
        clerk.fill("#id_wages-0-revenue", "5,000,000")
    clerk.wait_for_selector("#id_wages-0-revenue:not([aria-invalid])")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, width: int, height: int, supervisor: StaffMember
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ", date(1980, 4, 2))
    things = desk_things(taro.number, supervisor, at=now())
    sign_in(page, "2001")
    page.set_viewport_size({"width": width, "height": height})
    key = things["return_id"]
    permitted(supervisor)
    who = Desk(staff("1002"), supervisor, venue(supervisor))
    finished(who, 7)
    lot = asked_lot(who)
    found = {}
    for address in (
        "/desk/",
        f"/desk/tickets/{things['ticket_id']}/",
        "/desk/settings/",
        "/desk/referrals/",
        "/desk/figures/",
        "/desk/returns/",
        "/desk/tax-office/",
        f"/desk/tax-office/lots/{lot.pk}/",
        "/desk/recipients/",
        f"/desk/days/{things['venue_day_id']}/close/",
        f"/desk/persons/{taro.number}/",
        f"/desk/returns/{key}/",
        f"/desk/returns/{key}/?order=questions",
        f"/desk/returns/{key}/finish/",
        f"/desk/returns/{key}/last-year/",
        f"/desk/returns/{key}/inhabitant/total/",
    ):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(page), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}
