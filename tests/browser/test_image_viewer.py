"""Scanned pages in a real browser: turned, enlarged and leafed through by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.images.api import register_subject, store_images
from juminzei.platform.audit.outbox.models import OutgoingRecord
from support.browsing import sign_in, violations
from support.image_files import A4_AT_200_DPI, scanned
from support.page_rows import AT, PASSWORD, staff

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from pytest_django.fixtures import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]
IMAGE = "[data-view-page]"


@pytest.fixture
def viewer(page: Page, settings: Settings, tmp_path: Path) -> Page:
    """The viewer, with three pages of nobody's."""
    settings.DATA = tmp_path
    member = staff("1001", password=PASSWORD)
    register_subject("test_document", dict.fromkeys)
    content = [scanned(0, 1, 2, size=A4_AT_200_DPI)]
    key = store_images(content, about="test_document", actor=member, at=AT)
    sign_in(page, "1001")
    page.goto(f"/images/{key}/")
    page.wait_for_selector(f"{IMAGE}[data-shown='1']")
    return page


def shown(page: Page) -> str:
    """Return what is said to be shown, once it is."""
    said = page.inner_text("[data-view-at]")
    page.wait_for_selector(f"{IMAGE}[data-shown='{said[0]}']")
    return said


def box(page: Page) -> tuple[float, float]:
    found = page.locator("[data-view-sheet]").bounding_box()
    assert found
    return found["width"], found["height"]


def test_pages_are_leafed_through_by_keys_and_each_is_on_record(viewer: Page) -> None:
    assert shown(viewer) == "1 / 3 ページ"
    viewer.keyboard.press("]")
    assert shown(viewer) == "2 / 3 ページ"
    viewer.focus("[data-view-stage]")
    viewer.keyboard.press("PageDown")
    assert shown(viewer) == "3 / 3 ページ"
    viewer.keyboard.press("]")
    assert shown(viewer) == "3 / 3 ページ"
    assert viewer.get_attribute("[data-view=on]", "aria-disabled") == "true"
    viewer.keyboard.press("PageUp")
    viewer.keyboard.press("[")
    assert shown(viewer) == "1 / 3 ページ"
    assert viewer.get_attribute(IMAGE, "alt") == "課税資料イメージ 1ページ目"
    viewer.wait_for_load_state("networkidle")
    looked = OutgoingRecord.objects.filter(action="images.viewed").order_by("pk")
    assert [one.details["page"] for one in looked] == [1, 2, 3, 2, 1]


def test_a_page_is_turned_and_enlarged_within_its_frame(viewer: Page) -> None:
    width, height = box(viewer)
    viewer.keyboard.press("r")
    turned = box(viewer)
    assert turned[0] == pytest.approx(width, abs=1)
    assert turned[0] / turned[1] == pytest.approx(height / width, rel=0.01)
    for _ in range(3):
        viewer.keyboard.press("r")
    assert box(viewer) == pytest.approx((width, height), abs=1)
    viewer.keyboard.press("+")
    assert box(viewer)[0] == pytest.approx(width * 1.25, rel=0.02)
    viewer.keyboard.press("-")
    viewer.keyboard.press("-")
    assert box(viewer)[0] == pytest.approx(width * 0.75, rel=0.02)
    viewer.keyboard.press("=")
    assert box(viewer)[0] == pytest.approx(width, rel=0.02)


def test_keys_are_listed_and_axe_finds_nothing(viewer: Page) -> None:
    assert violations(viewer) == []
    viewer.keyboard.press("?")
    assert "課税資料イメージの前のページ・次のページ" in viewer.inner_text("#keys")


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 800)])
def test_no_control_is_lost_at_high_zoom(viewer: Page, width: int, height: int) -> None:
    viewer.set_viewport_size({"width": width, "height": height})
    assert viewer.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for button in viewer.locator(".viewer-bar button").all():
        found = button.bounding_box()
        assert found
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
    assert violations(viewer) == []


def test_a_page_that_cannot_be_shown_says_so(viewer: Page) -> None:
    viewer.route("**/pages/2/", lambda route: route.fulfill(content_type="text/plain", body="x"))
    viewer.keyboard.press("]")
    viewer.wait_for_selector("[data-view-failed]:not([hidden])")
    assert "この画像は表示できません" in viewer.inner_text("[data-view-failed]")


def test_a_paper_copy_has_its_purpose_on_every_page(viewer: Page) -> None:
    viewer.select_option("#id_purpose", "inspect")
    with viewer.expect_navigation():
        viewer.click("text=印刷用に開く")
    viewer.emulate_media(media="print")
    captions = viewer.locator("figcaption").all_inner_texts()
    assert len(captions) == 3
    assert all("1001 課税 花子" in one and "目的 点検・監査" in one for one in captions)
    assert not viewer.locator("h1").is_visible()
    assert violations(viewer) == []
