"""The page of documents for other municipalities: contents, narrowing, sorting, pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services import decide_match
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.exchange_rows import forwarded, prepared
from support.page_rows import AT, staff
from support.tax_rows import pension_report, received, wage_report

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

KUMAGAYA, CHIYODA = "112020", "131016"
ROW = re.compile(r"data-row>(\d+)</a>")


@pytest.fixture
def documents(client: Client) -> list[int]:
    """Numbers of three documents: to Chiyoda twice, and to Kumagaya by a clerk's decision."""
    clerk = staff()
    client.force_login(clerk)
    file = received(clerk)
    wage = wage_report(file, 1, 1_000_000, state="forwarded", payer_name="乙商店")
    pension = pension_report(received(clerk, "b.csv"), 1, 900_000, state="forwarded")
    TaxDocument.objects.update(municipality=CHIYODA)
    found = wage_report(file, 2, 2_000_000, match_state="queue", payer_name="丙工業")
    decide_match.forward(document_id=found.pk, municipality=KUMAGAYA, actor=clerk, at=AT)
    return [wage.pk, pension.pk, found.pk]


def listed(client: Client, **query: str) -> list[int]:
    return [int(key) for key in ROW.findall(client.get(reverse("forwarding"), query).text)]


def test_documents_are_listed_by_municipality_with_how_it_is_known(
    client: Client, documents: list[int]
) -> None:
    wage, pension, found = documents
    assert listed(client) == [found, wage, pension]
    page = client.get(reverse("forwarding")).text
    for words in (KUMAGAYA, CHIYODA, "丙工業", "職員の判断", "資料の記載", "1–3 / 3 件"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"municipality": KUMAGAYA}, [2]),
        ({"municipality": "13"}, [0, 1]),
        ({"municipality": "99"}, []),
        ({"kind": "pension_report"}, [1]),
        ({"found_by": "document", "kind": "wage_report"}, [0]),
        ({"kind": "nothing"}, [2, 0, 1]),
        ({"sort": "-municipality"}, [0, 1, 2]),
        ({"sort": "-document_id"}, [2, 1, 0]),
        ({"sort": "password"}, [2, 0, 1]),
    ],
    ids=str,
)
def test_the_list_is_narrowed_and_sorted(
    client: Client, documents: list[int], query: dict[str, str], shown: list[int]
) -> None:
    assert listed(client, **query) == [documents[place] for place in shown]


def test_more_than_fifty_documents_go_on_a_second_page(client: Client) -> None:
    clerk = staff()
    client.force_login(clerk)
    file = received(clerk)
    for row in range(51):
        wage_report(file, row, 1_000_000, state="forwarded")
    assert len(listed(client)) == 50
    assert len(listed(client, page="2")) == 1


def test_looking_at_the_list_is_recorded(client: Client, documents: list[int]) -> None:
    listed(client)
    record = OutgoingRecord.objects.get(action="exchange.listed")
    assert record.details == {
        "list": "waiting",
        "tax_year": 2026,
        "page": 1,
        "found": len(documents),
    }


def test_the_list_is_not_for_collection_clerks(client: Client) -> None:
    client.force_login(staff("2001", Role.COLLECTION_CLERK))
    assert client.get(reverse("forwarding")).status_code == 403
    assert reverse("forwarding") not in client.get(reverse("home")).text


@pytest.mark.usefixtures("documents")
def test_the_home_page_leads_to_the_list(client: Client) -> None:
    home = client.get(reverse("home")).text
    assert f'href="{reverse("exchange_work")}">回送の作業を見る' in home
    assert 'data-letter="f"' not in home
    assert reverse("forwarding") in client.get(reverse("exchange_work")).text


def test_the_old_address_leads_to_the_list_and_keeps_what_was_asked(client: Client) -> None:
    client.force_login(staff())
    assert client.get("/forwarding/?kind=wage_report").headers["Location"] == (
        "/exchange/waiting/?kind=wage_report"
    )
    assert client.get("/forwarding/").headers["Location"] == "/exchange/waiting/"


def test_a_document_in_a_consignment_says_which(client: Client) -> None:
    clerk = staff()
    client.force_login(clerk)
    forwarded(clerk, 1)
    assert "未作成" in client.get(reverse("forwarding")).text
    lot = prepared(clerk)
    assert f"送付 {lot.pk}" in client.get(reverse("forwarding")).text


@pytest.mark.parametrize("month", [1, 9, 10, 12])
def test_pages_of_forwarding_begin_with_the_newest_year_that_has_documents(
    month: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not with the calendar: in October documents of this year are still worked on."""
    clerk = staff()
    client.force_login(clerk)
    forwarded(clerk, 1)
    for module in ("forwarding", "waiting_list"):
        monkeypatch.setattr(
            f"juminzei.apps.exchange.views.{module}.now", lambda: AT.replace(month=month)
        )
    for page in ("exchange_work", "forwarding"):
        assert "令和8年度" in client.get(reverse(page)).text
    assert "令和9年度" in client.get(reverse("forwarding"), {"year": "2027"}).text
