"""Every page with figures of a year says so while the year's law awaits its review."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.selectors import tax_breakdown
from juminzei.kernel.law import Law, load
from juminzei.platform.staff.policy import Role
from support.page_rows import person, staff
from support.tax_rows import YEAR, run, version

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"


def under(monkeypatch: pytest.MonkeyPatch, status: str) -> Law:
    """Give all law files of the year the ``status``."""
    law = load(YEAR)
    marked = replace(
        law,
        national=replace(law.national, status=status),
        prefecture=replace(law.prefecture, status=status),
        city=replace(law.city, status=status),
    )
    monkeypatch.setattr(tax_breakdown, "law_of", lambda _year, _ordinance: marked)
    return marked


@pytest.fixture
def pages(client: Client) -> dict[str, str]:
    """The address of each page that shows figures of the year."""
    supervisor = staff("3001", Role.TAX_SUPERVISOR)
    client.force_login(supervisor)
    calculated = run(supervisor)
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    assessed = version(calculated, taro, age=45, revenue_employment=5_000_000)
    return {
        "person": reverse("person", args=[taro.number]),
        "explanation": reverse("amount", args=[assessed.pk, "total"]),
        "run": reverse("run", args=[calculated.pk]),
        "review": reverse("run_check", args=[calculated.pk, "review"]),
    }


def test_figures_under_a_draft_law_say_that_they_cannot_be_used(
    client: Client, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    under(monkeypatch, "draft")
    said = {name: DRAFT in client.get(address).text for name, address in pages.items()}
    assert said == dict.fromkeys(pages, True)


def test_figures_under_a_reviewed_law_say_nothing(
    client: Client, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert under(monkeypatch, "reviewed").warning == ""
    for address in pages.values():
        response = client.get(address)
        assert response.status_code == 200
        assert "法令データは確認中" not in response.text


def test_the_explanation_beside_the_page_says_it_too(
    client: Client, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    under(monkeypatch, "draft")
    part = client.get(pages["explanation"], headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert DRAFT in part
