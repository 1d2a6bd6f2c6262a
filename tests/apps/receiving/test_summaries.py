"""総括表: taken in once, compared with their details, differences decided with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.receiving.models import (
    Employer,
    FileState,
    SummaryDecision,
    SummaryOutcome,
    SummarySheet,
    UnknownEmployer,
)
from juminzei.apps.receiving.selectors.summary_checks import open_checks, summary_checks
from juminzei.apps.receiving.services.decide_summary import decide_summary
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.formats.employer_summary import write
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.document_rows import wage
from support.page_rows import AT, staff
from support.receiving_rows import taken
from support.report_files import wage as wage_report
from support.report_files import wages
from support.summaries import summary

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
YEAR = 2026


def report(reason: str = "", **columns: Any) -> None:
    """Enter a wage report of 株式会社甲, collected ordinarily for a reason if there is one."""
    given = {"ordinary_collection": bool(reason), "ordinary_reason": reason, "state": "active"}
    wage(None, 1_000_000, **{"collector_number": "1001", **given, **columns})


def as_stated() -> None:
    """Enter what the summary states: one special, one who left, one other."""
    for reason in ("", "F", "C"):
        report(reason)


def decide(outcome: SummaryOutcome, actor: StaffMember, **given: str) -> SummaryDecision:
    (check,) = summary_checks(YEAR)
    return decide_summary(
        check.sheet.pk,
        outcome=outcome,
        reason=given.get("reason", "電話で確かめた"),
        seen=given.get("seen", check.figures),
        actor=actor,
        at=AT,
    )


def test_a_summary_is_taken_in_through_the_register(clerk: StaffMember, tmp_path: Path) -> None:
    """EL-01: known by its content, under whatever name."""
    file = taken(clerk, write([summary(), summary(collector_number="1002")]), tmp_path, name="x")
    assert (file.state, file.label, file.accepted) == (FileState.TAKEN, "総括表", 2)
    assert set(SummarySheet.objects.values_list("collector_number", flat=True)) == {"1001", "1002"}
    assert file.further == {"unknown_employers": 2}


def test_rows_taken_before_are_duplicates(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I02: overlapping files: nothing doubled."""
    taken(clerk, write([summary()]), tmp_path)
    again = taken(clerk, write([summary(), summary(collector_number="2")]), tmp_path)
    assert (again.received_rows, again.accepted, again.duplicates) == (2, 1, 1)
    both = taken(clerk, write([summary(name="乙"), summary(name="乙")]), tmp_path)
    assert (both.accepted, both.duplicates) == (1, 1)


def test_a_broken_or_foreign_row_holds_the_file(clerk: StaffMember, tmp_path: Path) -> None:
    """T-I12: nothing of it is taken, and the reason says row, column and remedy."""
    bad = taken(clerk, write([summary(), summary(corporate_number="1")]), tmp_path)
    assert bad.state == FileState.QUARANTINED
    assert "3 行目 法人番号" in bad.reason
    foreign = taken(clerk, write([summary()]), tmp_path, tax_year=2025)
    assert "2 行目: 令和7年度の総括表ではありません" in foreign.reason
    assert not SummarySheet.objects.exists()


def test_a_known_employer_is_not_queued(clerk: StaffMember, tmp_path: Path) -> None:
    entry = EmployerEntry(name="株式会社甲", address="加須市", collector_number="1001")
    register_employer(entry, actor=clerk, at=AT)
    taken(clerk, write([summary()]), tmp_path)
    assert not UnknownEmployer.objects.exists()


def test_payers_of_wage_reports_are_queued_too(clerk: StaffMember, tmp_path: Path) -> None:
    """R-2.3.5: a file of reports of an employer nobody knows: taken in, the employer queued."""
    reports = wages(
        wage_report(collector_number="77"), wage_report(collector_number="77", name="乙")
    )
    file = taken(clerk, reports, tmp_path)
    assert (file.state, file.accepted) == (FileState.TAKEN, 2)
    entry = UnknownEmployer.objects.get()
    assert (entry.collector_number, entry.documents) == ("77", 2)
    assert entry.received_file == file.received_file
    assert not Employer.objects.exists()


