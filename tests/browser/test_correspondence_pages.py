"""Sending addresses, returned letters and public notices by keyboard, with axe, also narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.correspondence.models import Arrangement, Kind, NoticeGround, ReturnedLetter
from juminzei.apps.correspondence.services.public_notices import propose
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.letters import arrange, returned
from support.page_rows import AT, PASSWORD, person, protect, staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from juminzei.apps.addressees.models import Addressee

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]


@pytest.fixture
def taro(clerk: Page) -> Addressee:
    del clerk  # signs in first, so that the clerk exists
    return person(1, "山田　太郎", "ヤマダ タロウ", address="加須市中央1番")


def member() -> StaffMember:
    return StaffMember.objects.get(staff_number="1001")


def test_a_sending_address_is_entered_checked_and_ended(clerk: Page, taro: Addressee) -> None:
    clerk.goto(f"/persons/{taro.number}/")
    clerk.click("text=送付先・代理人・返戻")
    clerk.click("text=送付先を登録")
    clerk.fill("#id_valid_from", "2026-04-01")
    clerk.fill("#id_postcode", "100-1")
    clerk.fill("#id_address", "東京都見本区一丁目1番1号")
    clerk.fill("#id_reason", "届出")
    clerk.fill("#id_evidence", "届出書")
    follow(clerk, "text=入力内容を確認する")
    assert "数字7桁" in clerk.inner_text(".error-summary")
    assert violations(clerk) == []
    clerk.fill("#id_postcode", "100-0001")
    clerk.keyboard.press("Enter")
    clerk.wait_for_selector("h1:has-text('入力内容の確認')")
    assert "令和8年4月1日" in clerk.inner_text("main")
    assert violations(clerk) == []
    clerk.click("text=入力を直す")
    assert clerk.input_value("#id_address") == "東京都見本区一丁目1番1号"
    follow(clerk, "text=入力内容を確認する")
    clerk.wait_for_selector("h1:has-text('入力内容の確認')")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=送付先を登録しました")
    assert "東京都見本区一丁目1番1号" in clerk.inner_text("#received")
    assert Arrangement.objects.get().recorded_by == member()


def test_a_returned_letter_goes_from_home_to_a_proposal(clerk: Page, taro: Addressee) -> None:
    clerk.keyboard.press("g")
    clerk.keyboard.press("o")
    clerk.wait_for_url("**/returned/")
    clerk.fill("#find_number", str(taro.number))
    clerk.click("text=返戻を登録する")
    follow(clerk, "text=入力内容を確認する")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=返戻を登録しました")
    clerk.click("main [data-row]")
    clerk.click("text=処理を登録")
    clerk.select_option("#id_kind", "inquiry")
    clerk.fill("#id_result", "回答なし")
    follow(clerk, "text=入力内容を確認する")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=「公用照会」を登録しました")
    follow(clerk, "text=公示送達を起案")
    clerk.fill("#id_investigation", "照会に回答なし")
    follow(clerk, "text=入力内容を確認する")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=公示送達を起案しました")
    clerk.goto("/")
    assert "返戻の処理" in clerk.inner_text("#tasks")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, width: int, height: int) -> None:
    chief = staff("2001", Role.TAX_SUPERVISOR, password=PASSWORD)
    sign_in(page, "2001")
    taro = person(1, "山田　太郎", "ヤマダ タロウ")
    hana = person(2, "山田　花子", "ヤマダ ハナコ")
    protect(taro)
    entry = arrange(taro, chief, care_of="佐藤")
    arrange(taro, chief, Kind.TAX_AGENT, connected=hana.number, tax="pension")
    arrange(taro, chief, Kind.SENDING_STOP, tax="special")
    letter = returned(taro, staff("1001"), investigated=True)
    notice = propose(
        letter.pk,
        ground=NoticeGround.UNKNOWN,
        investigation="照会",
        actor=StaffMember.objects.get(staff_number="1001"),
        at=AT,
    )
    page.set_viewport_size({"width": width, "height": height})
    found = {}
    for address in (
        f"/persons/{taro.number}/recipients/",
        f"/persons/{taro.number}/recipients/add/address/",
        f"/persons/{taro.number}/recipients/add/representative/",
        f"/persons/{taro.number}/recipients/add/stop/",
        f"/recipients/{entry.pk}/end/",
        f"/persons/{taro.number}/returned/add/",
        "/returned/",
        f"/returned/{letter.pk}/",
        f"/returned/{letter.pk}/step/",
        f"/returned/{letter.pk}/public-notice/",
        "/public-notices/",
        f"/public-notices/{notice.pk}/",
        f"/public-notices/{notice.pk}/decide/",
        f"/public-notices/{notice.pk}/post/",
    ):
        page.goto(address)
        assert page.url.endswith(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(page), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}
    assert ReturnedLetter.objects.count() == 1
