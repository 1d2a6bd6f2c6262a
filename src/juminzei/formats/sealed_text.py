"""Text that is expected to hold Individual Numbers among words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Self

from juminzei.base.numbers.individual_number import MASK
from juminzei.formats.blanking import blank_numbers, numbers_in

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber

_COUNTED = re.compile(r"[（(]\s*\d{1,2}\s*[）)]")
"""What stands before each person where somebody counts them: （５）."""


class Named(NamedTuple):
    """A person in a text of several."""

    name: str
    number: IndividualNumber | None


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

    @property
    def persons(self) -> tuple[Named, ...]:
        """The persons that the text names, each with the number beside the name.

        Where nobody counted them and several numbers stand in the text, nobody can tell
        whose name goes with which number: then there is a person without name a number.
        """
        parts = [part for part in _COUNTED.split(self.__text) if part.strip()]
        found = [(part, numbers_in(part)) for part in parts]
        if any(len(numbers) > 1 for _, numbers in found):
            return tuple(Named("", number) for number in self.numbers)
        return tuple(
            Named(blank_numbers(part).replace(MASK, "").strip(), next(iter(numbers), None))
            for part, numbers in found
        )

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
