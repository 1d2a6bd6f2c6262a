"""Reading records and what was sent in large pieces for verification, ready to be compared.

The databases put the texts together themselves: Python would take most of the time of a
verification for it. What does not agree here is looked at again, one record at a time.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections

from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import CLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = tuple[int, int, str, str, bytes, bytes]

AT_ONCE = 2_000
FEW_PAGES = -1_024
"""As SQLite counts: KiB below 0."""

FIRST, LAST = -(2**63), 2**63 - 1
"""Around every place, also those that no record should have."""

SPARSE = 4
"""Acts are asked for by their keys when these are spread over more than this many times them."""

REPEATED = ("staff_number", "function", "action", "subject_kind", "subject_id", "result")
"""Columns of both tables, in the order of the text, after the moment."""
MORE = ("staff_name", "terminal", "purpose")


@dataclass(frozen=True, slots=True)
class Piece:
    """Records that follow one another, and the texts of the acts they tell of.

    A row is a bare tuple, for there are millions: place, key of the act, previous digest,
    digest, what is hashed (previous digest, newline, content), and the text of the columns
    that repeat the content, as the content begins its act.
    """

    rows: Sequence[Row]
    sent: Mapping[int, bytes]


def pieces(after: int, until: int) -> Iterator[Piece]:
    """Yield the records whose place is above ``after`` and not above ``until``, in order."""
    with few_pages("audit"), few_pages("default"):
        while rows := _records(after, until):
            yield Piece(rows, _sent([row[1] for row in rows]))
            after = rows[-1][0]


@contextmanager
def few_pages(alias: str) -> Iterator[None]:
    """Let SQLite hold little of a database of which every page is read once."""
    if connections[alias].vendor != "sqlite":
        yield
        return
    with connections[alias].cursor() as cursor:
        (usual,) = cursor.execute("PRAGMA cache_size").fetchone()
        cursor.execute(f"PRAGMA cache_size={FEW_PAGES}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA cache_size={usual}")


def _records(after: int, until: int) -> list[Row]:
    vendor = connections["audit"].vendor
    hashed = _bytes(vendor, f"previous_digest || {_newline(vendor)} || content")
    columns = _bytes(vendor, _columns(vendor))
    with connections["audit"].cursor() as cursor:
        cursor.execute(
            "SELECT sequence, outbox_id, previous_digest, digest,"  # noqa: S608 - names of our own  # nosec B608
            f" {hashed}, {columns} FROM {AuditRecord._meta.db_table}"
            f" WHERE sequence > %s AND sequence <= %s ORDER BY sequence LIMIT {AT_ONCE}",
            [after, until],
        )
        return list(cursor.fetchall())


def _sent(ids: Sequence[int]) -> dict[int, bytes]:
    low, high = min(ids), max(ids)
    dense = high - low < SPARSE * len(ids)
    condition = "BETWEEN %s AND %s" if dense else f"IN ({', '.join(['%s'] * len(ids))})"
    vendor = connections["default"].vendor
    more = "".join(f""" || ',"{name}":' || {_quoted(vendor, name)}""" for name in MORE)
    act = f"""{_columns(vendor)}{more} || ',"details":' || details || '{CLOCKS}'"""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"SELECT id, {_bytes(vendor, act)} FROM {OutgoingRecord._meta.db_table}"  # noqa: S608 - names of our own  # nosec B608
            f" WHERE id {condition}",
            [low, high] if dense else list(ids),
        )
        return dict(cursor.fetchall())


def _columns(vendor: str) -> str:
    """Return SQL for the first members of an act's text, which both tables have as columns."""
    moment = (
        """to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
        if vendor == "postgresql"
        else "substr(recorded_at, 1, 10) || 'T' || substr(recorded_at, 12, 8) || '.' ||"
        " substr(substr(recorded_at, 21) || '000000', 1, 6) || '+00:00'"
    )
    rest = "".join(f""" || ',"{name}":' || {_quoted(vendor, name)}""" for name in REPEATED)
    return f"""'"recorded_at":"' || {moment} || '"'{rest}"""


def _quoted(vendor: str, name: str) -> str:
    return f'to_json("{name}"::text)::text' if vendor == "postgresql" else f'json_quote("{name}")'


def _newline(vendor: str) -> str:
    return "chr(10)" if vendor == "postgresql" else "char(10)"


def _bytes(vendor: str, text: str) -> str:
    return f"convert_to({text}, 'UTF8')" if vendor == "postgresql" else f"CAST({text} AS BLOB)"