def test_a_file_says_whether_its_documents_found_their_people(
    clerk: StaffMember, tmp_path: Path, client: Client
) -> None:
    file = taken(clerk, wages(wage_report(), wage_report(name="乙野　二")), tmp_path)
    client.force_login(clerk)
    page = reverse("delivered_file", args=[file.pk])
    assert "未照合 2 件" in client.get(page).content.decode()
    TaxDocument.objects.update(match_state="not_ours")
    assert "照合済" in client.get(page).content.decode()


def test_a_summary_that_agrees_is_on_no_list(clerk: StaffMember, tmp_path: Path) -> None:
    """EL-04: 報告人員 is the number of details, 普徴 counts are those of 普A to F."""
    taken(clerk, write([summary()]), tmp_path)
    as_stated()
    (check,) = summary_checks(YEAR)
    assert check.state == "agrees"
    assert [(line.stated, line.found) for line in check.lines] == [(3, 3), (1, 1), (1, 1), (1, 1)]
    assert open_checks(YEAR) == 0


@pytest.mark.parametrize(
    ("reason", "differences"),
    [
        ("", [1, 1, 0, 0]),
        ("F", [1, 0, 1, 0]),
        ("A", [1, 0, 0, 1]),
        ("E", [1, 0, 0, 1]),
    ],
)
def test_each_figure_that_differs_is_named(
    reason: str, differences: list[int], clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-04: one detail too many, in each of the counts."""
    taken(clerk, write([summary()]), tmp_path)
    as_stated()
    report(reason)
    (check,) = summary_checks(YEAR)
    assert [line.difference for line in check.lines] == differences
    assert (check.state, open_checks(YEAR)) == ("open", 1)


def test_only_details_that_count_are_counted(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, write([summary()]), tmp_path)
    as_stated()
    report("", state="cancelled")
    report("", tax_year=2025)
    report("", collector_number="1002")
    assert summary_checks(YEAR)[0].state == "agrees"


def test_ordinary_without_a_reason_counts_as_special(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, write([summary(special=2, reported=4)]), tmp_path)
    as_stated()
    report("", ordinary_collection=True)
    assert summary_checks(YEAR)[0].state == "agrees"


def test_the_newest_summary_counts_and_parts_are_added(clerk: StaffMember, tmp_path: Path) -> None:
    first = summary(reported=9)
    later = replace(summary(reported=2, ordinary_left=0), filed_on=date(2026, 2, 10))
    left = summary(reported=1, special=0, ordinary_other=0, part="退職者分")
    for one in (later, first, left):
        taken(clerk, write([one]), tmp_path)
    as_stated()
    (check,) = summary_checks(YEAR)
    assert check.reported.stated == 3
    assert check.state == "agrees"


def test_a_decision_holds_for_the_figures_it_was_about(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, write([summary(reported=4)]), tmp_path)
    as_stated()
    decide(SummaryOutcome.HELD, clerk)
    assert (summary_checks(YEAR)[0].state, open_checks(YEAR)) == ("held", 1)
    decide(SummaryOutcome.ACCEPTED, clerk)
    assert (summary_checks(YEAR)[0].state, open_checks(YEAR)) == ("accepted", 0)
    report("")
    report("")
    assert summary_checks(YEAR)[0].state == "open", "another difference"
    acts = OutgoingRecord.objects.filter(subject_kind="employer_summary").order_by("pk")
    assert [act.action for act in acts] == ["receiving.summary.held", "receiving.summary.accepted"]
    assert acts[0].details == {"differences": [-1, 0, 0, 0]}


def test_what_cannot_be_decided_is_refused(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, write([summary(reported=4)]), tmp_path)
    as_stated()
    with pytest.raises(ReceivingRefusedError, match="人員が変わりました"):
        decide(SummaryOutcome.ACCEPTED, clerk, seen="4/2 1/1 1/1 1/1")
    with pytest.raises(ReceivingRefusedError, match="理由"):
        decide(SummaryOutcome.ACCEPTED, clerk, reason=" ")
    with pytest.raises(NotPermittedError):
        decide(SummaryOutcome.ACCEPTED, staff("3001", Role.COLLECTION_CLERK))
    report("")
    with pytest.raises(ReceivingRefusedError, match="人員が変わりました"):
        decide(SummaryOutcome.ACCEPTED, clerk, seen="4/3 1/1 1/1 1/1")
    assert not SummaryDecision.objects.exists()
