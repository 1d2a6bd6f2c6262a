"""Reads a law file into typed sections, and says exactly what is wrong with one that is not."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from juminzei.base.money import Rate
from juminzei.kernel.parameters.tables import (
    OPEN,
    AmountRow,
    AmountTable,
    Grid,
    GridRow,
    LineRow,
    LineTable,
    RateRow,
    RateTable,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
ROWS: dict[type, type] = {AmountTable: AmountRow, LineTable: LineRow, RateTable: RateRow}
SIGNED = (".plus", ".up_to")
"""Ends of the keys that may lie below zero."""
OPEN_TABLES = (LineTable, RateTable)
"""Tables whose last row must hold for everything above."""


class LawError(Exception):
    """A law file is missing or wrong: which file, which key, and what to do."""

    def __init__(self, file: str, key: str, remedy: str) -> None:
        super().__init__(f"{file}: {key}: {remedy}" if key else f"{file}: {remedy}")
        self.file = file
        self.key = key
        self.remedy = remedy


def bind(kind: type[T], value: object, *, file: str, key: str) -> T:
    """Return ``value``, as TOML gave it, as a ``kind``.

    Raises:
        LawError: A float, an unknown or missing key, a wrong type, or brackets with a gap
            or an overlap.
    """
    bound: T = _Binder(file).bound(kind, value, key)
    return bound


class _Binder:
    """Turns TOML values into typed ones, remembering the file for its complaints."""

    def __init__(self, file: str) -> None:
        self.file = file

    def bound(self, kind: Any, value: object, key: str) -> Any:  # noqa: ANN401 - kinds differ
        if isinstance(value, float):
            raise self.error(key, f'is {value}; write rates as "3/100" so that they stay exact')
        if get_origin(kind) in (Union, UnionType):
            kind = next(one for one in get_args(kind) if one is not NoneType)
        if kind in ROWS:
            return kind(rows=self.rows(kind, value, key))
        if kind is Rate:
            return self.rate(value, key)
        if get_origin(kind) is tuple:
            return self.sequence(get_args(kind)[0], value, key)
        if is_dataclass(kind):
            return self.section(kind, value, key)
        return self.plain(kind, value, key)

    def section(self, kind: Any, value: object, key: str) -> Any:  # noqa: ANN401 - kinds differ
        table = self.table(value, key)
        hints = get_type_hints(kind)
        wanted = {field.name: field for field in fields(kind) if field.init}
        for name in table:
            if name not in wanted:
                known = ", ".join(wanted)
                raise self.error(_join(key, name), f"is no known key; known here: {known}")
        for name, field in wanted.items():
            if name not in table and _required(field):
                raise self.error(_join(key, name), "is missing; add it with its article")
        bound = {
            name: self.bound(hints[name], one, _join(key, name)) for name, one in table.items()
        }
        if kind is Grid:
            self.check_grid(bound["own_up_to"], bound["rows"], key)
        return kind(**bound)

    def rows(self, kind: Any, value: object, key: str) -> tuple[Any, ...]:  # noqa: ANN401 - the same
        rows = self.sequence(ROWS[kind], value, key)
        if kind in OPEN_TABLES and (not rows or rows[-1].up_to != OPEN):
            raise self.error(key, "leaves a gap above its last row; end with `above = …`")
        return rows

    def sequence(self, kind: Any, value: object, key: str) -> tuple[Any, ...]:  # noqa: ANN401 - the same
        if not isinstance(value, list):
            raise self.error(key, f"is {value!r}; write a list")
        hints = get_type_hints(kind) if is_dataclass(kind) else {}
        if "up_to" not in hints:
            return tuple(self.bound(kind, one, f"{key}[{n}]") for n, one in enumerate(value))
        rows, reached = [], -OPEN
        for n, one in enumerate(value):
            row = self.closed(self.table(one, f"{key}[{n}]"), reached, f"{key}[{n}]")
            bound = self.bound(kind, row, f"{key}[{n}]")
            if bound.up_to <= reached:
                raise self.error(
                    f"{key}[{n}].up_to", f"is {bound.up_to}, within the row before; sort the rows"
                )
            reached = bound.up_to
            rows.append(bound)
        return tuple(rows)

    def closed(self, row: Mapping[str, object], reached: int, key: str) -> Mapping[str, object]:
        """Replace ``above`` of a last row by the largest limit, after checking that it fits."""
        if "above" not in row:
            return row
        if "up_to" in row:
            raise self.error(key, "has both `up_to` and `above`; keep `above` for the last row")
        if row["above"] != reached:
            raise self.error(
                f"{key}.above",
                f"is {row['above']}, but the row before ends at {reached}; they must be equal",
            )
        return {"up_to": OPEN, **{name: one for name, one in row.items() if name != "above"}}

    def rate(self, value: object, key: str) -> Rate:
        if not isinstance(value, str):
            raise self.error(key, f'is {value!r}; write rates as "3/100"')
        try:
            return Rate.parse(value)
        except ValueError as error:
            raise self.error(key, str(error)) from None

    def check_grid(self, own_up_to: tuple[int, ...], rows: tuple[GridRow, ...], key: str) -> None:
        """Refuse columns that do not rise, and rows of another width."""
        if list(own_up_to) != sorted(set(own_up_to)):
            raise self.error(f"{key}.own_up_to", "overlaps; write the limits in rising order")
        for n, row in enumerate(rows):
            if len(row.amounts) != len(own_up_to):
                raise self.error(f"{key}.rows[{n}].amounts", f"needs {len(own_up_to)} amounts")

    def plain(self, kind: type, value: object, key: str) -> object:
        is_bool = isinstance(value, bool)
        fits = is_bool if kind is bool else isinstance(value, kind) and not is_bool
        if not fits or (kind is date and isinstance(value, datetime)):
            raise self.error(key, f"is {value!r}; write a value of type {kind.__name__}")
        if kind is str and key.endswith("cite") and not value:
            raise self.error(key, "is empty; name the article that the figures stand in")
        if kind is int and cast("int", value) < 0 and not key.endswith(SIGNED):
            raise self.error(key, f"is {value}; figures of the law are not below zero")
        return value

    def table(self, value: object, key: str) -> Mapping[str, object]:
        if not isinstance(value, dict):
            raise self.error(key, f"is {value!r}; write a table")
        return value

    def error(self, key: str, remedy: str) -> LawError:
        return LawError(self.file, key, remedy)


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
