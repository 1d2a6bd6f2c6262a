"""Locks that last as long as a transaction: many may share one, or one has it alone.

On SQLite a transaction of ours is an immediate one, and has the whole database alone.
"""

from __future__ import annotations

from django.db import connection


def share(lock: int) -> None:
    """Wait until nobody has the lock alone, and share it until the transaction ends."""
    _ask("SELECT pg_advisory_xact_lock_shared(%s)", lock)


def have_alone(lock: int) -> None:
    """Wait until nobody else has the lock in any way, and keep it until the transaction ends."""
    _ask("SELECT pg_advisory_xact_lock(%s)", lock)


def _ask(question: str, lock: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(question, [lock])
