"""Equally long columns of people, checked when they are made: one row a person."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Self, get_type_hints

import numpy as np

from juminzei.kernel.column_kind import ColumnError, ColumnKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, eq=False)
class ColumnSet:
    """Columns of people; each field of a subclass is annotated with its :class:`ColumnKind`.

    Make them with :meth:`of`, which fills what is not given with 0 or false and checks ranges.
    """

    @classmethod
    def of(cls, n: int, **columns: object) -> Self:
        """Return ``n`` people with the given columns, everything else 0 or false.

        Raises:
            ColumnError: An unknown column, or values of a wrong type, length or range.
        """
        kinds = kinds_of(cls)
        for name in columns:
            if name not in kinds:
                raise ColumnError(f"{name}: no such column; see {cls.__name__}")
        values: dict[str, Any] = {
            name: kind.checked(name, columns.get(name), n) for name, kind in kinds.items()
        }
        return cls(**values)

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def rows(self, wanted: slice) -> Self:
        """Return some of the people, without copying."""
        return type(self)(**{c.name: getattr(self, c.name)[wanted] for c in fields(self)})

    def to_sparse(self, row: int) -> dict[str, int]:
        """Return what is not 0 of one person, as the ledger keeps it."""
        values = {column.name: int(getattr(self, column.name)[row]) for column in fields(self)}
        return {name: value for name, value in values.items() if value}

    @classmethod
    def from_sparse(cls, people: Sequence[Mapping[str, int]]) -> Self:
        """Return people from what :meth:`to_sparse` kept.

        Raises:
            ColumnError: An unknown column or a value out of range.
        """
        kinds = kinds_of(cls)
        told: dict[str, dict[int, int]] = {}
        for row, person in enumerate(people):
            for name, value in person.items():
                told.setdefault(name, {})[row] = value
        columns: dict[str, object] = {}
        for name, by_row in sorted(told.items()):
            values = np.array(list(by_row.values()))  # of the type to be checked
            column = np.zeros(len(people), values.dtype)
            column[list(by_row)] = values
            is_flag = name in kinds and kinds[name].flag
            columns[name] = column.astype(np.bool_) if is_flag else column
        return cls.of(len(people), **columns)


def kinds_of(columns: type[ColumnSet]) -> dict[str, ColumnKind]:
    """Return what each column of a set may hold, by name, in order."""
    return _kinds(columns)  # type: ignore[arg-type]  # classes have a hash, their rows have none


@cache
def _kinds(columns: type[ColumnSet]) -> dict[str, ColumnKind]:
    hints = get_type_hints(columns, include_extras=True)
    return {column.name: hints[column.name].__metadata__[0] for column in fields(columns)}
