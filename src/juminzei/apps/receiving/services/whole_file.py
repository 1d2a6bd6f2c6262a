"""Files of which every row can be read, or nothing is taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from juminzei.base.wareki import tax_year_text
from juminzei.formats.errors import FormatError
from juminzei.platform.documents.receivers import NotTakenError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from juminzei.formats.headed_rows import HeadedRows

    class OfAYear(DataclassInstance, Protocol):
        """A row that says of which tax year it is."""

        @property
        def tax_year(self) -> int:
            """年度."""


T = TypeVar("T", bound="DataclassInstance")
Y = TypeVar("Y", bound="OfAYear")


def all_rows(form: HeadedRows[T], content: bytes) -> list[tuple[int, T]]:
    """Return every row with its line's number.

    Raises:
        NotTakenError: One cannot be read; the text says the first and how many there are.
    """
    try:
        result = form.read(content)
    except FormatError as error:
        raise NotTakenError(str(error)) from error
    if result.broken:
        first = result.broken[0].findings[0]
        raise NotTakenError(
            f"{len(result.broken)} 行が読めません。{first.row} 行目 {first.column_name}: "
            f"{first.problem}{first.remedy}"
        )
    return list(result.records)


def rows_of_year(form: HeadedRows[Y], content: bytes, tax_year: int | None) -> list[tuple[int, Y]]:
    """Return every row, all of ``tax_year`` if one is given.

    Raises:
        NotTakenError: One cannot be read, or is of another year.
    """
    rows = all_rows(form, content)
    others = [row for row, one in rows if tax_year not in {None, one.tax_year}]
    if tax_year is not None and others:
        raise NotTakenError(
            f"{others[0]} 行目: {tax_year_text(tax_year)}の{form.called}ではありません。"
            "正しい年度のファイルか確かめてください。"
        )
    return rows
