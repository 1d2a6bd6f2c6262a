"""The people behind the counts of a run: linked, listed, permitted and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import AssessmentRun
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from support.page_rows import person, staff
from support.tax_rows import TOTALS, run, version

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def calculated(client: Client) -> AssessmentRun:
    """A run with two adults without a document and one with; a clerk has signed in."""
    clerk = staff()
    client.force_login(clerk)
    made = run(clerk)
    for body, name, documents in ((1, "山田 太郎", 0), (2, "鈴木 一", 0), (3, "佐藤 二", 1)):
        version(made, person(body, name, "カナ"), document_count=documents, age=45)
    counts = {"no_document": 2, "income_jump": 0, "documents_unmatched": 3, "rows_quarantined": 1}
    totals = {**TOTALS, "review": {"exceptions": counts}}
    AssessmentRun.objects.update(totals=totals)
    made.refresh_from_db()
    return made


def listing(of: AssessmentRun, reason: str = "no_document") -> str:
    return reverse("run_exceptions", args=[of.pk, reason])


def test_each_count_leads_to_what_it_counts(client: Client, calculated: AssessmentRun) -> None:
    page = client.get(reverse("run", args=[calculated.pk])).text
    assert f'<a href="{listing(calculated)}">' in page
    assert f'<a href="{reverse("match_queue")}">' in page
    assert f'<a href="{reverse("quarantine")}?resolved=false">' in page
    assert listing(calculated, "income_jump") not in page  # there is nobody


def test_the_list_names_the_people_and_leads_to_them(
    client: Client, calculated: AssessmentRun
) -> None:
    page = client.get(listing(calculated)).text
    for words in ("山田 太郎", "鈴木 一", "1–2 / 2 件", "/persons/14/?year=2026"):
        assert words in page
    assert "佐藤" not in page


def test_looking_at_the_list_is_recorded_without_names(
    client: Client, calculated: AssessmentRun
) -> None:
    client.get(listing(calculated))
    record = OutgoingRecord.objects.get(action="assessment.exceptions.viewed")
    assert record.subject_id == str(calculated.pk)
    assert record.details == {"reason": "no_document", "page": 1, "found": 2}


def test_who_sees_runs_but_no_people_sees_the_counts_alone(
    client: Client, calculated: AssessmentRun
) -> None:
    client.force_login(staff("2001", Role.AUDITOR))
    page = client.get(reverse("run", args=[calculated.pk])).text
    assert "課税資料がない" in page
    assert listing(calculated) not in page
    refused = client.get(listing(calculated))
    assert refused.status_code == 403
    assert "山田" not in refused.text


@pytest.mark.parametrize("reason", ["documents_unmatched", "nothing"])
def test_a_reason_without_people_is_not_found(
    client: Client, calculated: AssessmentRun, reason: str
) -> None:
    assert client.get(listing(calculated, reason)).status_code == 404


@pytest.mark.parametrize("sort", ["-total", "aggregate_income", "name", "'"])
def test_any_order_asked_for_is_answered(
    client: Client, calculated: AssessmentRun, sort: str
) -> None:
    assert "1–2 / 2 件" in client.get(listing(calculated), {"sort": sort}).text
