"""The simple lists: contents, narrowing, sorting, permissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.platform.staff.policy import Role
from support.page_rows import staff
from support.scene import Office, office

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk(client: Client) -> Client:
    """A browser in which a tax clerk has signed in."""
    client.force_login(staff())
    return client


@pytest.fixture
def town(clerk: Client) -> Office:
    """The small office."""
    del clerk
    return office(staff("1002"))


def test_lists_say_when_there_is_nothing(clerk: Client) -> None:
    assert "名簿はまだ確定していません" in clerk.get(reverse("taxable_list")).text
    for view in ("file_list", "quarantine", "match_queue"):
        assert "0 件" in clerk.get(reverse(view)).text


@pytest.mark.usefixtures("town")
def test_the_list_of_taxable_persons_gives_the_reason_of_each(clerk: Client) -> None:
    page = clerk.get(reverse("taxable_list")).text
    assert "賦課期日に住民登録あり" in page
    assert "1–3 / 3 件" in page
    assert "騎西" not in page  # the protected person's address


@pytest.mark.usefixtures("town")
def test_the_list_is_narrowed_by_reason(clerk: Client) -> None:
    page = clerk.get(reverse("taxable_list"), {"reason": "died_earlier"}).text
    assert "0 件" in page
    page = clerk.get(reverse("taxable_list"), {"included": "true"}).text
    assert "1–3 / 3 件" in page


def test_a_quarantined_row_says_where_what_and_what_to_do(clerk: Client, town: Office) -> None:
    del town
    page = clerk.get(reverse("quarantine")).text
    for words in ("kyuho_001.csv", "第15項 生年月日 元号", "元号の符号が読めません", "1（明治）"):
        assert words in page
    assert "315,…" not in page  # the row itself is not for screens
    assert "&lt;" not in page  # no markup is shown as text


def test_what_documents_say_is_only_text(clerk: Client, town: Office) -> None:
    TaxDocument.objects.update(name="<b>太郎</b>", payer_name="<script>alert(1)</script>")
    for view, arguments in (
        ("match_queue", []),
        ("file_documents", [town.waiting[0].received_file_id]),
    ):
        page = clerk.get(reverse(view, args=arguments)).text
        assert "&lt;b&gt;太郎&lt;/b&gt;" in page
        assert "<script>alert" not in page


def test_a_file_leads_to_its_documents(clerk: Client, town: Office) -> None:
    page = clerk.get(reverse("file_list")).text
    assert "受領 3" in page
    file = town.waiting[0].received_file_id
    assert f'href="/files/{file}/"' in page
    documents = clerk.get(reverse("file_documents", args=[file])).text
    assert "1–3 / 3 件" in documents


@pytest.mark.parametrize("sort", ["birth_on", "-birth_on", "reason", "password", "'; --", "-"])
def test_any_order_asked_for_is_answered(clerk: Client, town: Office, sort: str) -> None:
    del town
    response = clerk.get(reverse("taxable_list"), {"sort": sort})
    assert response.status_code == 200
    assert "1–3 / 3 件" in response.text


def test_the_sorted_column_says_so(clerk: Client, town: Office) -> None:
    del town
    page = clerk.get(reverse("taxable_list"), {"sort": "-birth_on"}).text
    assert page.count('aria-sort="descending"') == 1
    assert page.count('aria-sort="ascending"') == 0


@pytest.mark.parametrize("view", ["file_list", "quarantine"])
def test_documents_are_not_for_collection_clerks(clerk: Client, view: str) -> None:
    clerk.force_login(staff("2001", Role.COLLECTION_CLERK))
    assert clerk.get(reverse(view)).status_code == 403
