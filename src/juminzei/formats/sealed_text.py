"""Text that is expected to hold Individual Numbers among words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Self

from juminzei.formats.blanking import blank_numbers, numbers_in

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber


class SealedText:
    """A cell such as 5人目以降の控除対象扶養親族: names and numbers in one text.

    It shows itself with the numbers blanked; only the writer of the same format, and
    whoever puts the numbers into the vault, sees what was written.
    """

    __slots__ = ("__text",)

    def __init__(self, text: str = "") -> None:
        self.__text = text

    @property
    def blanked(self) -> str:
        """The text with every run of twelve or more digits blanked."""
        return blank_numbers(self.__text)

    @property
    def numbers(self) -> tuple[IndividualNumber, ...]:
        """The Individual Numbers in the text, in their order."""
        return numbers_in(self.__text)

    def reveal(self) -> str:
        """Return the text as it was written."""
        return self.__text

    def __bool__(self) -> bool:
        return bool(self.__text)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, SealedText):
            return self.__text == other.__text
        return NotImplemented

    def __hash__(self) -> int:
        return hash((SealedText, self.__text))

    def __repr__(self) -> str:
        return f"SealedText({self.blanked!r})"

    def __str__(self) -> str:
        return self.blanked

    def __format__(self, format_spec: str) -> str:
        return format(self.blanked, format_spec)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("個人番号を含むことのある文は、保存できる形に変換できません。")


EMPTY = SealedText()
