"""Keys taken before the rows are written, so that rows of two tables can name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connections, router, transaction

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Model

TRIES = 20


def reserve_ids(model: type[Model], count: int) -> range:
    """Return ``count`` consecutive keys of ``model`` that nobody else will be given.

    Keys that are reserved and not used are lost, which does no harm.

    Args:
        model: A table with a generated whole-number key.
        count: How many; 0 gives an empty range.
    """
    if count == 0:
        return range(0)
    alias = router.db_for_write(model)
    connection = connections[alias]
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        first = _from_sequence(connection, table, model._meta.pk.column or "id", count)
    else:
        with transaction.atomic(using=alias, savepoint=False):
            first = _from_counter(connection, table, count)
    return range(first, first + count)


def _from_counter(connection: BaseDatabaseWrapper, table: str, count: int) -> int:
    """Advance SQLite's counter of the table; the write transaction keeps others out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        if row is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, 0)", [table])
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
    return 1 if row is None else int(row[0]) + 1


def _from_sequence(connection: BaseDatabaseWrapper, table: str, key: str, count: int) -> int:
    """Take consecutive values of a PostgreSQL sequence.

    A lock of our own keeps other reservations out and is given back at once, so that
    two workers write at the same time; a plain insert that slips in between leaves a
    gap, seen and tried again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
        sequence = cursor.fetchone()[0]
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [sequence])
        try:
            for _ in range(TRIES):
                cursor.execute(
                    "SELECT min(n), max(n) FROM (SELECT nextval(%s::regclass) AS n"
                    " FROM generate_series(1, %s)) AS taken",
                    [sequence, count],
                )
                first, last = cursor.fetchone()
                if last - first == count - 1:
                    return int(first)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [sequence])
    raise RuntimeError(f"no {count} consecutive keys of {table} after {TRIES} tries")
