"""What every page keeps to: axe finds nothing, nothing is cut off, all is within reach of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from juminzei.apps.assessment.models import AssessmentVersion, QuarantinedRow
from juminzei.web.views import home
from support.browsing import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from support.scene import Office

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "audit"]),
]

PAGES = {
    "home": "/",
    "search": "/search/",
    "taxable": "/taxable/",
    "deliveries": "/receiving/",
    "delivery_new": "/receiving/new/",
    "received": "/receiving/files/",
    "sender_letters": "/receiving/letters/",
    "statistics": "/receiving/statistics/",
    "employers": "/employers/",
    "unknown_employers": "/employers/unknown/",
    "summaries": "/summaries/",
    "applications": "/employers/applications/",
    "employer_users": "/employers/users/",
    "files": "/files/",
    "quarantine": "/quarantine/",
    "queue": "/matching/",
    "closing": "/closing/",
    "forwarding": "/exchange/waiting/",
    "exchange": "/exchange/",
    "consignments": "/exchange/consignments/",
    "moved_away": "/exchange/moved/",
    "void_gifts": "/exchange/void-gifts/",
    "media": "/exchange/media/",
    "exchange_log": "/exchange/log/",
    "notice_out": "/exchange/notices/new/",
    "notice_in": "/exchange/city-notices/new/",
    "protection": "/protection/",
    "registrations": "/registrations/",
    "registration": "/registrations/new/",
    "runs": "/runs/",
    "sheets": "/sheets/",
    "corrections": "/corrections/",
    "holds": "/holds/",
    "reassessments": "/reassessments/",
    "simulate": "/simulate/",
    "desk_queue": "/desk/",
    "desk_returns": "/desk/returns/",
    "desk_figures": "/desk/figures/",
    "desk_referrals": "/desk/referrals/",
    "desk_tax_office": "/desk/tax-office/",
    "desk_lots": "/desk/tax-office/lots/",
    "desk_lot_ask": "/desk/tax-office/lots/ask/",
    "desk_recipients": "/desk/recipients/",
    "desk_packs": "/desk/packs/",
    "desk_pack_ask": "/desk/packs/ask/",
    "desk_pack_conflicts": "/desk/packs/conflicts/",
    "returned": "/returned/",
    "public_notices": "/public-notices/",
    "checks": "/crosschecks/",
    "cases": "/crosschecks/cases/",
    "dependants": "/dependants/",
    "departments": "/departments/",
    "disability": "/departments/stores/disability/",
    "premiums": "/departments/stores/premiums/",
    "department_waiting": "/departments/waiting/",
    "returns": "/national/",
    "return_search": "/national/search/",
    "return_deliveries": "/national/deliveries/",
    "return_forwarding": "/national/forwarding/",
    "return_export": "/national/export/",
    "return_statistics": "/national/statistics/",
    "return_disposal": "/national/disposal/",
    "return_agency": "/national/agency/",
    "estimate": "/estimate/",
    "api": "/api/v1/",
    "not_found": "/persons/9999999999/",
}


def addresses(page: Page, office: Office) -> dict[str, str]:
    """Return the address of every page, those of single things included."""
    taxed = AssessmentVersion.objects.get(addressee=office.taro)
    return {
        **PAGES,
        "person": f"/persons/{office.taro.number}/",
        "protected": f"/persons/{office.protected.number}/",
        "recipients": f"/persons/{office.protected.number}/recipients/",
        "representative": f"/persons/{office.taro.number}/recipients/add/representative/",
        "person_checks": f"/crosschecks/persons/{office.taro.number}/",
        "department_person": f"/departments/persons/{office.taro.number}/",
        "sheet": f"/sheets/{office.taro.number}/",
        "correct": f"/corrections/documents/{office.waiting[0].pk}/",
        "hold": f"/holds/{office.taro.number}/",
        "reassess": f"/reassessments/persons/{office.taro.number}/",
        "history": f"/persons/{office.taro.number}/history/",
        "quarantined_row": f"/quarantine/{QuarantinedRow.objects.get().pk}/",
        "household": f"/persons/{office.taro.number}/household/",
        "match": f"/matching/{office.waiting[0].pk}/",
        "documents": f"/files/{office.waiting[0].received_file_id}/",
        "run": f"/runs/{office.run.pk}/",
        "check": f"/runs/{office.run.pk}/review/",
        "stale": f"/runs/{office.run.pk}/stale/",
        "exceptions": f"/runs/{office.run.pk}/exceptions/no_document/",
        "amount": f"/amounts/{taxed.pk}/total/",
        "decided": f"/estimate/?version={taxed.pk}",
        "denied": f"/runs/{office.run.pk}/fix/",
        "result": _searched(page),
    }


def _searched(page: Page) -> str:
    """Look for people and return the address of what was found."""
    page.goto("/search/")
    page.fill("#id_kana", "ヤマ")
    page.click("main button")
    page.wait_for_url("**/search/*/")
    return urlsplit(page.url).path


def test_axe_finds_nothing_on_any_page(desk: tuple[Page, Office]) -> None:
    page, office = desk
    found = {}
    for name, address in addresses(page, office).items():
        page.goto(address)
        assert page.url.endswith(address)
        found[name] = violations(page)
    assert found == {name: [] for name in found}


def test_the_page_of_a_mistake_is_no_exception(
    desk: tuple[Page, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _office = desk

    def mistaken() -> None:
        raise RuntimeError("山田太郎")

    monkeypatch.setattr(home, "register_state", mistaken)
    page.goto("/")
    assert "処理の途中で誤りが起きました" in page.inner_text("h1")
    assert "山田" not in page.inner_text("main")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize(("width", "zoom"), [(640, 2), (320, 1)], ids=["200 % zoom", "320 px"])
def test_nothing_is_lost_in_a_narrow_window(
    desk: tuple[Page, Office], width: int, zoom: int
) -> None:
    page, office = desk
    page.set_viewport_size({"width": width, "height": 800 // zoom})
    wide = {}
    for name, address in addresses(page, office).items():
        page.goto(address)
        wide[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert {name: over for name, over in wide.items() if over > 0} == {}


def test_every_target_is_large_enough_for_a_finger(desk: tuple[Page, Office]) -> None:
    page, office = desk
    small = {}
    for name, address in addresses(page, office).items():
        page.goto(address)
        small[name] = page.evaluate(
            """[...document.querySelectorAll('button, input:not([type=hidden])')]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.height && box.height < 17).map(([html]) => html)"""
        )
    assert small == {name: [] for name in small}


def test_pages_work_without_scripts(desk: tuple[Page, Office]) -> None:
    page, office = desk
    cookies = page.context.cookies()
    browser = page.context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False, base_url=page.url)
    plain.add_cookies(cookies)  # type: ignore[arg-type]  # what one context gives another takes
    bare = plain.new_page()
    bare.goto("/search/")
    bare.fill("#id_kana", "ヤマダ")
    bare.click("main button")
    bare.click("text=0000000014")
    bare.click("#tax [data-row] >> nth=0")
    assert "地方税法" in bare.inner_text("main")
    bare.goto(f"/matching/{office.waiting[0].pk}/")
    bare.click("text=この人に決める >> nth=0")
    assert "を特定しました" in bare.inner_text(".messages")
    plain.close()


def test_paper_shows_who_printed_and_no_controls(desk: tuple[Page, Office]) -> None:
    page, office = desk
    page.goto(f"/persons/{office.taro.number}/")
    page.emulate_media(media="print")
    assert page.locator(".print-only").is_visible()
    assert "1001 課税 花子" in page.inner_text(".print-only")
    for control in (".bar", ".places", ".years form"):
        assert not page.locator(control).is_visible()
    assert page.locator("#tax").is_visible()


def test_nothing_of_a_page_stays_in_the_browsers_storage(desk: tuple[Page, Office]) -> None:
    page, office = desk
    for address in addresses(page, office).values():
        page.goto(address)
    stored = page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    assert stored == []
