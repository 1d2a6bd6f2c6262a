"""Merging by keyboard, by two people, in a real browser; with axe, in a narrow window too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.merging.models import Merge
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.merging_rows import merged, nonregistered, proposed, resident, separation_proposed
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from juminzei.apps.addressees.models import Addressee

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def pair() -> tuple[Addressee, Addressee]:
    staff("1001", password=PASSWORD)
    staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)
    return resident(), nonregistered()


def test_a_double_registration_is_found_proposed_and_decided_by_keyboard(
    page: Page, pair: tuple[Addressee, Addressee]
) -> None:
    sign_in(page, "1001")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.wait_for_url("**/merging/")
    page.focus("main [data-row]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/merging/pairs/**")
    page.fill("#merge_note", "転入届で確認")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=統合の申請の確認")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=統合を申請しました")
    follow(page, "text=サインアウト")

    sign_in(page, "2001")
    page.goto("/merging/proposals/")
    page.click("main [data-row]")
    page.check("input[value=agree]")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=統合しました")
    assert Merge.objects.get().survivor_id == pair[0].number
    page.goto(f"/persons/{pair[1].number}/")
    assert "に統合されています" in page.inner_text("main")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    page: Page, pair: tuple[Addressee, Addressee], width: int, height: int
) -> None:
    here, away = pair
    other = nonregistered(900_000_002)
    sign_in(page, "2001")
    page.set_viewport_size({"width": width, "height": height})
    found = {}

    def looked_at(*addresses: str) -> None:
        for address in addresses:
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found[address] = [*violations(page), *(["too wide"] if wide > 0 else [])]

    compared = f"/merging/pairs/{here.number}/{away.number}/"
    looked_at("/merging/", compared, f"/merging/pairs/{away.number}/{other.number}/")
    page.goto(compared)
    page.fill("#merge_note", "転入届で確認")
    page.click("text=申請の内容を確認する")
    found["check"] = violations(page)
    proposal = proposed(away, other)
    looked_at(f"/merging/proposals/{proposal.pk}/", "/merging/proposals/?state=all")
    merge = merged(here, nonregistered(900_000_003))
    looked_at("/merging/merges/", f"/merging/merges/{merge.pk}/")
    if width > 320:
        looked_at(f"/persons/{merge.merged_away_id}/", f"/persons/{here.number}/")
    separation = separation_proposed(merge)
    looked_at(f"/merging/proposals/{separation.pk}/")
    assert found == {address: [] for address in found}
