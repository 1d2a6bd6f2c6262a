"""The officers' pages: searched and decided by keyboard, with axe, in a narrow window too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.oversight.models import AccessFinding, FindingDecision
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.services import record
from juminzei.platform.clock import JAPAN
from juminzei.platform.staff.policy import Role
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


@pytest.fixture
def officer(page: Page) -> Page:
    """A privacy officer's page; a clerk looked at somebody on a Sunday."""
    record(
        action="addressees.person.viewed",
        actor=staff("2001"),
        at=datetime(2026, 5, 31, 10, tzinfo=JAPAN),
        subject_kind="addressee",
        subject_id="0000000014",
    )
    staff("9001", Role.PRIVACY_OFFICER, password=PASSWORD)
    sign_in(page, "9001")
    return page


def test_a_days_findings_are_found_looked_into_and_decided(officer: Page) -> None:
    officer.keyboard.press("g")
    officer.keyboard.press("x")
    officer.wait_for_url("**/oversight/findings/")
    officer.click("text=前日までを点検する")
    assert "閉庁日の操作" in officer.inner_text("main table")
    officer.click("main [data-row] >> nth=0")
    officer.click("text=この日の操作記録を見る")
    assert "宛名番号 0000000014" in officer.inner_text("main table")
    officer.go_back()
    officer.select_option("#id_outcome", "in_order")
    officer.fill("#id_reason", "選挙事務")
    officer.keyboard.press("Control+Enter")
    officer.wait_for_selector("text=「業務上正当」と判断しました")
    assert FindingDecision.objects.get().finding.staff_number == "2001"


def test_the_record_is_searched_by_person(officer: Page) -> None:
    officer.keyboard.press("g")
    officer.keyboard.press("a")
    officer.wait_for_url("**/oversight/records/")
    officer.fill("#id_person", "14")
    officer.keyboard.press("Enter")
    officer.wait_for_url("**/oversight/records/?in=*")
    assert officer.locator("main [data-row]").count() == 1
    officer.click("main [data-row]")
    assert "連鎖値" in officer.inner_text("main")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(officer: Page, width: int, height: int) -> None:
    officer.goto("/oversight/findings/")
    officer.click("text=前日までを点検する")
    officer.set_viewport_size({"width": width, "height": height})
    finding, one = AccessFinding.objects.order_by("pk")[0], AuditRecord.objects.order_by("pk")[0]
    found = {}
    for address in (
        "/oversight/findings/?state=all",
        f"/oversight/findings/{finding.pk}/",
        "/oversight/records/",
        "/oversight/records/?person=x",
        f"/oversight/records/{one.pk}/",
        "/oversight/verification/",
        "/oversight/number-views/",
        "/oversight/watched/",
    ):
        officer.goto(address)
        wide = officer.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(officer), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}
