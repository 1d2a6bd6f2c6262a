"""The pages about staff and terminals in chromium: axe, narrow windows, keyboard alone."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.clock import now, today
from juminzei.platform.staff.activations import request_activation
from juminzei.platform.staff.grants import grant_role
from juminzei.platform.staff.models import GrantRequest, RoleGrant, StaffMember, Terminal
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.reviews import open_review
from juminzei.platform.staff.terminals import request_terminal
from support.browsing import sign_in, violations
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


@pytest.fixture
def office(page: Page) -> Page:
    """An administrator's page, with something waiting in every queue."""
    staff("9001", Role.ADMINISTRATOR, password=PASSWORD)
    other = staff("9002", Role.ADMINISTRATOR)
    clerk = staff("2001")
    at = now()
    grant_role(member=clerk, role=Role.TAX_SUPERVISOR, valid_from=at.date(), actor=other, at=at)
    request_activation(member=clerk, actor=other, at=at)
    request_terminal(name="税務課-01", place="2階", terminal_class="ordinary", actor=other, at=at)
    open_review(deadline=today() + timedelta(days=14), actor=other, at=at)
    sign_in(page, "9001")
    return page


def addresses() -> list[str]:
    one = "/staff/members/2001/"
    terminal = f"/terminals/{Terminal.objects.get().pk}/"
    acts = ("grant", "revoke", "end", "train", "activate", "approve")
    return [
        "/",
        "/staff/",
        "/staff/add/",
        "/staff/waiting/",
        "/staff/personnel/",
        "/staff/review/?shown=all",
        "/staff/review/begin/",
        f"/staff/requests/{GrantRequest.objects.get().pk}/",
        one,
        *(f"{one}{act}/" for act in acts),
        "/terminals/",
        "/terminals/add/",
        terminal,
        f"{terminal}approve/",
        f"{terminal}revoke/",
    ]


def test_pages_keep_to_the_rules_and_lose_nothing_in_a_narrow_window(office: Page) -> None:
    found, wide = {}, {}
    for address in addresses():
        office.set_viewport_size({"width": 1440, "height": 900})
        office.goto(address)
        assert office.url.endswith(address)
        found[address] = violations(office)
        office.set_viewport_size({"width": 320, "height": 800})
        wide[address] = office.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert found == {address: [] for address in found}
    assert {address: over for address, over in wide.items() if over > 0} == {}


def test_a_role_is_given_by_keyboard_alone(office: Page) -> None:
    office.keyboard.press("g")
    office.keyboard.press("c")
    office.wait_for_url("**/staff/")
    office.goto("/staff/members/2001/grant/")
    office.focus("#id_role")
    for _ in range(2):
        office.keyboard.press("ArrowDown")
    office.keyboard.press("Tab")
    office.fill("#id_begin", today().isoformat())
    office.keyboard.press("Enter")
    office.wait_for_selector("h1:has-text('内容の確認')")
    assert violations(office) == []
    assert "収納担当" in office.inner_text("main table")
    office.keyboard.press("Control+Enter")
    office.wait_for_selector(".messages")
    member = StaffMember.objects.get(staff_number="2001")
    assert RoleGrant.objects.filter(staff_member=member, role="collection_clerk").exists()


def test_a_request_is_approved_from_home(office: Page) -> None:
    assert "役割の承認" in office.inner_text("#tasks")
    office.click("#tasks a:has-text('役割の承認')")
    office.click("#grants a")
    office.wait_for_selector("button:has-text('承認する')")
    office.focus("button:has-text('承認する')")
    office.keyboard.press("Enter")
    office.wait_for_url("**/staff/waiting/")
    assert RoleGrant.objects.filter(role="tax_supervisor").exists()
    office.click("#activations a")
    office.click("text=利用開始を承認")
    office.click("main button")
    office.wait_for_selector("h1:has-text('内容の確認')")
    office.click("main button")
    office.wait_for_selector("dd.code")
    assert violations(office) == []


def test_errors_lead_to_their_fields(office: Page) -> None:
    office.goto("/staff/add/")
    office.fill("#id_number", "3001")
    office.fill("#id_name", "臨時 夏子")
    office.fill("#id_department", "税務課")
    office.select_option("#id_employment", "temporary")
    office.fill("#id_begin", today().isoformat())
    office.keyboard.press("Enter")
    office.wait_for_selector(".error-summary")
    assert violations(office) == []
    office.click(".error-summary a")
    assert office.evaluate("document.activeElement.id") == "id_end"
    office.keyboard.press("g")  # what is typed into the field is no letter of the navigation
    assert "/staff/add/" in office.url
