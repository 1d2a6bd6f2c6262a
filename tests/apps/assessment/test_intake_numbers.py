"""Individual Numbers in report files go to the vault, right or wrong, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connections

from juminzei.apps.assessment.individual_number import RECIPIENT, SUBJECT_KIND
from juminzei.apps.assessment.models import StatedRelative, TaxDocument
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.intake_keys import content_key, slip_key
from juminzei.formats.relative import Relative
from juminzei.formats.sealed_text import SealedText
from juminzei.platform.documents.channel import Channel
from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.services import Place, find
from support.moments import START
from support.report_files import number, pension, pensions, wage, wages
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.base.numbers.individual_number import IndividualNumber

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


def take_in(data: bytes) -> None:
    import_documents(
        data=data, name="a.csv", tax_year=2026, channel=Channel.ELTAX, actor=clerk(), at=START
    )


def fields_in_the_vault() -> list[str]:
    return sorted(SealedNumber.objects.values_list("field", flat=True))


def everything_stored(alias: str) -> Iterator[str]:
    """Yield every row of every table of a database as text."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - a table of the schema
            yield from map(str, cursor.fetchall())


def test_the_recipients_number_lies_under_the_document() -> None:
    mine = number(1)
    take_in(wages(wage(individual_number=mine)))
    document = TaxDocument.objects.get()
    assert find(Place(SUBJECT_KIND, RECIPIENT), mine) == [document.pk]
    assert (document.has_number, document.number_valid) == (True, True)


def test_a_number_with_a_wrong_check_digit_lies_there_as_well() -> None:
    wrong = number(1, valid=False)
    take_in(wages(wage(individual_number=wrong)))
    document = TaxDocument.objects.get()
    assert find(Place(SUBJECT_KIND, RECIPIENT), wrong) == [document.pk]
    assert (document.has_number, document.number_valid) == (True, False)


def test_a_document_without_a_number_has_none_in_the_vault() -> None:
    take_in(wages(wage()))
    document = TaxDocument.objects.get()
    assert (document.has_number, document.number_valid) == (False, False)
    assert fields_in_the_vault() == []


def test_every_number_of_a_family_and_of_a_payer_has_its_own_place() -> None:
    family = wage(
        payer_identifier=number(10),
        individual_number=number(1),
        spouse=Relative("カトウ　ハナコ", "加藤　花子", "00", number(2)),
        dependants=(Relative("カトウ　ユウ", "加藤　優", "00", number(3), place=2),),
        under16=(Relative("カトウ　リン", "加藤　凜", "00", number(4), place=1),),
        further_dependants=SealedText(f"（５）加藤　五郎{number(5).reveal()}"),
    )
    take_in(wages(family))
    assert fields_in_the_vault() == [
        "dependant_2",
        "dependant_5",
        "payer",
        "recipient",
        "spouse",
        "under16_1",
    ]
    assert TaxDocument.objects.get().payer_number == ""


def test_the_relatives_that_a_report_names_are_rows_without_numbers() -> None:
    family = wage(
        spouse=Relative("カトウ　ハナコ", "加藤　花子", "00", number(2)),
        spouse_income=480_000,
        dependants=(Relative("カトウ　ユウ", "加藤　優", "02", None, place=2),),
        under16=(Relative(kind="00", place=1),),
        further_dependants=SealedText(f"（５）加藤　五郎{number(5).reveal()}　（６）加藤　六郎"),
        further_under16=SealedText(
            f"{number(6).reveal()} 加藤 七郎 {number(7).reveal()} 加藤 八郎"
        ),
    )
    take_in(wages(family))
    fields = ("place", "name", "kana", "relationship", "has_number", "income", "abroad")
    assert sorted(StatedRelative.objects.values_list(*fields)) == [
        ("dependant_2", "加藤　優", "カトウ　ユウ", "02", False, None, True),
        ("dependant_5", "加藤　五郎", "", "", True, None, False),
        ("dependant_6", "加藤　六郎", "", "", False, None, False),
        ("spouse", "加藤　花子", "カトウ　ハナコ", "00", True, 480_000, False),
        ("under16_5", "", "", "", True, None, False),
        ("under16_6", "", "", "", True, None, False),
    ]


def test_the_number_of_a_further_dependant_lies_under_the_place_of_the_name() -> None:
    text = SealedText(f"（５）加藤　五郎　（６）加藤　六郎{number(6).reveal()}")
    take_in(wages(wage(further_dependants=text)))
    assert fields_in_the_vault() == ["dependant_6"]
    assert StatedRelative.objects.get(place="dependant_6").has_number


def test_pension_reports_name_relatives_as_well() -> None:
    spouse = Relative("カトウ　ハナコ", "加藤　花子", "01", None)
    take_in(pensions(pension(spouse=spouse)))
    relative = StatedRelative.objects.get()
    assert (relative.place, relative.name, relative.abroad) == ("spouse", "加藤　花子", True)


def test_a_number_in_a_relatives_name_is_blanked() -> None:
    digits = number(4).reveal()
    take_in(wages(wage(spouse=Relative("カトウ", f"加藤 {digits}", "00", None))))
    assert digits not in StatedRelative.objects.get().name


def test_pension_reports_give_their_numbers_to_the_vault_as_well() -> None:
    take_in(pensions(pension(individual_number=number(1))))
    assert fields_in_the_vault() == ["recipient"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda n: {"individual_number": n}, id="in its own column"),
        pytest.param(lambda n: {"note": f"前職 番号{n.reveal()}"}, id="in the note"),
        pytest.param(
            lambda n: {"individual_number": n, "recipient_reference": n.reveal()},
            id="as the payer's own reference",
        ),
        pytest.param(lambda n: {"payer_identifier": n}, id="as the payer's"),
    ],
)
def test_no_database_but_the_vault_holds_a_number(written: object) -> None:
    mine: IndividualNumber = number(98765432)
    take_in(wages(wage(**written(mine))))  # type: ignore[operator]  # a lambda of the table above
    for alias in ("default", "audit", "vault"):
        assert [row for row in everything_stored(alias) if mine.reveal() in row] == []


def test_a_long_reference_that_is_nobodys_number_is_kept() -> None:
    take_in(wages(wage(individual_number=number(1), recipient_reference="202500000012")))
    assert TaxDocument.objects.get().recipient_reference == "202500000012"


def test_keys_do_not_depend_on_a_number_written_as_the_payers_reference() -> None:
    """The payer's numbers are known: a hash over one of them and a number gives it away."""
    reports = [
        wage(individual_number=mine, recipient_reference=mine.reveal(), collector_number="")
        for mine in (number(1), number(2))
    ]
    assert len({slip_key("wage_report", report) for report in reports}) == 1
    assert len({content_key(report, "0") for report in reports}) == 1
    other = [wage(individual_number=number(1), recipient_reference=text) for text in ("1", "2")]
    assert len({slip_key("wage_report", report) for report in other}) == 2
    assert len({content_key(report, "0") for report in other}) == 2


def test_keys_of_rows_with_and_without_a_number_are_the_same() -> None:
    """So that nobody who has the keys can try numbers until one fits."""
    take_in(wages(wage(individual_number=number(1))))
    with_number = TaxDocument.objects.get().content_key
    TaxDocument.objects.get().wage.delete()
    TaxDocument.objects.all().delete()
    import_documents(
        data=wages(wage()),
        name="b.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=clerk(staff_number="2"),
        at=START,
    )
    assert TaxDocument.objects.get().content_key == with_number
