"""KR-09: 医療費控除の明細書, whose groups are an assumption: a box counts wherever it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.formats.national_return import check_structure, read_return
from juminzei.formats.national_return_view import sheets
from support.made_up_returns import a_return, xml_of

if TYPE_CHECKING:
    from juminzei.formats.national_return_record import Value

ROWS: list[dict[str, Value]] = [
    {"DHC00020": "山田　太郎", "DHC00050": "加須病院", "DHC00080": 250_000, "DHC00090": 40_000},
    {"DHC00020": "山田　花子", "DHC00080": 30_000},
]
ONE = a_return({"ABB00440": 1, "DHD00010": 280_000, "DHD00020": 40_000}, {"DHC00010": ROWS})
ROW = b"<DHC00010><DHC00020>A</DHC00020><DHC00080>5</DHC00080></DHC00010>"


def with_statement(inside: bytes) -> bytes:
    """Return a return with a statement that somebody else wrote."""
    form = b'<KOB560 VR="18.0" id="KOB560-1" page="1">' + inside + b"</KOB560>"
    plain = xml_of(a_return())
    return plain.replace(b"</CONTENTS>", form + b"</CONTENTS>")


def test_a_statement_comes_back_as_it_was_written() -> None:
    assert read_return(xml_of(ONE)) == ONE
    assert check_structure(xml_of(ONE)) == ()


@pytest.mark.parametrize(
    "inside",
    [
        ROW,
        b"<KOB560-1>" + ROW + b"</KOB560-1>",
        b"<KOB560-1><DHC00000>" + ROW + b"</DHC00000></KOB560-1>",
        b"<KOB560-1><DHC99999><DHC99998>" + ROW + b"</DHC99998></DHC99999></KOB560-1>",
        b"<DHC00010><X00001><DHC00020>A</DHC00020></X00001><DHC00080>5</DHC00080></DHC00010>",
    ],
)
def test_its_rows_are_found_in_whatever_groups_they_stand(inside: bytes) -> None:
    read = read_return(with_statement(inside))
    assert read.rows("DHC00010") == [{"DHC00020": "A", "DHC00080": 5}]
    assert read.sound


def test_a_broken_amount_of_a_row_is_told_with_its_place_and_not_its_value() -> None:
    (problem,) = check_structure(with_statement(ROW.replace(b">5<", b">50en<")))
    assert problem.grave
    assert "医療費の明細行 › 支払った医療費の額" in str(problem)
    assert "50en" not in str(problem)


def test_a_box_that_nobody_knows_is_named_and_skipped() -> None:
    (problem,) = check_structure(with_statement(b"<DHX00010>1</DHX00010>"))
    assert not problem.grave
    assert problem.tag == "DHX00010"


def test_no_other_form_is_read_that_way() -> None:
    """A box of a form whose groups are known is skipped where it does not belong."""
    plain = xml_of(a_return({"AMF00100": 7}))
    moved = plain.replace(b"<AMF00090>", b"").replace(b"</AMF00090>", b"")
    assert read_return(moved).amount("AMF00100") == 0


def test_its_sheet_says_that_its_structure_is_an_assumption() -> None:
    drawn = {sheet.page: sheet for sheet in sheets(list(ONE.pages()), 2025)}
    assert drawn["KOB560-1"].assumed
    assert not drawn["KOA020-1"].assumed
    (table,) = drawn["KOB560-1"].across
    assert table.rows[0][3].text == "40,000"
