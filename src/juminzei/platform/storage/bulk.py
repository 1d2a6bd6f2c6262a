"""Many rows at once, on Django's own connection and inside its transaction.

One statement for all rows: ``executemany`` on SQLite, ``COPY`` on PostgreSQL. Rows do
not pass through ``save()``, signals or validation, so what must hold has to be held by
the code that made the columns and by constraints in the database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from django.db import connections, router, transaction
from django.db.models import AutoField, BigAutoField, ForeignKey, JSONField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Field, Model
    from numpy.typing import NDArray

    AnyField: TypeAlias = Field[Any, Any]
    Column: TypeAlias = Sequence[object] | NDArray[Any] | "Same"

UNCHANGED = frozenset(
    {
        "BigAutoField",
        "AutoField",
        "BigIntegerField",
        "BinaryField",
        "BooleanField",
        "CharField",
        "IntegerField",
        "SmallIntegerField",
        "TextField",
    }
)
"""Kinds of field whose Python value is the database's value on both engines."""


@dataclass(frozen=True, slots=True)
class Same:
    """One value for every row."""

    value: object


def bulk_insert(model: type[Model], columns: Mapping[str, Column]) -> int:
    """Insert rows given as columns and return how many.

    Fields that are not named get their default; a generated key may be left to the
    database, or taken beforehand with :func:`reserve_ids`.

    Args:
        model: The table.
        columns: Field name (``addressee_id`` for a foreign key) → one value per row,
            as a sequence, a NumPy array, or :class:`Same`; at least one is not ``Same``.

    Raises:
        ValueError: The columns differ in length, or name a field that is not there.
    """
    count = _length(columns)
    if count == 0:
        return 0
    alias = router.db_for_write(model)
    connection = connections[alias]
    given = _complete(model, columns)
    rows = zip(*(_prepared(field, column, connection) for field, column in given), strict=False)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = ", ".join(quote(field.column or field.attname) for field, _ in given)
    with transaction.atomic(using=alias, savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            command = f"COPY {table} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(command) as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(given))
            statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names are the model's own  # nosec B608
            cursor.executemany(statement, list(rows))
    return count


def _length(columns: Mapping[str, Column]) -> int:
    lengths = {
        name: len(column) for name, column in columns.items() if not isinstance(column, Same)
    }
    if len(set(lengths.values())) != 1:
        raise ValueError(f"columns must be equally long, and one at least not Same: {lengths}")
    return next(iter(lengths.values()))


def _complete(model: type[Model], columns: Mapping[str, Column]) -> list[tuple[AnyField, Column]]:
    """Return every column of the table with what to write in it, in the table's order."""
    fields: list[AnyField] = list(model._meta.concrete_fields)
    unknown = set(columns) - {field.attname for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}; foreign keys end in _id")
    return [
        (field, columns[field.attname] if field.attname in columns else Same(field.get_default()))
        for field in fields
        if field.attname in columns or not isinstance(field, (AutoField, BigAutoField))
    ]


def _prepared(field: AnyField, column: Column, connection: BaseDatabaseWrapper) -> Iterable[object]:
    """Return the column's values as the database driver wants them."""
    if isinstance(column, Same):
        return repeat(next(iter(_prepared(field, [column.value], connection))))
    values: Sequence[object] = column.tolist() if isinstance(column, np.ndarray) else column
    target = field.target_field if isinstance(field, ForeignKey) else field
    if target.get_internal_type() in UNCHANGED:
        return values
    if isinstance(target, JSONField):
        return [json.dumps(value, cls=target.encoder) for value in values]
    # Dates and times repeat a great deal: each distinct value is converted once.
    converted = {value: target.get_db_prep_save(value, connection) for value in set(values)}
    return [converted[value] for value in values]
