"""Emptying append-only tables between tests, which their triggers would refuse.

Tests with real transactions end by emptying every table. That is not an act of the
program, so the triggers are put aside for it and put back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper


def allow_emptying() -> None:
    """Let Django's ``flush`` empty append-only tables, in this test process only."""
    for connection in connections.all():
        _allow(connection)


def _allow(connection: BaseDatabaseWrapper) -> None:
    empty = connection.ops.execute_sql_flush

    def execute_sql_flush(sql_list: Sequence[str]) -> None:
        with _triggers_aside(connection):
            empty(sql_list)

    vars(connection.ops)["execute_sql_flush"] = execute_sql_flush


@contextmanager
def _triggers_aside(connection: BaseDatabaseWrapper) -> Iterator[None]:
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
