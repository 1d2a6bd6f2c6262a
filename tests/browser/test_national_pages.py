"""National returns in a real browser: nothing for axe to find, nothing cut off, entry by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns.services.export_returns import ask_export
from juminzei.apps.national_returns.services.forward_returns import decide_forwarding
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.browsing import follow, sign_in, violations
from support.national_rows import taken, with_data, without_second_page
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page
    from pytest_django.fixtures import Settings

    from juminzei.apps.national_returns.models import StagedReturn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "vault", "audit"]),
]


@pytest.fixture
def three(page: Page, settings: Settings, tmp_path: Path) -> list[StagedReturn]:
    """A whole return, one to be entered, one to be forwarded; a supervisor is signed in."""
    settings.DATA = tmp_path
    member = staff("9001", Role.TAX_SUPERVISOR, Role.TAX_CLERK, password=PASSWORD)
    rows = [
        with_data(1, reference="A"),
        without_second_page(2, reference="B"),
        with_data(3, reference="C"),
    ]
    found = taken(rows, member, at=now())
    decide_forwarding(
        staged_id=found[2].pk, municipality="112160", reason="転出", actor=member, at=now()
    )
    ask_export(
        tax_year=2026,
        form="KOA020",
        columns=["seq", "name"],
        purpose="突合",
        actor=staff("1002"),
        at=now(),
    )
    sign_in(page, "9001")
    return found


def test_axe_finds_nothing_and_nothing_is_cut_off(page: Page, three: list[StagedReturn]) -> None:
    addresses = {
        "list": "/national/",
        "search": "/national/search/",
        "deliveries": "/national/deliveries/",
        "return": f"/national/{three[0].pk}/",
        "image": f"/national/{three[1].pk}/",
        "enter": f"/national/{three[1].pk}/enter/",
        "forwarding": "/national/forwarding/",
        "export": "/national/export/",
        "requests": "/national/export/requests/",
        "statistics": "/national/statistics/",
        "disposal": "/national/disposal/",
        "agency": "/national/agency/",
        "corrections": f"/national/{three[0].pk}/agency/",
    }
    found, wide = {}, {}
    for name, address in addresses.items():
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        found[name] = violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        wide[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert found == {name: [] for name in found}
    assert {name: over for name, over in wide.items() if over > 0} == {}


def test_somebody_is_found_and_entered_from_the_image(
    page: Page, three: list[StagedReturn]
) -> None:
    page.goto("/national/search/")
    page.fill("#search_reference", "B")
    follow(page, "main form button.button-main")
    assert "1–1 / 1 件" in page.inner_text("main")
    assert violations(page) == []
    assert "B" not in page.url
    follow(page, "main [data-row]")
    assert page.locator("[data-view-page]").count() == 1
    follow(page, f"a[href='/national/{three[1].pk}/enter/']")
    page.fill("#id_ABI00240", "30000")
    follow(page, "main form[data-commit] button.button-main")
    assert "1回目の入力を受け付けました" in page.inner_text("body")
    assert three[1].passes.count() == 1


def test_a_page_is_added_by_keyboard_and_keeps_what_was_typed(
    page: Page, three: list[StagedReturn]
) -> None:
    page.goto(f"/national/{three[1].pk}/enter/")
    page.fill("#id_ABI00240", "30000")
    page.focus("main details summary")
    page.keyboard.press("Enter")
    page.focus("main details input[value='KOB560-1']")
    page.keyboard.press("Space")
    follow(page, "main details button[name='widen']")
    assert page.input_value("#id_ABI00240") == "30000"
    assert page.locator("main input[name^='DHC']").count() > 4
    assert violations(page) == []
