"""A close person's page in a real browser: asked for, co-signed, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.conflicts.models import CosignRequest, StaffAddressee
from juminzei.base.numbers.addressee_number import number
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.close_staff import tied
from support.page_rows import PASSWORD, person, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]
SPOUSE = number(2)


@pytest.fixture
def clerk(page: Page, monkeypatch: pytest.MonkeyPatch) -> Page:
    """A clerk's page, who wants to look at the spouse."""
    monkeypatch.setattr(settings.CONFIGURATION, "closeness", "cosign")
    member = staff("1001", password=PASSWORD)
    tied(member, person(1, "課税 花子", "カゼイ ハナコ", household_number=70))
    person(2, "課税 太郎", "カゼイ タロウ", household_number=70)
    staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)
    staff("9001", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, password=PASSWORD)
    sign_in(page, "1001")
    return page


def change_to(page: Page, member: str) -> None:
    follow(page, "text=サインアウト")
    sign_in(page, member)


def test_a_close_person_is_asked_for_cosigned_and_opened(clerk: Page) -> None:
    clerk.goto(f"/persons/{SPOUSE}/")
    assert "上司の確認が要ります" in clerk.inner_text("h1")
    clerk.select_option("#id_purpose", "inquiry")
    clerk.fill("#id_reason", "窓口で問合せを受けた")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=申請しました")
    change_to(clerk, "2001")
    clerk.keyboard.press("g")
    clerk.keyboard.press("b")
    clerk.wait_for_url("**/conflicts/")
    clerk.click("main [data-row]")
    assert "同一世帯" in clerk.inner_text("main")
    clerk.select_option("#id_outcome", "grant")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=閲覧を承認しました")
    change_to(clerk, "1001")
    clerk.goto(f"/persons/{SPOUSE}/")
    assert "課税 太郎" in clerk.inner_text("h1")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(clerk: Page, width: int, height: int) -> None:
    clerk.set_viewport_size({"width": width, "height": height})
    found = {}

    def look(*addresses: str) -> None:
        for address in addresses:
            clerk.goto(address)
            wide = clerk.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[address] = [*violations(clerk), *(["too wide"] if wide > 0 else [])]

    look(f"/conflicts/persons/{SPOUSE}/")
    clerk.select_option("#id_purpose", "inquiry")
    clerk.fill("#id_reason", "窓口で問合せを受けた")
    clerk.click("text=申請する")
    clerk.wait_for_selector("text=待っています")
    change_to(clerk, "2001")
    look("/conflicts/", f"/conflicts/{CosignRequest.objects.get().pk}/")
    change_to(clerk, "9001")
    look("/conflicts/staff/?state=all", f"/conflicts/staff/{StaffAddressee.objects.get().pk}/")
    assert found == {address: [] for address in found}
    assert len(found) == 5
