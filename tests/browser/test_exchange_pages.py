"""Sending on and notices in a real browser: checked, approved by another, sent, received."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.exchange.models import Consignment, Medium
from juminzei.apps.exchange.services.carry import list_medium
from juminzei.platform.clock import today
from support.browsing import follow, sign_in, violations
from support.exchange_rows import YEAR, forwarded
from support.page_rows import AT, PASSWORD, person, staff

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def clerk(page: Page) -> Page:
    """A clerk's page; two documents wait to go to another city."""
    member = staff("1001", password=PASSWORD)
    staff("1002", password=PASSWORD)
    forwarded(member, 1, 2)
    sign_in(page, "1001")
    return page


def change_to(page: Page, member: str) -> None:
    follow(page, "text=サインアウト")
    sign_in(page, member)


def seen(page: Page) -> list[str]:
    """Return what is wrong with a page: axe, and what is cut off at 320 pixels."""
    found = violations(page)
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    return [*found, *(["too wide"] if wide > 0 else [])]


def test_documents_are_sent_on_by_two_people(clerk: Page) -> None:
    clerk.goto(f"/exchange/?year={YEAR}")
    wrong = {"work": seen(clerk)}
    follow(clerk, "text=中身を確かめて作成する")
    wrong["prepare"] = seen(clerk)
    follow(clerk, "main button.button-main")
    made = Consignment.objects.get()
    wrong["prepared"] = seen(clerk)
    change_to(clerk, "1002")
    clerk.goto(f"/exchange/consignments/{made.pk}/")
    follow(clerk, "text=承認を記録する")
    wrong["approved"] = seen(clerk)
    with clerk.expect_download() as taken:
        clerk.click("text=文書を受け取る")
    assert taken.value.suggested_filename == f"consignment-{made.pk}.zip"
    clerk.fill("#on_sent", today().isoformat())
    follow(clerk, "text=送付を記録する")
    follow(clerk, "text=相手方の受領を確認を記録する")
    assert "受領確認済" in clerk.inner_text("h1")
    wrong["received"] = seen(clerk)
    assert wrong == {name: [] for name in wrong}
    assert set(TaxDocument.objects.values_list("kana", flat=True)) == {""}


def test_a_notice_is_typed_checked_and_taken_in(clerk: Page) -> None:
    who = person(1, "通知 太郎", "ツウチ タロウ")
    clerk.goto("/exchange/city-notices/new/")
    for name, text in {
        "tax_year": str(YEAR),
        "sender": "112020",
        "reference": "税第5号",
        "noticed_on": "2026-05-01",
        "addressee": "1",
    }.items():
        clerk.fill(f"#id_{name}", text)
    follow(clerk, "main button.button-main")
    wrong = {"mistyped": seen(clerk)}
    clerk.fill("#id_addressee", f"{who.number:010d}")
    follow(clerk, "main button.button-main")
    assert "通知 太郎" in clerk.inner_text("main")
    wrong["answers"] = seen(clerk)
    follow(clerk, "main button.button-main")
    assert "課税資料" in clerk.inner_text("main")
    assert TaxDocument.objects.filter(kind="city_notice", addressee=who).count() == 1
    assert wrong == {name: [] for name in wrong}


def test_a_medium_is_looked_at_and_approved(clerk: Page, tmp_path: Path) -> None:
    (tmp_path / "form315.csv").write_bytes(b"1\n")
    words = {"label": "CD-1", "partner": "埼玉県", "purpose": "報告書"}
    list_medium(tmp_path, **words, actor=staff("1003"), at=AT)
    clerk.goto(f"/exchange/media/{Medium.objects.get().pk}/")
    wrong = {"medium": seen(clerk)}
    follow(clerk, "main button.button-main")
    assert "受渡し待ち" in clerk.inner_text("h1")
    clerk.goto("/exchange/log/")
    wrong["log"] = seen(clerk)
    assert wrong == {name: [] for name in wrong}
