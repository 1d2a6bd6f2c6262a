"""The documents of a year are closed when every one of them has been decided about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import DocumentClosing, MatchDecision, QuarantinedRow
from juminzei.apps.assessment.services.close_documents import (
    ClosingRefusedError,
    close_documents,
    reopen_documents,
)
from juminzei.apps.assessment.services.decide_match import hold
from juminzei.apps.assessment.services.fix_run import DocumentsOpenError, fix_run
from juminzei.apps.assessment.services.review_run import review_run
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.document_rows import number, pension, person_on_the_list, wage
from support.moments import START
from support.page_rows import staff
from support.return_rows import NATIONAL, filed
from support.small_city import calculated
from support.tax_rows import run

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    """A tax clerk, signed in, and a person with a decided report."""
    member = staff()
    client.force_login(member)
    person_on_the_list(1)
    wage(number(1), 1_000_000)
    return member


def test_documents_that_are_all_decided_are_closed_with_their_counts(clerk: StaffMember) -> None:
    """R-3.2.4: no document stays unconfirmed at closing."""
    wage(None, 1, match_state="not_ours", state="forwarded")
    closing = close_documents(2026, actor=clerk, at=START)
    assert closing.counts == {"wage_report": {"exact": 1}}
    record = OutgoingRecord.objects.get(action="assessment.documents.closed")
    assert record.details["tax_year"] == 2026
    with pytest.raises(ClosingRefusedError, match="すでに締められて"):
        close_documents(2026, actor=clerk, at=START)


@pytest.mark.parametrize(
    ("state", "said"),
    [("waiting", "未照合 1 件"), ("queue", "職員の確認待ち 1 件"), ("held", "理由のない保留 1 件")],
)
def test_a_document_that_waits_is_in_the_way(clerk: StaffMember, state: str, said: str) -> None:
    """R-3.2.4: what is unmatched, in the queue or held for no reason refuses the closing."""
    pension(None, 1, match_state=state)
    with pytest.raises(ClosingRefusedError, match=said):
        close_documents(2026, actor=clerk, at=START)
    assert not DocumentClosing.objects.exists()
    close_documents(2025, actor=clerk, at=START)


def test_a_return_that_is_not_entered_to_its_end_is_in_the_way(clerk: StaffMember) -> None:
    """R-3.2.6: what is not checked is not used, and the year does not close over it."""
    filed(number(1), NATIONAL, stated={"entry_pending": 1})
    with pytest.raises(ClosingRefusedError, match="入力が済んでいない申告書 1 件"):
        close_documents(2026, actor=clerk, at=START)


def test_what_comes_after_the_closing_keeps_the_year_from_being_fixed(clerk: StaffMember) -> None:
    """R-3.2.4: closed once is not closed for what came later."""
    close_documents(2026, actor=clerk, at=START)
    pension(None, 1, match_state="waiting")
    supervisor = staff("2001", Role.TAX_SUPERVISOR)
    with pytest.raises(DocumentsOpenError, match="未照合 1 件"):
        fix_run(run(clerk, state="reviewed"), actor=supervisor, at=START)


def test_a_document_held_for_a_reason_is_not_in_the_way(clerk: StaffMember) -> None:
    document = wage(None, 1)
    hold(document_id=document, actor=clerk, at=START, note="住所地へ照会中")
    close_documents(2026, actor=clerk, at=START)
    assert MatchDecision.objects.get().reason["note"] == "住所地へ照会中"


def test_a_row_that_could_not_be_taken_is_in_the_way(clerk: StaffMember) -> None:
    file = ReceivedFile.objects.get()
    QuarantinedRow.objects.create(received_file=file, row_number=901, findings=[], raw="")
    with pytest.raises(ClosingRefusedError, match="取込保留の行 1 行"):
        close_documents(2026, actor=clerk, at=START)


def test_reopening_needs_a_reason_and_keeps_the_year_from_being_fixed(clerk: StaffMember) -> None:
    supervisor = staff("9001", Role.TAX_SUPERVISOR)
    reviewed = review_run(calculated(clerk), actor=clerk, at=START)
    with pytest.raises(ClosingRefusedError, match="締められていません"):
        reopen_documents(2026, reason="追加", actor=clerk, at=START)
    close_documents(2026, actor=clerk, at=START)
    with pytest.raises(ClosingRefusedError, match="理由"):
        reopen_documents(2026, reason=" ", actor=clerk, at=START)
    reopen_documents(2026, reason="訂正の給報が届いた", actor=clerk, at=START)
    with pytest.raises(DocumentsOpenError, match="資料は開き直されている"):
        fix_run(reviewed, actor=supervisor, at=START)
    close_documents(2026, actor=clerk, at=START)
    assert fix_run(reviewed, actor=supervisor, at=START).state == "fixed"
    assert DocumentClosing.objects.filter(act="closed").count() == 2
    acts = DocumentClosing.objects.order_by("pk").values_list("act", "reason")
    assert list(acts) == [("closed", ""), ("reopened", "訂正の給報が届いた"), ("closed", "")]


def test_who_may_not_review_closes_nothing(clerk: StaffMember) -> None:
    assert clerk
    other = staff("2001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        close_documents(2026, actor=other, at=START)
    with pytest.raises(NotPermittedError):
        reopen_documents(2026, reason="x", actor=other, at=START)


def test_the_page_says_what_waits_and_closes(client: Client, clerk: StaffMember) -> None:
    waiting = wage(None, 1)
    page = client.get(reverse("document_closing")).text
    assert "給与支払報告書: 職員の確認待ち 1 件" in page
    assert reverse("document_close") not in page
    refused = client.post(reverse("document_close"), follow=True)
    assert "締められません" in refused.text
    hold(document_id=waiting, actor=clerk, at=START, note="照会中")
    assert reverse("document_close") in client.get(reverse("document_closing")).text
    assert "資料を締めました" in client.post(reverse("document_close"), follow=True).text
    reopened = client.post(reverse("document_reopen"), {"reason": "追加の提出"}, follow=True)
    assert "資料を開き直しました" in reopened.text
    assert "追加の提出" in reopened.text
