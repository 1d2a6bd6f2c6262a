"""Emptying append-only tables between tests, which their triggers would refuse.

Tests with real transactions end by emptying every table. That is not an act of the
program, so the triggers are put aside for it and put back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection as some_connection

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.operations import BaseDatabaseOperations


def allow_emptying() -> None:
    """Let Django's ``flush`` empty append-only tables, in this test process only."""
    operations: Any = next(
        base for base in type(some_connection.ops).__mro__ if "execute_sql_flush" in vars(base)
    )
    empty = operations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
        with triggers_aside(self.connection):
            empty(self, sql_list)

    # On the class, because each thread and each event loop has connections of its own.
    operations.execute_sql_flush = execute_sql_flush


@contextmanager
def triggers_aside(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Put a database's triggers aside, as somebody with the file in their hands could."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
        return
    question = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(question)
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)
