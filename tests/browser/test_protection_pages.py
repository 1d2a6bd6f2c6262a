"""Protection by keyboard: entered, hidden at once, decided by another; with axe, and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.protection.models import CaseStanding
from juminzei.platform.clock import today
from juminzei.platform.staff.policy import Role
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, person, staff
from support.protection_cases import begun_today, decided

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from juminzei.apps.addressees.models import Addressee

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


@pytest.fixture
def she() -> Addressee:
    return person(1, "山本 﨑子", "ヤマモト サキコ", household_number=71)


def test_an_application_is_entered_looked_over_and_hides_at_once(
    page: Page, she: Addressee
) -> None:
    child = person(2, "山本 一", "ヤマモト ハジメ", household_number=71)
    staff("1001", password=PASSWORD)
    sign_in(page, "1001")
    page.goto(f"/persons/{she.number}/")
    assert "三俣" in page.inner_text(".identity")
    page.click("text=申出の登録")
    page.select_option("#id_kind", "domestic_violence")
    page.select_option("#id_applicant_role", "self")
    page.fill("#id_joint", str(child.number))
    page.click("text=内容を確かめる")
    page.wait_for_selector(".error-summary")
    assert violations(page) == []
    page.fill("#id_other_party_name", "相手　次郎")
    page.click("text=内容を確かめる")
    page.wait_for_selector("text=支援措置の申出の確認")
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=仮支援措置を始めました")
    for one in (she, child):
        page.goto(f"/persons/{one.number}/")
        assert "三俣" not in page.inner_text("main")
        assert "支援措置対象者です" in page.inner_text(".protection-banner")


def test_going_back_keeps_what_was_typed(page: Page, she: Addressee) -> None:
    staff("1001", password=PASSWORD)
    sign_in(page, "1001")
    page.goto(f"/protection/apply/{she.number}/")
    page.select_option("#id_kind", "stalking")
    page.select_option("#id_applicant_role", "self")
    page.fill("#id_other_party_name", "不明")
    page.uncheck("#id_at_once")
    page.click("text=内容を確かめる")
    page.click("text=直す")
    assert page.input_value("#id_other_party_name") == "不明"
    assert not page.is_checked("#id_at_once")


def test_another_member_finds_it_at_home_and_decides(page: Page, she: Addressee) -> None:
    begun_today(she, staff("1001"))
    staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)
    sign_in(page, "2001")
    page.click("text=支援措置の決定")
    page.click("main [data-row]")
    page.select_option("#decide_outcome", "agree")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=決定しました")
    assert CaseStanding.objects.get().state == "active"
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/protection/")
    assert "支援措置中" in page.inner_text("main table")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, she: Addressee, width: int, height: int
) -> None:
    mother = person(3, "山本 母", "ヤマモト ハハ", household_number=71)
    clerk, supervisor = staff("1001"), staff("2001", Role.TAX_SUPERVISOR)
    waiting = begun_today(she, clerk)
    going_on = begun_today(she, clerk, kind="stalking")
    decided(going_on, supervisor)
    CaseStanding.objects.filter(pk=going_on.pk).update(valid_until=today().replace(year=2020))
    staff("2002", Role.TAX_SUPERVISOR, password=PASSWORD)
    sign_in(page, "2002")
    page.set_viewport_size({"width": width, "height": height})
    found = {}
    for address in (
        "/protection/",
        "/protection/?number=x",
        f"/protection/{waiting.pk}/",
        f"/protection/{going_on.pk}/",
        f"/protection/apply/{she.number}/",
        f"/persons/{she.number}/",
        f"/persons/{mother.number}/",
    ):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(page), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}
