"""Search by the beginning of a key, by its B-tree index on both engines.

Django's own ``startswith`` is a pattern with an escape on SQLite, which reads the
whole index; a range reads only what is found. PostgreSQL compares by language, so a
range would be wrong there, but it turns a pattern with a fixed beginning into one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, Func, Lookup

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    TextLookup = Lookup[str]
else:
    TextLookup = Lookup  # generic for the type checker only

LAST = "\U0010ffff"
"""No text that begins with ``x`` comes after ``x`` and this."""


@CharField.register_lookup
class BeginsWith(TextLookup):
    """``field__begins_with="ヤマ"``."""

    lookup_name = "begins_with"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return a range of code points."""
        column, parameters = self.process_lhs(compiler, connection)
        beginning = str(self.rhs)
        bounds = (*parameters, beginning, *parameters, beginning + LAST)
        return f"({column} >= %s AND {column} < %s)", bounds

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return a pattern, which the index with pattern operators answers."""
        column, parameters = self.process_lhs(compiler, connection)
        escaped = str(self.rhs).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        return f"{column} LIKE %s", [*parameters, escaped + "%"]


class ByCodePoint(Func):
    """Order a text column by code point on both engines, whatever the server's language."""

    template = "%(expressions)s"

    def __init__(self, field: str) -> None:
        super().__init__(F(field), output_field=CharField())

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        """Return the column with the collation of code points."""
        template = '%(expressions)s COLLATE "C"'
        sql, parameters = self.as_sql(compiler, connection, template=template, **context)
        return sql, list(parameters)
