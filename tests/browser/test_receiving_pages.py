"""Receiving in a real browser: entered by keyboard, a file sent, axe on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.receiving.models import DeliveredFile, Delivery
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.browsing import follow, violations
from support.lines_receiver import lines
from support.page_rows import PASSWORD, staff
from support.receiving_rows import medium, only_lines, received_things

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


def test_a_delivery_is_entered_and_its_file_taken_in(
    clerk: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_lines(monkeypatch)
    clerk.keyboard.press("g")
    clerk.keyboard.press("1")
    clerk.wait_for_url("**/receiving/")
    follow(clerk, "text=受領を登録する")
    clerk.select_option("#id_channel", "eltax")
    clerk.select_option("#id_source", "employer")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=で登録しました")
    clerk.set_input_files(
        "#id_file", {"name": "a.csv", "mimeType": "text/csv", "buffer": lines("1", "bad")}
    )
    follow(clerk, "text=検査して取り込む")
    assert "取込 1、保留 1" in clerk.inner_text(".messages")
    assert DeliveredFile.objects.get().state == "taken"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    clerk: Page, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_lines(monkeypatch)
    medium(staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD), claimed_files=3, box="12")
    clerk.goto(f"/receiving/{Delivery.objects.get().pk}/")
    clerk.select_option("#confirm #id_outcome", "confirm")
    follow(clerk, "#confirm button")
    clerk.set_input_files(
        "#id_file", {"name": "a.pdf", "mimeType": "text/csv", "buffer": b"unknown"}
    )
    follow(clerk, "text=検査して取り込む")
    assert StaffMember.objects.count() == 2
    clerk.set_viewport_size({"width": width, "height": height})
    file, one = DeliveredFile.objects.get(), Delivery.objects.get()
    found = {}
    for address in (
        "/receiving/",
        "/receiving/new/",
        f"/receiving/{one.pk}/",
        "/receiving/files/",
        f"/receiving/files/{file.pk}/",
        "/receiving/statistics/",
    ):
        clerk.goto(address)
        wide = clerk.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(clerk), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_on_the_pages_of_employers(clerk: Page, width: int, height: int) -> None:
    things = received_things(staff("2001", Role.TAX_SUPERVISOR))
    clerk.set_viewport_size({"width": width, "height": height})
    found = {}
    for address in (
        "/receiving/punch/",
        f"/receiving/punch/{things['punch_batch_id']}/",
        "/employers/",
        "/employers/new/",
        f"/employers/{things['employer_id']}/",
        "/employers/unknown/",
        f"/employers/unknown/{things['unknown_employer_id']}/",
        f"/employers/applications/{things['application_id']}/",
        f"/employers/users/{things['delivered_file_id']}/",
        "/summaries/",
        f"/summaries/{things['summary_id']}/",
        f"/receiving/letters/{things['sender_letter_id']}/",
        f"/receiving/letters/new/?matter=summary&key={things['summary_id']}",
    ):
        clerk.goto(address)
        wide = clerk.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(clerk), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}


def test_an_unknown_payer_is_registered_by_keyboard(clerk: Page) -> None:
    received_things(staff("2001", Role.TAX_SUPERVISOR))
    clerk.keyboard.press("g")
    clerk.keyboard.press("7")
    clerk.wait_for_url("**/employers/")
    follow(clerk, "text=1 件 >> nth=0")
    follow(clerk, "main [data-row]")
    clerk.select_option("#id_outcome", "new")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=判断を記録しました")
