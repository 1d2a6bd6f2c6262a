"""A row of any table, whatever its columns mean: for what must hold of every table."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connections, models

if TYPE_CHECKING:
    from django.db.models import Field, Model

KEY = 987_654
VALUES: dict[type[object], object] = {
    models.DateTimeField: datetime(2026, 4, 20, 9, tzinfo=UTC),
    models.DateField: date(2026, 4, 20),
    models.BooleanField: False,
    models.BinaryField: b"x",
    models.JSONField: {},
    models.IntegerField: 1,
    models.UUIDField: UUID(int=1),
}


def any_row(model: type[Model]) -> Model:
    """Return a row that is not entered yet; what it refers to need not be there."""
    made = {
        column.attname: _value(column) for column in model._meta.concrete_fields if _asked(column)
    }
    return model(**made)


def rules_aside(alias: str, table: str) -> None:
    """Put what the columns of a table have to agree on aside, until the transaction is undone."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            return
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = to_regclass(%s)",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')


def rules_back(alias: str) -> None:
    """Have SQLite look at its rules again."""
    if connections[alias].vendor == "sqlite":
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def other(value: object) -> object:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, date):
        return value.replace(day=1)
    return f"{str(value)[:-1]}y"


def _asked(column: Field[Any, Any]) -> bool:
    return column.primary_key or not (column.null or column.has_default())


def _value(column: Field[Any, Any]) -> object:
    if column.primary_key and not column.is_relation:
        return "k" if isinstance(column, models.CharField) else KEY
    if column.is_relation:
        return KEY
    if column.choices:
        return next(iter(column.flatchoices))[0]
    for kind, value in VALUES.items():
        if isinstance(column, kind):
            return value
    return "x"[: getattr(column, "max_length", 1) or 1]
