"""What the checks of a year are told of employers whose counts do not agree (EL-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.receiving.api import summary_differences
from juminzei.apps.receiving.models import SummaryOutcome
from juminzei.apps.receiving.selectors.summary_checks import summary_checks
from juminzei.apps.receiving.services.decide_summary import decide_summary
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.formats.employer_summary import write
from support.document_rows import wage
from support.page_rows import AT
from support.receiving_rows import taken
from support.summaries import summary

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
YEAR = 2026


def report(**columns: Any) -> None:
    wage(None, 1_000_000, **{"collector_number": "1001", "state": "active", **columns})


def test_a_difference_names_employer_counts_and_documents(
    clerk: StaffMember, tmp_path: Path
) -> None:
    entry = EmployerEntry(name="株式会社甲", address="加須市", collector_number="1001")
    employer = register_employer(entry, actor=clerk, at=AT)
    taken(clerk, write([summary(reported=1, special=2, ordinary_left=0)]), tmp_path)
    for columns in ({}, {}, {"collector_number": "1002"}, {"state": "cancelled"}):
        report(**columns)
    (told,) = summary_differences(YEAR)
    counting = TaxDocument.objects.filter(collector_number="1001", state="active")
    assert list(told.documents) == list(counting.order_by("pk").values_list("pk", flat=True))
    assert (told.employer_id, told.name, told.state) == (employer.pk, "株式会社甲", "open")
    assert (told.lines[0].stated, told.lines[0].found) == (1, 2)
    assert summary_differences(YEAR + 1) == []


def test_what_agrees_or_was_accepted_is_not_told_and_what_is_held_is(
    clerk: StaffMember, tmp_path: Path
) -> None:
    taken(
        clerk, write([summary(reported=0, special=0, ordinary_left=0, ordinary_other=0)]), tmp_path
    )
    assert summary_differences(YEAR) == []
    report()
    for outcome, states in ((SummaryOutcome.HELD, ["held"]), (SummaryOutcome.ACCEPTED, [])):
        (check,) = summary_checks(YEAR)
        decide_summary(
            check.sheet.pk, outcome=outcome, reason="確認", seen=check.figures, actor=clerk, at=AT
        )
        assert [one.state for one in summary_differences(YEAR)] == states


def test_an_employer_nobody_knows_has_no_key_and_without_a_number_no_documents(
    clerk: StaffMember, tmp_path: Path
) -> None:
    taken(clerk, write([summary(collector_number="", corporate_number="")]), tmp_path)
    report(collector_number="")
    (told,) = summary_differences(YEAR)
    assert (told.employer_id, told.documents) == (None, ())
