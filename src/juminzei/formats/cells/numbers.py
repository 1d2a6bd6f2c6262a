"""Numbers that identify: of people, payers and municipalities."""

from __future__ import annotations

from juminzei.base.numbers import corporate_number, municipality_code
from juminzei.base.numbers.individual_number import DIGITS, IndividualNumber
from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError

PREFECTURES = range(1, 48)
_PREFIXED = DIGITS + 1


class PersonNumber(Codec):
    """個人番号 with a zero in front (13 digits); 12 digits and all zeros are understood too."""

    secret = True

    def __init__(self, *, prefixed: bool = True) -> None:
        """Write thirteen digits where ``prefixed``, twelve otherwise."""
        self.prefix = "0" if prefixed else ""

    def read(self, cells: Cells) -> IndividualNumber | None:
        """Return the number, or None for a blank cell."""
        text = cells[0].strip(" ")
        if not text.strip("0"):
            return None
        if problem := self._problem(text):
            raise RefusedError(problem)
        return IndividualNumber(text)

    def write(self, value: object) -> Cells:
        """Return the digits."""
        if isinstance(value, IndividualNumber):
            return (self.prefix + value.reveal(),)
        return ("",)

    def doubts(self, cells: Cells, value: object, /) -> tuple[Problem, ...]:
        """Warn of a wrong check digit and of a number of zeros."""
        if not isinstance(value, IndividualNumber):
            if not cells[0]:
                return ()
            return (Problem("零だけの番号", "番号が0だけです。", "記載なしとして取り込みました。"),)
        if value.is_valid:
            return ()
        remedy = "番号では特定せず、他の項目で特定します。提出者に確かめてください。"
        return (Problem("検査用数字の誤り", "個人番号の検査用数字が合いません。", remedy),)

    def _problem(self, text: str) -> Problem | None:
        if not (text.isascii() and text.isdigit()):
            return Problem("数字でない", "半角の数字だけで書く項目です。")
        if len(text) == _PREFIXED and text[0] != "0":
            return Problem("先頭が0でない13桁", "個人番号は先頭に0を付けた13桁で書く項目です。")
        if len(text) not in (DIGITS, _PREFIXED):
            return Problem(
                "桁数の誤り", f"{len(text)}桁です（先頭に0を付けた13桁で書く項目です）。"
            )
        return None


class PayerIdentifier(Codec):
    """法人番号 of a payer, or the Individual Number (zero in front) of one who is a person."""

    secret = True
    _person = PersonNumber()

    def read(self, cells: Cells) -> IndividualNumber | str:
        """Return the corporate number as text or the Individual Number; a blank is ``""``."""
        text = cells[0].strip(" ")
        if len(text) == _PREFIXED and text.isascii() and text.isdigit() and text[0] != "0":
            return text
        return self._person.read(cells) or ""

    def write(self, value: object) -> Cells:
        """Return thirteen digits or a blank."""
        return (value,) if isinstance(value, str) else self._person.write(value)

    def doubts(self, cells: Cells, value: object, /) -> tuple[Problem, ...]:
        """Warn of a wrong check digit."""
        if not isinstance(value, str) or not value:
            return self._person.doubts(cells, value)
        if corporate_number.is_valid(value):
            return ()
        remedy = "そのまま取り込みました。提出者に確かめてください。"
        return (Problem("検査用数字の誤り", "法人番号の検査用数字が合いません。", remedy),)


class Municipality(Codec):
    """市町村コード of five or six digits, read as six; another city's is as good as ours."""

    def __init__(self, *, required: bool) -> None:
        """Refuse a blank cell where ``required``."""
        self.required = required

    def read(self, cells: Cells) -> str:
        """Return six digits, or ``""`` for a blank cell."""
        text = cells[0].strip(" ")
        if not text:
            if self.required:
                raise RefusedError(Problem("空欄", "必須の項目が空欄です。"))
            return ""
        try:
            code = municipality_code.six_digits(text)
        except ValueError as wrong:
            raise RefusedError(Problem("市町村コードでない", str(wrong))) from None
        if int(code[:2]) not in PREFECTURES:
            problem = "都道府県の番号（先頭2桁）が01から47まででありません。"
            raise RefusedError(Problem("市町村コードでない", problem))
        return code

    def write(self, value: object) -> Cells:
        """Return the six digits."""
        return (str(value),)
