"""Report files: each file and each row is taken in once, and the counts add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import QuarantinedRow, TaxDocument, WageFigures
from juminzei.apps.assessment.services.intake import (
    IntakeRefusedError,
    IntakeReport,
    import_documents,
)
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.services import NotPermittedError
from support.moments import START
from support.report_files import number, pension, pensions, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def take_in(
    data: bytes, actor: StaffMember, name: str = "a.csv", tax_year: int | None = 2026
) -> IntakeReport:
    return import_documents(
        data=data, name=name, tax_year=tax_year, channel=Channel.ELTAX, actor=actor, at=START
    )


def three_rows() -> bytes:
    return wages(*(wage(recipient_reference=str(place), revenue=place) for place in (1, 2, 3)))


def test_every_row_of_a_file_becomes_a_document_with_its_figures(actor: StaffMember) -> None:
    report = take_in(three_rows(), actor)
    assert (report.received, report.accepted, report.quarantined, report.duplicates) == (3, 3, 0, 0)
    taken = TaxDocument.objects.order_by("row_number")
    assert list(taken.values_list("row_number", "recipient_reference", "wage__revenue")) == [
        (1, "1", 1),
        (2, "2", 2),
        (3, "3", 3),
    ]


def test_a_document_says_what_the_row_says(actor: StaffMember) -> None:
    take_in(wages(wage(collector_number="55", social_insurance=700_000, note="普Ａ")), actor)
    document = TaxDocument.objects.get()
    assert (document.tax_year, document.kind, document.state) == (2026, "wage_report", "active")
    assert (document.name, document.kana) == ("加藤　一郎", "カトウ　イチロウ")
    assert (document.payer_number, document.collector_number) == ("7000012050002", "55")
    assert document.match_state == "waiting"
    assert document.wage.social_insurance == 700_000
    assert document.wage.ordinary_reason == "A"


def test_a_blank_amount_is_nought_in_the_figures(actor: StaffMember) -> None:
    take_in(wages(wage(withheld_income_tax=None)), actor)
    assert WageFigures.objects.get().withheld_income_tax == 0


def test_pension_reports_are_taken_in_like_wage_reports(actor: StaffMember) -> None:
    report = take_in(pensions(pension()), actor)
    assert report.kind == "pension_report"
    assert TaxDocument.objects.get().pension.revenue == 1_800_000


def test_the_same_file_again_changes_nothing(actor: StaffMember) -> None:
    take_in(three_rows(), actor)
    again = take_in(three_rows(), actor, name="renamed.csv")
    assert again.known
    assert (again.received, again.accepted, again.duplicates) == (3, 0, 3)
    assert TaxDocument.objects.count() == 3
    assert ReceivedFile.objects.count() == 1


def test_rows_of_an_overlapping_file_are_taken_in_once(actor: StaffMember) -> None:
    take_in(three_rows(), actor)
    longer = wages(*(wage(recipient_reference=str(n), revenue=n) for n in (2, 3, 4)))
    report = take_in(longer, actor)
    assert (report.received, report.accepted, report.duplicates) == (3, 1, 2)
    assert TaxDocument.objects.count() == 4


def test_a_row_that_stands_twice_in_one_file_is_taken_in_once(actor: StaffMember) -> None:
    report = take_in(wages(wage(), wage()), actor)
    assert (report.accepted, report.duplicates) == (1, 1)


def test_one_yen_makes_another_row(actor: StaffMember) -> None:
    assert take_in(wages(wage(revenue=1), wage(revenue=2)), actor).accepted == 2


def test_a_row_that_differs_in_nothing_but_the_number_is_the_same_slip(actor: StaffMember) -> None:
    take_in(wages(wage()), actor)
    assert take_in(wages(wage(individual_number=number(1))), actor).duplicates == 1


def test_broken_rows_are_set_aside_and_the_others_taken(actor: StaffMember) -> None:
    lines = three_rows().split(b"\r\n")
    lines[1] = lines[1].replace(b"7000012050002", b"7000012050002,surplus,,")[:200]
    report = take_in(b"\r\n".join(lines), actor)
    assert (report.received, report.accepted, report.quarantined) == (3, 2, 1)
    held = QuarantinedRow.objects.get()
    assert held.row_number == 2
    assert held.findings[0]["remedy"]


def test_when_the_broken_row_comes_again_mended_only_it_is_taken(actor: StaffMember) -> None:
    lines = three_rows().split(b"\r\n")
    broken = b"\r\n".join([lines[0], lines[1][:40], *lines[2:]])
    assert take_in(broken, actor).quarantined == 1
    report = take_in(three_rows(), actor)
    assert (report.accepted, report.quarantined, report.duplicates) == (1, 0, 2)
    assert TaxDocument.objects.count() == 3


def test_a_report_for_another_municipality_is_set_apart_for_forwarding(actor: StaffMember) -> None:
    report = take_in(wages(wage(municipality="131016")), actor)
    assert (report.accepted, report.forwarded) == (1, 1)
    document = TaxDocument.objects.get()
    assert (document.state, document.match_state) == ("forwarded", "not_ours")
    assert document.municipality == "131016"


def test_a_file_of_another_year_is_refused_and_says_of_which(actor: StaffMember) -> None:
    with pytest.raises(IntakeRefusedError, match="令和7年度のファイルです（令和8年度の取込"):
        take_in(wages(wage(income_year=2024)), actor)
    assert TaxDocument.objects.count() == 0
    assert ReceivedFile.objects.count() == 0


def test_without_a_year_the_year_of_the_file_is_taken(actor: StaffMember) -> None:
    take_in(wages(wage(income_year=2024)), actor, tax_year=None)
    assert TaxDocument.objects.get().tax_year == 2025


def test_a_single_row_of_another_year_is_set_aside(actor: StaffMember) -> None:
    report = take_in(wages(wage(), wage(income_year=2024)), actor)
    assert (report.received, report.accepted, report.quarantined) == (2, 1, 1)
    assert QuarantinedRow.objects.get().findings[0]["column_name"] == "年分"


def test_what_is_no_report_is_refused_with_what_to_do(actor: StaffMember) -> None:
    with pytest.raises(IntakeRefusedError):
        take_in("これは報告書ではありません。\r\n".encode("cp932"), actor)
    assert ReceivedFile.objects.count() == 0


def test_whoever_may_not_take_in_documents_takes_in_none() -> None:
    with pytest.raises(NotPermittedError):
        take_in(three_rows(), clerk("collection_clerk"))
    assert ReceivedFile.objects.count() == 0


def test_the_act_is_recorded_with_its_counts(actor: StaffMember) -> None:
    take_in(three_rows(), actor)
    record = OutgoingRecord.objects.get(action="assessment.documents.imported")
    assert record.staff_number == actor.staff_number
    assert record.details["accepted"] == 3
    assert record.details["digest"] == ReceivedFile.objects.get().digest
