"""Words from a list: reasons of a change, kinds of change, grounds of taxation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError
from juminzei.formats.cells.digits import Flag
from juminzei.formats.register_reasons import Reason

if TYPE_CHECKING:
    from enum import StrEnum

_RELATIONSHIP = re.compile(r"(?:\d\d(?:[のー-]?\d\d){0,3})?", re.ASCII)


class Choice(Codec):
    """One of the values of an enumeration, written as it is named."""

    def __init__(self, values: type[StrEnum]) -> None:
        """Take the values of ``values``; a blank is refused."""
        self.values = values

    def read(self, cells: Cells) -> StrEnum:
        """Return the member whose value the cell is."""
        if not cells[0]:
            raise RefusedError(Problem("空欄", "必須の項目が空欄です。"))
        try:
            return self.values(cells[0])
        except ValueError:
            named = "・".join(member.value for member in self.values)
            raise RefusedError(Problem("区分外", f"{named}のどれでもありません。")) from None

    def write(self, value: object) -> Cells:
        """Return the member's value."""
        return (str(value),)


class ReasonName(Codec):
    """異動事由 by its name in the standard specification, kept as text."""

    _names = frozenset(reason.value for reason in Reason)

    def __init__(self, *, required: bool) -> None:
        """Refuse a blank cell where ``required``."""
        self.required = required

    def read(self, cells: Cells) -> str:
        """Return the name."""
        if cells[0] in self._names or not (cells[0] or self.required):
            return cells[0]
        if not cells[0]:
            raise RefusedError(Problem("空欄", "必須の項目が空欄です。"))
        raise RefusedError(Problem("区分外", "標準仕様書の異動事由のどれでもありません。"))

    def write(self, value: object) -> Cells:
        """Return the name."""
        return (str(value),)


class Relationship(Codec):
    """続柄コード: up to four codes of two digits, one after the other or joined by の."""

    def read(self, cells: Cells) -> str:
        """Return the codes as written."""
        if not _RELATIONSHIP.fullmatch(cells[0]):
            raise RefusedError(Problem("続柄コードでない", "2桁のコードを4つまで並べる項目です。"))
        return cells[0]

    def write(self, value: object) -> Cells:
        """Return the codes."""
        return (str(value),)


class YesNo(Flag):
    """1 or 0, never blank: whether somebody is protected must be said."""

    def read(self, cells: Cells) -> bool:
        """Return whether the flag is set."""
        value = super().read(cells)
        if value is None:
            raise RefusedError(Problem("空欄", "0か1を必ず書く項目です。"))
        return value
