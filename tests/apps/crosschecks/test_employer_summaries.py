"""総括表 that differ from the reports are cases of the checks, with a letter to the employer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.crosschecks.models import Case, CaseLetter
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.services.write_letter import write_letter
from juminzei.apps.receiving.models import SummarySheet
from juminzei.platform.clock import now
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import batch_member
from support.check_city import family, found, run
from support.document_rows import wage
from support.page_rows import AT, staff
from support.printed_pages import texts

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
COLLECTOR = "A0000001"


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    member = staff("1001", Role.TAX_SUPERVISOR)
    client.force_login(member)
    return member


def sheet(reported: int) -> SummarySheet:
    """Enter what an employer states: all of them withheld from their pay."""
    file, _ = ReceivedFile.objects.get_or_create(
        digest="5" * 64,
        defaults={
            "kind": "employer_summary",
            "name": "s.csv",
            "size_bytes": 1,
            "received_at": AT,
            "received_by": batch_member(AT),
        },
    )
    return SummarySheet.objects.create(
        received_file=file,
        row_number=1,
        content_key=f"{reported}",
        tax_year=2026,
        part="1",
        collector_number=COLLECTOR,
        name="甲",
        address="加須市三俣",
        pays_from=date(2025, 1, 1),
        pays_until=date(2025, 12, 31),
        reported=reported,
        special=reported,
        ordinary_left=0,
        ordinary_other=0,
        slips_wanted=False,
        filed_on=date(2026, 1, 30),
        received_at=AT,
    )


def reports(numbers: dict[int, int], how_many: int) -> list[int]:
    payer = {"payer_name": "甲", "collector_number": COLLECTOR}
    return [wage(numbers[body], 3_000_000, **payer) for body in range(1, how_many + 1)]


@pytest.mark.parametrize(
    ("stated", "arrived", "check"),
    [(3, 2, "summary_reports_missing"), (1, 2, "summary_reports_more"), (2, 2, None)],
)
def test_how_many_were_stated_and_how_many_came(
    clerk: StaffMember, stated: int, arrived: int, check: str | None
) -> None:
    """EL-04: the comparison of 総括表 is one of the checks, with its case and its history."""
    documents = reports(family(clerk), arrived)
    sheet(stated)
    run(clerk)
    cases = [one for one in found() if one.startswith("summary_")]
    assert cases == ([check] if check else [])
    if check:
        case = Case.objects.get(check_id=check)
        assert (case.addressee, case.subject) == (None, COLLECTOR)
        assert case.document_id in documents
        assert f"{stated}人" in case.reason
        assert f"{arrived}件" in case.reason


def test_the_case_is_gone_when_the_missing_report_has_come(clerk: StaffMember) -> None:
    numbers = family(clerk)
    reports(numbers, 1)
    sheet(2)
    run(clerk)
    wage(numbers[2], 3_000_000, payer_name="甲", collector_number=COLLECTOR)
    run(clerk)
    assert Case.objects.get(check_id="summary_reports_missing").state == "gone"


def test_the_employer_is_told_both_counts_and_nobodys_name(
    clerk: StaffMember, client: Client
) -> None:
    numbers = family(clerk)
    (report,) = reports(numbers, 1)
    sheet(2)
    run(clerk)
    case = Case.objects.get(check_id="summary_reports_missing")
    page = client.get(reverse("crosscheck_case", args=[case.pk]))
    assert "総括表より報告書が少ない" in page.content.decode()
    given = {"kind": "employer", "to": report, "reply_by": (now() + timedelta(days=9)).date()}
    answer = client.post(reverse("crosscheck_letter", args=[case.pk]), given)
    printed = "".join("".join(texts(answer.content)).split())
    assert "甲御中" in printed
    assert "報告人員は2人" in printed
    assert "山田" not in printed
    assert CaseLetter.objects.get().person is None


def test_nobody_else_is_written_to_about_all_of_an_employers_reports(clerk: StaffMember) -> None:
    reports(family(clerk), 1)
    sheet(2)
    run(clerk)
    case = Case.objects.get(check_id="summary_reports_missing")
    for kind in ("taxpayer", "denial", "city"):
        with pytest.raises(CrosschecksRefusedError):
            write_letter(
                case_id=case.pk,
                kind=kind,
                to=TaxDocument.objects.get().addressee_id or 0,
                reply_by=(AT + timedelta(days=9)).date(),
                actor=clerk,
                at=AT,
            )
