"""Inhabitant returns entered from paper become documents, each once, with its columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import (
    QuarantinedRow,
    ReturnFigures,
    StatedRelative,
    TaxDocument,
)
from juminzei.apps.assessment.services.entered_returns import columns_of, entered_return
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.receivers import NotTakenError, Outcome, Receipt, receiver_of
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.vault.models import SealedNumber
from support.entered_return_files import entered, entered_file
from support.moments import START
from support.report_files import number
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

PARENT = {"relative_1_name": "加藤　ウメ", "relative_1_birth_on": date(1956, 1, 1)}
DATABASES = ["default", "vault", "audit"]


@pytest.mark.parametrize(
    ("born", "columns"),
    [
        (date(2010, 1, 2), {"dependants_under16"}),
        (date(2010, 1, 1), {"dependants_other", "dependants_other_under23"}),
        (date(2007, 1, 2), {"dependants_other", "dependants_other_under23"}),
        (date(2007, 1, 1), {"dependants_specified"}),
        (date(2003, 1, 2), {"dependants_specified"}),
        (date(2003, 1, 1), {"dependants_other"}),
        (date(1956, 1, 2), {"dependants_other"}),
        (date(1956, 1, 1), {"dependants_elderly"}),
        (None, {"dependants_other"}),
    ],
)
def test_a_relative_counts_by_age_at_the_end_of_the_year(
    born: date | None, columns: set[str]
) -> None:
    """地方税法314条の2: who is born on 1 January is a year older on 31 December."""
    found = columns_of(entered(relative_1_name="親族", relative_1_birth_on=born), 2025)
    assert {name for name in found if name.startswith("dependants")} == columns


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({**PARENT, "relative_1_cohabiting": True}, {"dependants_elderly_cohabiting": 1}),
        ({**PARENT, "relative_1_cohabiting": False}, {"dependants_elderly_cohabiting": None}),
        ({**PARENT, "relative_1_disability": "1"}, {"disabled_other": 1, "disabled_special": None}),
        (
            {**PARENT, "relative_1_disability": "2", "relative_1_cohabiting": True},
            {"disabled_special": 1, "disabled_special_cohabiting": 1, "disabled_other": None},
        ),
        ({"disability": "2", "widow": True}, {"disability": 2, "widow": 1}),
        ({"disability": "0", "widow": False}, {"disability": None, "widow": None}),
        ({"spouse_name": "加藤　花子"}, {"has_spouse": 1, "spouse_elderly": None}),
        (
            {"spouse_name": "加藤　花子", "spouse_birth_on": date(1956, 1, 1)},
            {"spouse_elderly": 1},
        ),
        ({"spouse_income": 9}, {"has_spouse": None, "spouse_income": None}),
    ],
)
def test_what_a_return_says_of_people_is_in_its_columns(
    cells: dict[str, object], expected: dict[str, int | None]
) -> None:
    found = columns_of(entered(**cells), 2025)
    assert {name: found.get(name) for name in expected} == expected


def test_a_blank_cell_feeds_nothing() -> None:
    assert columns_of(entered(medical_paid=0), 2025) == {
        "revenue_employment": 1_800_000,
        "social_insurance": 250_000,
    }


def test_children_and_others_have_places_of_their_own() -> None:
    three = {
        **PARENT,
        "relative_2_name": "加藤　次郎",
        "relative_2_birth_on": date(2015, 1, 1),
        "relative_4_name": "加藤　三郎",
    }
    document = entered_return(3, entered(**three), 2026, Channel.PAPER)
    assert [one.place for one in document.relatives] == ["dependant_1", "under16_1", "dependant_2"]


@pytest.mark.parametrize(("cell", "choice"), [("1", "special"), ("2", "ordinary"), ("", "")])
def test_how_the_tax_on_other_income_is_collected(cell: str, choice: str) -> None:
    document = entered_return(3, entered(collection=cell), 2026, Channel.PAPER)
    assert document.collection_choice == choice


def receive(folder: Path, data: bytes, *, tax_year: int | None = None) -> Outcome:
    """Receive ``data`` as whoever finds it in a folder would."""
    path = folder / "x.dat"
    path.write_bytes(data)
    receiver = receiver_of(path)
    assert receiver is not None
    assert (receiver.kind, receiver.label) == ("inhabitant_return", "住民税申告書")
    member = StaffMember.objects.first() or clerk("tax_clerk")
    receipt = Receipt(
        name="x.dat", channel=Channel.PAPER, actor=member, at=START, tax_year=tax_year
    )
    return receiver.take(path, receipt)


@pytest.mark.django_db(databases=DATABASES)
def test_a_file_becomes_documents_with_numbers_in_the_vault_alone(tmp_path: Path) -> None:
    """R-2.3.1: channel and source are known; numbers of relatives go to the vault too."""
    wife = {"spouse_name": "加藤　花子", "spouse_number": number(5), "spouse_income": 100_000}
    outcome = receive(tmp_path, entered_file(entered(individual_number=number(3), **wife)))
    assert (outcome.received, outcome.accepted, outcome.held) == (1, 1, 0)
    document = TaxDocument.objects.get()
    assert (document.kind, document.channel, document.source) == (
        "inhabitant_return",
        "paper",
        "person",
    )
    assert document.filed_on == date(2026, 2, 20)
    figures = ReturnFigures.objects.get(document=document)
    assert figures.columns == {
        "revenue_employment": 1_800_000,
        "social_insurance": 250_000,
        "has_spouse": 1,
        "spouse_income": 100_000,
    }
    relative = StatedRelative.objects.get(document=document)
    assert (relative.place, relative.name, relative.has_number) == ("spouse", "加藤　花子", True)
    places = SealedNumber.objects.filter(subject_id=document.pk).values_list("field", flat=True)
    assert sorted(places) == ["recipient", "spouse"]


@pytest.mark.django_db(databases=DATABASES)
def test_the_same_sheet_in_another_file_is_the_same_return(tmp_path: Path) -> None:
    """T-I02: by its 整理番号, whatever else came with it."""
    receive(tmp_path, entered_file(entered()))
    again = receive(tmp_path, entered_file(entered(), entered(reference="P-2")))
    assert (again.accepted, again.duplicates) == (1, 1)
    assert TaxDocument.objects.count() == 2


@pytest.mark.django_db(databases=DATABASES)
def test_of_a_sheet_that_stands_twice_in_a_file_the_first_row_counts(tmp_path: Path) -> None:
    outcome = receive(tmp_path, entered_file(entered(), entered()))
    assert (outcome.accepted, outcome.duplicates) == (1, 1)
    assert TaxDocument.objects.get().row_number == 3


@pytest.mark.django_db(databases=DATABASES)
def test_a_row_that_cannot_be_read_waits_and_the_others_are_taken(tmp_path: Path) -> None:
    both = entered_file(entered(), entered(reference="P-2")).replace(b",P-2,", b",,")
    outcome = receive(tmp_path, both)
    assert (outcome.accepted, outcome.held) == (1, 1)
    assert QuarantinedRow.objects.get().row_number == 4


@pytest.mark.django_db(databases=DATABASES)
@pytest.mark.parametrize(
    ("data", "year", "problem"),
    [
        (entered_file(entered(), to="112020"), None, "この市町村"),
        (entered_file(entered()), 2025, "年度の指定"),
        (entered_file(entered()).replace(b",1800000\r\n", b",1\r\n"), None, "合計が明細"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(
    tmp_path: Path, data: bytes, year: int | None, problem: str
) -> None:
    with pytest.raises(NotTakenError, match=problem):
        receive(tmp_path, data, tax_year=year)
    assert not TaxDocument.objects.exists()
