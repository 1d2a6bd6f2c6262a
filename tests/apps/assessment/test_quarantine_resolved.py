"""A row that could not be taken waits until somebody says that it is dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import QuarantinedRow, RowAct, TaxDocument
from juminzei.apps.assessment.selectors.quarantine import unresolved_rows
from juminzei.apps.assessment.services.resolve_row import RowNotOpenError, resolve_row
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.page_rows import AT, staff
from support.tax_rows import YEAR, received, wage_report

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    """A tax clerk, signed in."""
    member = staff()
    client.force_login(member)
    return member


@pytest.fixture
def row(clerk: StaffMember) -> QuarantinedRow:
    """Row 9 of a file of the year, of which row 1 was taken."""
    file = received(clerk)
    wage_report(file, 1, 5_000_000)
    return QuarantinedRow.objects.create(received_file=file, row_number=9, findings=[], raw="")


def test_a_row_is_resolved_once_and_recorded(clerk: StaffMember, row: QuarantinedRow) -> None:
    resolve_row(row_id=row.pk, reason="不要", actor=clerk, at=AT)

    row.refresh_from_db()
    assert row.resolved
    record = OutgoingRecord.objects.get(action="assessment.quarantined_row.resolved")
    assert record.subject_id == str(row.pk)
    assert record.details == {
        "file": row.received_file_id,
        "row": 9,
        "act": "not_needed",
        "document": None,
    }
    act = RowAct.objects.get()
    assert (act.row, act.reason, act.decided_by, act.decided_at) == (row, "不要", clerk, AT)
    with pytest.raises(RowNotOpenError, match="すでに処理済み"):
        resolve_row(row_id=row.pk, reason="不要", actor=clerk, at=AT)


def test_a_row_that_is_not_there_is_refused(clerk: StaffMember) -> None:
    with pytest.raises(RowNotOpenError, match="ありません"):
        resolve_row(row_id=999, reason="不要", actor=clerk, at=AT)


def test_who_may_not_import_documents_resolves_nothing(row: QuarantinedRow) -> None:
    with pytest.raises(NotPermittedError):
        resolve_row(row_id=row.pk, reason="不要", actor=staff("2001", Role.COLLECTION_CLERK), at=AT)

    row.refresh_from_db()
    assert not row.resolved


def test_the_button_resolves_the_row_and_leads_back_to_those_that_wait(
    client: Client, row: QuarantinedRow
) -> None:
    page, resolve = (reverse(name, args=[row.pk]) for name in ("quarantined_row", "resolve_row"))
    assert f'href="{page}"' in client.get(reverse("quarantine")).text
    assert f'action="{resolve}"' in client.get(page).text

    after = client.post(resolve, {"reason": "二重に送られた"}, follow=True)

    assert "9 行目を処理済みにしました" in after.text
    assert "0 件" in after.text
    done = client.get(page).text
    assert f'action="{resolve}"' not in done
    assert "二重に送られた" in done
    again = client.post(resolve, {"reason": "もう一度"}, follow=True)
    assert "すでに処理済み" in again.text


def test_a_row_is_not_resolved_without_a_reason(client: Client, row: QuarantinedRow) -> None:
    answer = client.post(reverse("resolve_row", args=[row.pk]), {"reason": "  "})
    assert answer.status_code == 422
    assert "理由を入力してください" in answer.text
    row.refresh_from_db()
    assert not row.resolved
    assert not RowAct.objects.exists()


def test_a_row_is_not_resolved_by_a_link(client: Client, row: QuarantinedRow) -> None:
    assert client.get(reverse("resolve_row", args=[row.pk])).status_code == 405
    row.refresh_from_db()
    assert not row.resolved


def test_a_year_counts_its_own_rows_and_those_of_files_of_no_known_year(
    clerk: StaffMember, row: QuarantinedRow
) -> None:
    unreadable = received(clerk, "kyuho_002.csv")
    unknown = QuarantinedRow.objects.create(
        received_file=unreadable, row_number=1, findings=[], raw=""
    )
    assert set(unresolved_rows(YEAR)) == {row, unknown}
    assert set(unresolved_rows(YEAR - 1)) == {unknown}

    TaxDocument.objects.update(tax_year=YEAR - 1)
    assert set(unresolved_rows(YEAR)) == {unknown}


def test_the_home_page_stops_counting_a_resolved_row(
    client: Client, clerk: StaffMember, row: QuarantinedRow
) -> None:
    assert "取込保留 1 行" in client.get(reverse("home")).text
    resolve_row(row_id=row.pk, reason="不要", actor=clerk, at=AT)
    assert "取込保留 0 行" in client.get(reverse("home")).text
