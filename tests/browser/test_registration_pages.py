"""Addressees are registered by keyboard, by two people; with axe, in a narrow window too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.models import Addressee, RegistrationProposal
from juminzei.platform.staff.models import StaffMember
from support.browsing import follow, sign_in, violations
from support.page_rows import PASSWORD, person, staff
from support.registrations import facts, proposed, registered

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


def me() -> StaffMember:
    return StaffMember.objects.get(staff_number="1001")


def test_somebody_is_proposed_by_keyboard_and_decided_by_another(clerk: Page) -> None:
    alike = person(1, "外山 住夫", "トヤマ スミオ", address="熊谷市宮町二丁目47番地1")
    clerk.keyboard.press("g")
    clerk.keyboard.press("w")
    clerk.wait_for_url("**/registrations/")
    clerk.click("text=住登外者を登録する")
    clerk.focus("#id_name")
    clerk.keyboard.type("外山　住夫")
    clerk.keyboard.press("Tab")
    clerk.keyboard.type("トヤマ　スミオ")
    for field, typed in {
        "birth": "S55.4.1",
        "address": "熊谷市宮町2-47-1",
        "true_from": "R8.1.5",
        "reason": "給与支払報告書",
        "evidence": "運転免許証",
    }.items():
        clerk.fill(f"#id_{field}", typed)
    clerk.focus("#id_evidence")
    clerk.keyboard.press("Enter")
    clerk.wait_for_selector("h1:has-text('似ている宛名')")
    assert violations(clerk) == []
    clerk.fill(f"#reason_{alike.number}", "本籍が違う")
    clerk.keyboard.press("Enter")
    clerk.wait_for_selector("h1:has-text('申請する内容の確認')")
    assert violations(clerk) == []
    clerk.focus("text=この内容で申請する")
    clerk.keyboard.press("Enter")
    clerk.wait_for_selector("text=申請した職員は決定できません")
    proposal = RegistrationProposal.objects.get()

    follow(clerk, "text=サインアウト")
    staff("1002", password=PASSWORD)
    sign_in(clerk, "1002")
    clerk.goto(f"/registrations/{proposal.pk}/")
    assert violations(clerk) == []
    clerk.check("text=資料を確かめたので承認する")
    clerk.keyboard.press("Control+Enter")
    clerk.wait_for_selector("text=承認しました")
    assert Addressee.objects.exclude(pk=alike.pk).get().name == "外山　住夫"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (320, 800)])
def test_axe_finds_nothing_and_nothing_is_cut_off(clerk: Page, width: int, height: int) -> None:
    other = staff("1002")
    one = registered(me(), other)
    correction = proposed(me(), facts(sex=""), subject=one)
    clerk.set_viewport_size({"width": width, "height": height})
    found = {}
    for address in (
        "/registrations/?state=all",
        "/registrations/new/",
        "/registrations/new/?kind=corporation",
        "/registrations/new/?kind=joint",
        f"/registrations/{correction.pk}/",
        f"/persons/{one.number}/",
        f"/persons/{one.number}/correct/",
        f"/persons/{one.number}/history/",
        f"/persons/{person(7, '世帯 主', 'セタイ ヌシ').number}/household/",
        f"/persons/{one.number}/history/?true_on=x",
        "/search/",
    ):
        clerk.goto(address)
        wide = clerk.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[address] = [*violations(clerk), *(["too wide"] if wide > 0 else [])]
    assert found == {address: [] for address in found}
