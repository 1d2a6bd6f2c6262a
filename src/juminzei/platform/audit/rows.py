"""Reading records and what was sent in large pieces, as plain texts, for verification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db import connections

from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.outbox.models import OutgoingRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.db.models import Model

    Sent = Mapping[int, tuple[str, ...]]
    """Columns of acts as :func:`~juminzei.platform.audit.record_text.act_text` takes them."""

AT_ONCE = 4_000
SPARSE = 4
"""Acts are asked for by their keys when these are spread over more than this many times them."""

SENT = (
    *("recorded_at", "staff_number", "staff_name", "terminal", "function", "action"),
    *("subject_kind", "subject_id", "purpose", "result", "details"),
)
FOUND = (
    *("sequence", "outbox_id", "recorded_at", "staff_number", "function", "action"),
    *("subject_kind", "subject_id", "result", "content", "previous_digest", "digest"),
)


class Row(NamedTuple):
    """One record as it lies in the audit database."""

    sequence: int
    outbox_id: int
    recorded_at: str
    staff_number: str
    function: str
    action: str
    subject_kind: str
    subject_id: str
    result: str
    content: str
    previous_digest: str
    digest: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Records that follow one another, and the acts they tell of."""

    rows: Sequence[Row]
    sent: Sent


def pieces(first: int, last: int | None = None) -> Iterator[Piece]:
    """Yield the records from place ``first`` on, through ``last``, in order."""
    after = first - 1
    while rows := _records(after, last):
        yield Piece(rows, _sent([row.outbox_id for row in rows]))
        after = rows[-1].sequence


def _records(after: int, last: int | None) -> list[Row]:
    until = "" if last is None else " AND sequence <= %s"
    connection = connections["audit"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_columns(AuditRecord, FOUND)} FROM {AuditRecord._meta.db_table}"  # noqa: S608 - names of our own  # nosec B608
            f" WHERE sequence > %s{until} ORDER BY sequence LIMIT {AT_ONCE}",
            [after] if last is None else [after, last],
        )
        return [Row._make(row) for row in cursor.fetchall()]


def _sent(ids: Sequence[int]) -> Sent:
    low, high = min(ids), max(ids)
    dense = high - low < SPARSE * len(ids)
    condition = "BETWEEN %s AND %s" if dense else f"IN ({', '.join(['%s'] * len(ids))})"
    with connections["default"].cursor() as cursor:
        cursor.execute(
            f"SELECT {_columns(OutgoingRecord, SENT)}, id FROM {OutgoingRecord._meta.db_table}"  # noqa: S608 - names of our own  # nosec B608
            f" WHERE id {condition}",
            [low, high] if dense else list(ids),
        )
        return {row[-1]: row[:-1] for row in cursor.fetchall()}


def _columns(model: type[Model], names: Sequence[str]) -> str:
    """Return the columns to ask for, moments as ISO 8601 in UTC with microseconds."""
    vendor = connections["audit" if model is AuditRecord else "default"].vendor
    moment = (
        """to_char("recorded_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')"""
        if vendor == "postgresql"
        else "substr(recorded_at, 1, 10) || 'T' || substr(recorded_at, 12, 8) || '.' ||"
        " substr(substr(recorded_at, 21) || '000000', 1, 6) || '+00:00'"
    )
    return ", ".join(moment if name == "recorded_at" else f'"{name}"' for name in names)
