"""Relatives and pension payments: blocks of columns that repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError, moved
from juminzei.formats.cells.digits import Code, WholeNumber
from juminzei.formats.cells.numbers import PersonNumber
from juminzei.formats.cells.texts import Text
from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.relative import Relative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WITH_NUMBER = 4
_PAYMENT_CELLS = 4
_NAME_LENGTH = 30
_KINDS = ("00", "01", "02", "03", "04", "0", "1", "2", "3", "4")


class Relatives(Codec):
    """Blocks of フリガナ, 氏名, 区分 and (not always) 個人番号; blank blocks are left out."""

    secret = True
    _parts: tuple[Codec, ...] = (
        Text(_NAME_LENGTH),
        Text(_NAME_LENGTH),
        Code(_KINDS, 2, required=False),
        PersonNumber(),
    )

    def __init__(self, *, width: int = _WITH_NUMBER, blocks: int = 4) -> None:
        """Take ``blocks`` blocks of ``width`` cells, 4 with a number, 3 without."""
        self.width = width
        self.blocks = blocks

    def read(self, cells: Cells) -> tuple[Relative, ...]:
        """Return whoever is named, each with the place of the block."""
        if not any(cells):
            return ()
        found: list[Relative] = []
        problems: list[Problem] = []
        for place, block in self._split(cells):
            if not any(block):
                continue
            values: list[object] = []
            for offset, (part, cell) in enumerate(zip(self._parts, block, strict=False)):
                try:
                    values.append(part.read((cell,)))
                except RefusedError as refused:
                    problems += moved(refused.problems, (place - 1) * self.width + offset)
            found.append(_relative(values, place))
        if problems:
            raise RefusedError(*problems)
        return tuple(found)

    def write(self, value: object) -> Cells:
        """Return the cells of all blocks, blank where nobody is named."""
        cells = [""] * (self.width * self.blocks)
        for relative in value if isinstance(value, tuple) else ():
            block = (relative.kana, relative.name, relative.kind)
            number = self._parts[3].write(relative.number) if self.width == _WITH_NUMBER else ()
            start = (relative.place - 1) * self.width
            cells[start : start + self.width] = [*block, *number]
        return tuple(cells)

    def doubts(self, cells: Cells, value: object, /) -> tuple[Problem, ...]:
        """Pass on what the parts of each block say."""
        found: list[Problem] = []
        for relative in value if isinstance(value, tuple) else ():
            start = (relative.place - 1) * self.width
            said = (relative.kana, relative.name, relative.kind, relative.number)
            for place, part, one in zip(
                range(start, start + self.width), self._parts, said, strict=False
            ):
                found += moved(part.doubts((cells[place],), one), place)
        return tuple(found)

    def _split(self, cells: Cells) -> Iterator[tuple[int, Cells]]:
        for place in range(1, self.blocks + 1):
            yield place, cells[(place - 1) * self.width : place * self.width]


class Spouse(Codec):
    """One block: a relative whose place is 0, or None."""

    secret = True
    _block = Relatives(blocks=1)

    def read(self, cells: Cells) -> Relative | None:
        """Return the spouse, or None where the block is blank."""
        found = self._block.read(cells)
        return _with_place(found[0], 0) if found else None

    def write(self, value: object) -> Cells:
        """Return the four cells."""
        return self._block.write((_with_place(value, 1),) if isinstance(value, Relative) else ())

    def doubts(self, cells: Cells, value: object, /) -> tuple[Problem, ...]:
        """Pass on what the block says."""
        block = (_with_place(value, 1),) if isinstance(value, Relative) else ()
        return self._block.doubts(cells, block)


class Payments(Codec):
    """支払金額, 未払金額, 源泉徴収税額, 未徴収税額 of each item of a pension report."""

    _amount = WholeNumber(10)

    def __init__(self, blocks: int) -> None:
        """Take ``blocks`` items of the report; the rest of the four are blank."""
        self.blocks = blocks

    def read(self, cells: Cells) -> tuple[PensionPayment, ...]:
        """Return four payments."""
        amounts: list[int | None] = []
        problems: list[Problem] = []
        for offset, cell in enumerate(cells):
            try:
                amounts.append(self._amount.read((cell,)))
            except RefusedError as refused:
                problems += moved(refused.problems, offset)
        if problems:
            raise RefusedError(*problems)
        amounts += [None] * (_PAYMENT_CELLS * 4 - len(amounts))
        return tuple(
            PensionPayment(*amounts[start : start + _PAYMENT_CELLS])
            for start in range(0, _PAYMENT_CELLS * 4, _PAYMENT_CELLS)
        )

    def write(self, value: object) -> Cells:
        """Return the cells of the items that the layout has."""
        cells: list[str] = []
        for payment in (value if isinstance(value, tuple) else ())[: self.blocks]:
            for amount in (payment.paid, payment.unpaid, payment.withheld, payment.uncollected):
                cells += self._amount.write(amount)
        return tuple(cells)


def _relative(values: list[object], place: int) -> Relative:
    make: Callable[..., Relative] = Relative
    return make(*values, *[None] * (_WITH_NUMBER - len(values)), place)


def _with_place(relative: Relative, place: int) -> Relative:
    return Relative(relative.kana, relative.name, relative.kind, relative.number, place)
