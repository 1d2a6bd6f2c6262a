"""Which city's register a file is of, which of the files in their order, and of which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from juminzei.base.numbers import municipality_code
from juminzei.formats.errors import FormatError

_REMEDY = "ファイルを作り直してもらってください。"
_MUNICIPALITY, _SEQUENCE, _PROCESSED_ON = 4, 5, 6


@dataclass(frozen=True, slots=True)
class RegisterHeader:
    """What the header of a register file says after kind and version."""

    municipality: str
    sequence: int
    processed_on: date

    @property
    def cells(self) -> tuple[str, str, str]:
        """The header's cells."""
        return self.municipality, str(self.sequence), self.processed_on.isoformat()


def register_header(cells: tuple[str, ...]) -> RegisterHeader:
    """Return the header that ``cells`` say.

    Raises:
        FormatError: One of them is missing or wrong.
    """
    municipality, sequence, day = (*cells, "", "", "")[:3]
    if not municipality_code.is_valid(municipality):
        raise _wrong(_MUNICIPALITY, "市町村コード（検査数字を含む6桁）ではありません。")
    if not (sequence.isascii() and sequence.isdigit() and len(sequence) <= 6):  # noqa: PLR2004 - 2,700 years of days
        raise _wrong(_SEQUENCE, "連番が数字ではありません。")
    try:
        processed_on = date.fromisoformat(day)
    except ValueError:
        raise _wrong(_PROCESSED_ON, "処理日が実在する日付ではありません。") from None
    return RegisterHeader(municipality, int(sequence), processed_on)


def _wrong(column: int, problem: str) -> FormatError:
    return FormatError(row=1, column=column, problem=problem, remedy=_REMEDY)
