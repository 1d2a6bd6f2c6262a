"""Adding to the audit database: one process at a time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK = 0x6A756D696E7A6569
"""Number of PostgreSQL's advisory lock under which the chain grows ("juminzei")."""


@contextmanager
def locked() -> Iterator[None]:
    """Keep other processes waiting until the transaction ends.

    On SQLite the transaction itself does so: it is an immediate one.
    """
    with transaction.atomic(using="audit"):
        if connections["audit"].vendor == "postgresql":
            with connections["audit"].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
