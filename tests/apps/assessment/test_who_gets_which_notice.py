"""Which person gets which form, which employer which list, and who gets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.addressees.models import Addressee
from juminzei.apps.assessment.models import AssessmentVersion, Notice, NoticeFile, NoticeKind
from juminzei.apps.assessment.services.print_notices import PrintReport, print_notices
from support.document_rows import person_on_the_list, wage
from support.moments import START, Ticking
from support.page_rows import protect
from support.small_city import TOTAL, City, calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def actor() -> StaffMember:
    return clerk()


@pytest.fixture
def city() -> City:
    return small_city()


def printed(kind: NoticeKind, folder: Path, actor: StaffMember) -> PrintReport:
    return print_notices(
        tax_year=2026,
        kind=kind,
        ordinance="kazo",
        folder=folder,
        actor=actor,
        clock=Ticking(START),
    )


def receivers(kind: NoticeKind) -> set[int]:
    """Return who gets a letter of their own."""
    found = Notice.objects.filter(file__kind=kind, version__isnull=False)
    return set(found.values_list("version__addressee_id", flat=True))


def test_whoever_pays_by_slip_or_from_the_pension_gets_the_letter_and_nobody_else(
    city: City, tmp_path: Path, actor: StaffMember
) -> None:
    calculated(actor)
    report = printed(NoticeKind.ORDINARY, tmp_path, actor)

    assert receivers(NoticeKind.ORDINARY) == {
        city.pensioner,
        city.landlord,
        city.both,
        city.leaver,
    }
    # 79,500 + 4,000 + 107,500 (the salary's 164,000 is told by the employer) + 161,500
    assert sum(file.amount for file in report.files) == 352_500
    assert [name for file in report.files for name in file.refused] == []


def test_the_lists_of_employers_tell_of_what_is_withheld_from_salaries(
    city: City, tmp_path: Path, actor: StaffMember
) -> None:
    calculated(actor)
    report = printed(NoticeKind.SPECIAL, tmp_path, actor)

    withheld = set(
        AssessmentVersion.objects.filter(special_amount__gt=0).values_list(
            "addressee_id", flat=True
        )
    )
    assert withheld == {city.employee, city.both}
    assert sum(file.amount for file in report.files) == 240_500 + 164_000


def test_both_forms_together_ask_for_the_whole_tax_of_the_city(
    city: City, tmp_path: Path, actor: StaffMember
) -> None:
    assert city.nobody
    calculated(actor)
    files = [
        file for kind in NoticeKind for file in printed(kind, tmp_path / kind.value, actor).files
    ]
    assert sum(file.amount for file in files) == TOTAL


@pytest.mark.parametrize(
    ("collectors", "lists"),
    [
        pytest.param(("0012345", "0012345"), ["0012345"], id="one 指定番号: one list"),
        pytest.param(("0012345", "0067890"), ["0012345", "0067890"], id="two: two lists"),
    ],
)
def test_a_collector_gets_one_list_of_all_its_employees(
    collectors: tuple[str, str], lists: list[str], tmp_path: Path, actor: StaffMember
) -> None:
    for body, collector in enumerate(collectors, start=1):
        person = person_on_the_list(body)
        wage(person, 3_000_000, collector_number=collector, payer_number="7000012050002")
    calculated(actor)
    report = printed(NoticeKind.SPECIAL, tmp_path, actor)

    listed = Notice.objects.filter(version__isnull=True).order_by("number")
    assert list(listed.values_list("number", flat=True)) == lists
    assert sum(file.amount for file in report.files) == 2 * 161_500


def test_protecting_somebody_moves_their_letter_among_those_sent_by_hand(
    city: City, tmp_path: Path, actor: StaffMember
) -> None:
    calculated(actor)
    printed(NoticeKind.ORDINARY, tmp_path, actor)
    before = by_hand()
    assert city.leaver not in before

    protect(Addressee.objects.get(pk=city.leaver), since=START.date())
    report = printed(NoticeKind.ORDINARY, tmp_path, actor)

    assert by_hand() == before | {city.leaver}
    assert sum(file.notices for file in report.files) == len(receivers(NoticeKind.ORDINARY))
    assert sum(file.amount for file in report.files) == 352_500


def test_a_year_without_tax_has_no_letters_and_notes_no_file(
    tmp_path: Path, actor: StaffMember
) -> None:
    person_on_the_list(1)
    calculated(actor)
    for kind in NoticeKind:
        report = printed(kind, tmp_path, actor)
        assert sum(file.notices for file in report.files) == 0
    assert not NoticeFile.objects.exists()
    assert not list(tmp_path.glob("*.pdf"))


def by_hand() -> set[int]:
    found = Notice.objects.filter(file__by_hand=True)
    return set(found.values_list("version__addressee_id", flat=True))
