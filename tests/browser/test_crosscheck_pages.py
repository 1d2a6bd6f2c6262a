"""Checks in a browser: run, look at a case, decide several; what departments said; with axe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.crosschecks.models import Case
from juminzei.apps.departments.models import WaitingRow
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.check_city import claimed_son, relative
from support.department_rows import DISABILITY, feed, row, taken
from support.document_rows import wage
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from juminzei.platform.staff.models import StaffMember

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def supervisor(page: Page) -> StaffMember:
    member = staff("1001", Role.TAX_SUPERVISOR, password=PASSWORD)
    sign_in(page, "1001")
    return member


def test_checks_are_run_looked_at_and_decided_together(page: Page, supervisor: StaffMember) -> None:
    claimed_son(supervisor)
    page.goto("/crosschecks/")
    assert violations(page) == []
    follow(page, "text=全件をチェックする")
    assert "該当 3 件" in page.inner_text(".messages")
    page.goto("/crosschecks/cases/")
    assert violations(page) == []
    for box in page.locator("input[name=cases]").all()[:2]:
        box.check()
    page.select_option("#work_state", "begun")
    follow(page, "text=選んだ該当に登録する")
    assert "2 件のうち 2 件を登録しました" in page.inner_text("main")
    assert violations(page) == []
    page.goto(f"/crosschecks/cases/{Case.objects.order_by('pk')[0].pk}/")
    assert violations(page) == []
    page.select_option("#work_state", "done")
    follow(page, "#work >> text=登録する")
    assert "結果は、完了のときに選び" in page.inner_text(".error-summary")
    assert violations(page) == []
    page.select_option("#work_state", "done")
    page.select_option("#work_result", "denied")
    follow(page, "#work >> text=登録する")
    assert "扶養等を否認" in page.inner_text("main")


def test_a_relative_is_told_by_a_clerk(page: Page, supervisor: StaffMember) -> None:
    numbers = claimed_son(supervisor)
    one = relative(wage(numbers[3], 1), "spouse", 2)
    page.goto("/dependants/")
    assert violations(page) == []
    page.goto(f"/dependants/{one.pk}/")
    assert violations(page) == []
    page.fill("#id_number", f"{numbers[2]:010d}")
    follow(page, "text=特定する >> nth=-1")
    one.refresh_from_db()
    assert one.resolution == "clerk"


def test_what_departments_said_and_what_waits(page: Page, supervisor: StaffMember) -> None:
    numbers = claimed_son(supervisor)
    other = row(DISABILITY, 2, kana="スズキ ハナコ")
    taken(supervisor, feed(DISABILITY, row(DISABILITY, 1), other))
    for address in ("", "stores/disability/", f"persons/{numbers[1]}/", "waiting/"):
        page.goto(f"/departments/{address}")
        assert violations(page) == [], address
    page.goto(f"/departments/waiting/{WaitingRow.objects.get().pk}/")
    assert violations(page) == []
    page.select_option("#id_outcome", "leave")
    page.fill("#id_reason", "別人")
    follow(page, "text=判断する")
    assert "取り込まないことにしました" in page.inner_text(".messages")


@pytest.mark.parametrize("address", ["/crosschecks/", "/crosschecks/cases/", "/departments/"])
def test_nothing_is_cut_off_in_a_narrow_window(
    page: Page, supervisor: StaffMember, address: str
) -> None:
    claimed_son(supervisor)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
