"""訂正 replaces, 取消 cancels, in whatever order the files arrive."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services import intake
from juminzei.apps.assessment.services.intake import IntakeReport, import_documents
from juminzei.apps.assessment.services.intake_corrections import Corrections, corrections_for
from juminzei.platform.documents.channel import Channel
from juminzei.platform.vault.models import SealedNumber
from support.moments import START
from support.report_files import wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.formats.wage_report import WageReport
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

FIRST = wage(revenue=100)
CORRECTION = wage(revenue=200, submission="2")
CANCELLATION = wage(revenue=100, submission="3")


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


def take_in(actor: StaffMember, *reports: WageReport) -> IntakeReport:
    return import_documents(
        data=wages(*reports),
        name="a.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=actor,
        at=START,
    )


def states() -> dict[str, str]:
    """Return the state of each document by its revenue and submission."""
    rows = TaxDocument.objects.order_by("pk").values_list("submission", "wage__revenue", "state")
    return {f"{submission}:{revenue}": state for submission, revenue, state in rows}


def counting() -> list[int]:
    """Return the revenues that count, in yen."""
    active = TaxDocument.objects.filter(state="active").order_by("wage__revenue")
    return list(active.values_list("wage__revenue", flat=True))


def test_a_correction_in_a_later_file_replaces_the_first_report(actor: StaffMember) -> None:
    take_in(actor, FIRST)
    report = take_in(actor, CORRECTION)
    assert (report.accepted, report.replaced, report.unresolved) == (1, 1, ())
    assert counting() == [200]
    replaced = TaxDocument.objects.get(state="replaced")
    assert replaced.replaced_by is not None
    assert replaced.replaced_by.submission == "2"


def test_a_correction_in_the_same_file_replaces_the_row_above(actor: StaffMember) -> None:
    assert take_in(actor, FIRST, CORRECTION).replaced == 1
    assert counting() == [200]


def test_a_second_correction_replaces_the_first_one(actor: StaffMember) -> None:
    take_in(actor, FIRST, CORRECTION)
    take_in(actor, wage(revenue=300, submission="2"))
    assert counting() == [300]


def test_of_two_corrections_at_once_the_second_gives_up(
    actor: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL two files are taken in at once; both must not count for one report."""
    take_in(actor, FIRST)

    def overtaken(*asked: Any) -> Corrections:
        monkeypatch.undo()
        seen = corrections_for(*asked)
        TaxDocument.objects.update(state="replaced")  # by the other file, committed meanwhile
        return seen

    monkeypatch.setattr(intake, "corrections_for", overtaken)
    with pytest.raises(intake.OvertakenError, match="もう一度"):
        take_in(actor, CORRECTION)
    assert TaxDocument.objects.count() == 1
    assert SealedNumber.objects.count() == 0

    assert take_in(actor, CORRECTION).replaced == 1  # nothing is left in its way


def test_a_cancellation_leaves_nothing_that_counts(actor: StaffMember) -> None:
    take_in(actor, FIRST)
    report = take_in(actor, CANCELLATION)
    assert (report.cancelled, report.unresolved) == (1, ())
    assert counting() == []
    assert states() == {"0:100": "cancelled", "3:100": "cancelled"}


def test_after_a_cancellation_a_new_report_counts(actor: StaffMember) -> None:
    take_in(actor, FIRST, CANCELLATION)
    take_in(actor, wage(revenue=150))
    assert counting() == [150]


def test_a_correction_that_finds_nothing_counts_and_is_reported(actor: StaffMember) -> None:
    report = take_in(actor, wage(recipient_reference="9", revenue=50), CORRECTION)
    assert report.unresolved == (2,)
    assert counting() == [50, 200]


def test_a_cancellation_that_finds_nothing_is_reported(actor: StaffMember) -> None:
    assert take_in(actor, CANCELLATION).unresolved == (1,)
    assert counting() == []


def test_a_correction_that_could_mean_two_reports_replaces_neither(actor: StaffMember) -> None:
    """Employed twice by one payer within the year: which slip is meant, a clerk decides."""
    report = take_in(actor, FIRST, wage(revenue=110), CORRECTION)
    assert (report.replaced, report.unresolved) == (0, (3,))
    assert counting() == [100, 110, 200]


def test_a_first_report_that_comes_after_its_correction_is_replaced(actor: StaffMember) -> None:
    take_in(actor, CORRECTION)
    assert take_in(actor, FIRST).replaced == 1
    assert counting() == [200]


def test_a_first_report_that_comes_after_its_cancellation_is_cancelled(actor: StaffMember) -> None:
    take_in(actor, CANCELLATION)
    assert take_in(actor, FIRST).cancelled == 1
    assert counting() == []


def test_another_report_after_a_cancellation_without_its_first_counts(actor: StaffMember) -> None:
    take_in(actor, CANCELLATION)
    assert take_in(actor, wage(revenue=120)).cancelled == 0
    assert counting() == [120]


def test_a_reference_used_for_two_persons_does_not_mix_them(actor: StaffMember) -> None:
    take_in(actor, FIRST)
    someone_else = wage(
        submission="2",
        name="鈴木　花子",
        kana="スズキ　ハナコ",
        birth_on=date(1990, 1, 1),
        revenue=7,
    )
    assert take_in(actor, someone_else).unresolved == (1,)
    assert counting() == [7, 100]


def test_without_a_reference_kana_and_birth_date_name_the_slip(actor: StaffMember) -> None:
    take_in(actor, wage(recipient_reference="", revenue=100))
    take_in(actor, wage(recipient_reference="", revenue=200, submission="2"))
    assert counting() == [200]


def test_another_payers_correction_replaces_nothing(actor: StaffMember) -> None:
    take_in(actor, FIRST)
    other = wage(submission="2", payer_identifier="1010001000006", revenue=200)
    assert take_in(actor, other).unresolved == (1,)
    assert counting() == [100, 200]


def test_the_same_correction_twice_replaces_once(actor: StaffMember) -> None:
    take_in(actor, FIRST)
    take_in(actor, CORRECTION)
    again = take_in(actor, CORRECTION, wage(recipient_reference="9", revenue=1))
    assert (again.accepted, again.duplicates, again.replaced) == (1, 1, 0)
    assert counting() == [1, 200]
