"""個人番号: twelve digits that must never be seen by accident."""

from __future__ import annotations

from operator import mul
from typing import NoReturn, Self

from juminzei.base.citation import cites

DIGITS = 12
MASK = "＊" * DIGITS
WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)  # of the first eleven digits, from the left
_WEIGHT_OF_ZEROS = ord("0") * sum(WEIGHTS)  # digits are taken by their character codes


@cites(
    "行政手続における特定の個人を識別するための番号の利用等に関する法律施行令8条",
    "同法律施行規則5条",
)
def check_digit(first_eleven: str) -> int:
    """Return the twelfth digit (検査用数字) that belongs to ``first_eleven``.

    Raises:
        ValueError: ``first_eleven`` is not eleven digits; it is not in the text.
    """
    if len(first_eleven) != DIGITS - 1 or not _are_digits(first_eleven):
        first_eleven = ""  # a traceback that shows local variables shows nothing
        raise ValueError("個人番号の先頭11桁は、数字11桁で指定してください。")
    remainder = (sum(map(mul, first_eleven.encode(), WEIGHTS)) - _WEIGHT_OF_ZEROS) % 11
    return 0 if remainder <= 1 else 11 - remainder


class IndividualNumber:
    """An Individual Number in memory; it shows itself only to :meth:`reveal`.

    ``str``, ``repr``, formatting and everything built on them (logs, f-strings,
    dataclasses, tracebacks) give a mask; pickling is refused and JSON does not know
    it. Equal numbers are equal and hash alike, so they can be compared unseen.
    """

    __slots__ = ("__digits",)

    def __init__(self, text: str) -> None:
        """Take twelve digits, or thirteen of which the first is 0 (as files write them).

        Raises:
            ValueError: ``text`` is neither; it is not in the error's text.
        """
        digits = text[1:] if len(text) == DIGITS + 1 and text[0] == "0" else text
        if len(digits) != DIGITS or not _are_digits(digits):
            text = digits = ""  # a traceback that shows local variables shows nothing
            raise ValueError("個人番号は、数字12桁（先頭に0を付けた13桁）で指定してください。")
        self.__digits = digits

    @property
    def is_valid(self) -> bool:
        """Whether the last digit is the check digit of the others."""
        return check_digit(self.__digits[:-1]) == int(self.__digits[-1])

    def reveal(self) -> str:
        """Return the twelve digits; whoever calls this answers for where they go."""
        return self.__digits

    def __eq__(self, other: object) -> bool:
        if isinstance(other, IndividualNumber):
            return self.__digits == other.__digits
        return NotImplemented

    def __hash__(self) -> int:
        return hash((IndividualNumber, self.__digits))

    def __repr__(self) -> str:
        return f"IndividualNumber({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, format_spec: str) -> str:
        return format(MASK, format_spec)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("個人番号は保存できる形に変換できません。番号の保管庫を使ってください。")


def _are_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
