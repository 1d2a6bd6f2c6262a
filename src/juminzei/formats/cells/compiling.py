"""From a layout to the codecs that read its fields, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.formats.cells.choices import Choice, ReasonName, Relationship, YesNo
from juminzei.formats.cells.codec import Cells, Codec, Problem, RefusedError, moved
from juminzei.formats.cells.dates import EraDate, IncomeYear, IsoDate, ShortDate
from juminzei.formats.cells.digits import Code, FilledNumber, Flag, WholeNumber
from juminzei.formats.cells.numbers import Municipality, PayerIdentifier, PersonNumber
from juminzei.formats.cells.persons import Payments, Relatives, Spouse
from juminzei.formats.cells.texts import FreeText, HalfKana, Sealed, Text
from juminzei.formats.city_notice_kind import CityNoticeKind
from juminzei.formats.layout import load
from juminzei.formats.nonregistered_ground import TaxableGround
from juminzei.formats.register_reasons import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.formats.layout import Column, Group, Layout

YEAR_BASES = {"令和": 2018, "平成": 1988}
OTHER_CELLS = "other_cells"


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a record: the columns it is read from (from 0) and the way."""

    field: str
    columns: tuple[int, ...]
    context: tuple[int, ...]
    codec: Codec


class OtherCells(Codec):
    """Columns that no field holds: checked, and kept as (column number, text)."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        """Take the columns in their order."""
        self.numbers = tuple(column.number for column in columns)
        self.constants = tuple("".join(c.allowed) if len(c.allowed) == 1 else "" for c in columns)
        self.codecs = tuple(_by_type(column) for column in columns)

    def read(self, cells: Cells) -> tuple[tuple[int, str], ...]:
        """Return the cells that are neither blank nor the same in every row."""
        problems: list[Problem] = []
        kept: list[tuple[int, str]] = []
        for place, (codec, cell) in enumerate(zip(self.codecs, cells, strict=True)):
            try:
                text = str(codec.read((cell,)))
            except RefusedError as refused:
                problems += moved(refused.problems, place)
                continue
            if text != self.constants[place]:
                kept.append((self.numbers[place], text))
        if problems:
            raise RefusedError(*problems)
        return tuple(kept)

    def doubts(self, cells: Cells, _value: object, /) -> tuple[Problem, ...]:
        """Pass on what the columns say."""
        return tuple(
            doubt
            for place, (codec, cell) in enumerate(zip(self.codecs, cells, strict=True))
            for doubt in moved(codec.doubts((cell,), cell), place)
        )

    def write(self, value: object) -> Cells:
        """Return the cells of these columns; those of other columns are the writer's."""
        kept = dict(value) if isinstance(value, tuple) else {}
        columns = zip(self.numbers, self.constants, strict=True)
        return tuple(kept.get(number, constant) for number, constant in columns)


@cache
def parts_of(kind: str, name: str) -> tuple[Part, ...]:
    """Return the parts of a layout: every column is in exactly one of them."""
    layout = load(kind, name)
    single = [column for column in layout.columns if column.number not in layout.grouped]
    parts = [
        Part(column.field, (column.number - 1,), (), _by_meaning(column, layout))
        for column in single
        if column.field
    ]
    parts += [_group_part(group, layout) for group in layout.groups]
    others = tuple(column for column in single if not column.field)
    if others:
        places = tuple(column.number - 1 for column in others)
        parts.append(Part(OTHER_CELLS, places, (), OtherCells(others)))
    return tuple(parts)


def _by_meaning(column: Column, layout: Layout) -> Codec:
    making: dict[str, Callable[[], Codec]] = {
        "amount": lambda: WholeNumber(column.max, required=column.required),
        "count": lambda: WholeNumber(column.max, required=column.required),
        "filled": lambda: FilledNumber(column.max, required=column.required),
        "flag": lambda: Flag(column.allowed),
        "code": lambda: Code(column.allowed, column.max, required=column.required),
        "text": lambda: Text(column.max, required=column.required),
        "key": lambda: Text(column.max, required=column.required, words=False),
        "free_text": lambda: FreeText(column.max, required=column.required),
        "half_kana": lambda: HalfKana(column.max, required=column.required),
        "sealed": Sealed,
        "income_year": lambda: IncomeYear(YEAR_BASES[layout.era]),
        "iso_date": lambda: IsoDate(required=column.required),
        "person_number": PersonNumber,
        "bare_person_number": lambda: PersonNumber(prefixed=False),
        "payer": PayerIdentifier,
        "reason": lambda: ReasonName(required=column.required),
        "change_kind": lambda: Choice(ChangeKind),
        "ground": lambda: Choice(TaxableGround),
        "city_notice": lambda: Choice(CityNoticeKind),
        "relationship": Relationship,
        "yes_no": YesNo,
        "municipality": lambda: Municipality(required=column.required),
    }
    return making[column.meaning]()


def _by_type(column: Column) -> Codec:
    """Return how a column without a field is checked."""
    if column.type == "N" or column.allowed:
        return Code(column.allowed, column.max, required=column.required)
    return Text(column.max, required=column.required, words=column.type == "K")


def _group_part(group: Group, layout: Layout) -> Part:
    year_base = YEAR_BASES[layout.era]
    width = len(group.columns)
    required = layout.columns[group.columns[0] - 1].required
    making: dict[str, Callable[[], Codec]] = {
        "era_date": lambda: EraDate(required=required, year_base=year_base),
        "short_date": lambda: ShortDate(year_base),
        "spouse": Spouse,
        "relatives": lambda: Relatives(width=4, blocks=width // 4),
        "relatives_without_number": lambda: Relatives(width=3, blocks=width // 3),
        "payments": lambda: Payments(width // 4),
    }
    return Part(
        group.field,
        tuple(number - 1 for number in group.columns),
        tuple(number - 1 for number in group.context),
        making[group.meaning](),
    )
