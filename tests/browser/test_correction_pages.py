"""職権訂正 and 課税保留 in a browser, with axe: proposed by one, decided by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import StatedRelative
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.document_rows import person_on_the_list, wage
from support.page_rows import AT, PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


def test_a_correction_goes_from_its_document_to_the_sheet(page: Page) -> None:
    number = person_on_the_list(1)
    document = wage(number, 30_000_000, dependants_other=1)
    StatedRelative.objects.create(
        document_id=document, place="dependant_1", name="見本　花子", kana="ミホン　ハナコ"
    )
    staff("1001", Role.TAX_SUPERVISOR, password=PASSWORD)
    other = staff("1002")
    sign_in(page, "1001")
    page.goto(f"/corrections/documents/{document}/")
    assert violations(page) == []
    page.fill("[name=item_revenue]", "3000000")
    page.fill("#reason", "桁の誤り")
    page.fill("#evidence", "支払者に電話で確認")
    follow(page, "text=起案する")
    assert "別の職員の決裁を待ちます" in page.inner_text("main")
    assert violations(page) == []

    second = wage(number, 40_000_000)
    made = propose_correction(
        document_id=second,
        entered={"revenue": "400000"},
        reason="桁の誤り",
        evidence="賃金台帳",
        actor=other,
        at=AT,
    )
    page.goto(f"/corrections/{made.pk}/")
    assert violations(page) == []
    follow(page, "button:has-text('承認する')")
    assert "を承認しました" in page.inner_text(".messages")
    assert violations(page) == []
    page.goto(f"/sheets/{number}/")
    assert "職権訂正（記載 40,000,000）" in page.inner_text("#sheet")
    assert violations(page) == []


def test_somebody_is_held_and_released(page: Page) -> None:
    number = person_on_the_list(1)
    staff("1001", password=PASSWORD)
    sign_in(page, "1001")
    page.goto("/holds/")
    page.fill("#number", f"{number:010d}")
    page.fill("#place #reason", "居住の実態を調査中")
    follow(page, "text=保留する >> nth=-1")
    assert "居住の実態を調査中" in page.inner_text("main")
    assert violations(page) == []
    follow(page, f"text={number:010d}")
    assert violations(page) == []
    page.fill("#reason", "居住を確認")
    follow(page, "#release >> text=保留を解く >> nth=-1")
    assert "保留を解きました" in page.inner_text(".messages")
