"""The record of acts: written with the act, carried to its own database, chained there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from django.db import Error, connection, transaction

from juminzei.platform.audit.actions import action_called
from juminzei.platform.audit.carrier import woken
from juminzei.platform.audit.chain import Problem
from juminzei.platform.audit.draining import carry, drain, waiting_records
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.record_text import all_shown, shown
from juminzei.platform.audit.results import Result
from juminzei.platform.audit.unanchored import LATENESS
from juminzei.platform.audit.verification import verify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

__all__ = ["LIMIT", "AuditStalledError", "Problem", "Result", "drain", "record", "verify"]

LIMIT = timedelta(minutes=10)
"""How long a record may wait for the audit database before acts are refused."""

ADDRESSEE_DIGITS = 10

LENGTHS = {
    field.name: getattr(field, "max_length", None) for field in OutgoingRecord._meta.concrete_fields
}

LOG = structlog.get_logger(__name__)


class AuditStalledError(Exception):
    """The audit database has been out of reach for too long; the act was not done."""


def record(
    *,
    action: str,
    actor: StaffMember,
    at: datetime,
    function: str = "",
    subject_kind: str = "",
    subject_id: str = "",
    purpose: str = "",
    result: Result | None = None,
    terminal: str = "",
    details: Mapping[str, object] | None = None,
    limit: timedelta = LIMIT,
) -> None:
    """Record one act in the act's own transaction.

    The record goes to the audit database after the commit: at once, or in a server by its
    carrier (:mod:`juminzei.platform.audit.carrier`). While it cannot, acts go on
    for ``limit`` and are refused then: what nobody can see afterwards must not happen.

    Args:
        action: What was done: ``<app>.<thing>.<past participle>``.
        actor: Who did it.
        at: When, aware.
        function: Under which function of the policy it was permitted; empty takes the one
            that ``actions.toml`` names for the action.
        subject_kind: What it was done to, such as ``"addressee"``.
        subject_id: Which one.
        purpose: What for: a name from a list, never what somebody typed.
        result: Whether it was done; ``None`` takes what ``actions.toml`` names.
        terminal: Where ``actor`` sits; empty takes ``actor.terminal``, if there is one.
        details: Identifiers and figures as JSON, never names or Individual Numbers.
        limit: How old the oldest waiting record may be.

    Raises:
        AuditStalledError: Let it go up, so that the act is rolled back.
        TypeError: ``details`` holds what JSON does not know, such as a number of the vault.
    """
    _refuse_if_stalled(at, limit)
    _refuse_if_unanchored(at)
    kind = action_called(action)
    if subject_kind == "addressee" and subject_id.isdecimal():
        subject_id = subject_id.zfill(ADDRESSEE_DIGITS)
    row = OutgoingRecord.objects.create(
        recorded_at=at,
        staff_number=actor.staff_number,
        staff_name=_column("staff_name", actor.name),
        terminal=_column("terminal", terminal or getattr(actor, "terminal", "")),
        function=function or kind.function,
        action=_column("action", action),
        subject_kind=subject_kind,
        subject_id=_column("subject_id", subject_id),
        purpose=_column("purpose", purpose),
        result=result or kind.result,
        details=all_shown(dict(details or {})),
    )
    transaction.on_commit(_AfterCommit(row.pk))


def _column(name: str, text: str) -> str:
    """Return ``text`` as that column can hold it, with no sign that acts instead of showing."""
    return shown(text)[: LENGTHS[name]]


@dataclass(frozen=True, slots=True)
class _AfterCommit:
    """Drains after the commit; until then it tells which records are this transaction's."""

    pk: int

    def __call__(self) -> None:
        """Have what waits carried; a failure is not the act's, the limit takes care of it."""
        if woken():
            return
        try:
            drain()
        except Error:
            LOG.exception("audit records wait: the audit database is out of reach")


def _refuse_if_stalled(at: datetime, limit: timedelta) -> None:
    """Refuse the act if records of others have waited too long and still cannot be carried.

    A process may have died just after its commit: then nothing is wrong but that nobody
    has carried its record since, and it is done now.
    """
    waiting = waiting_records()
    acts = [entry[1] for entry in connection.run_on_commit]
    own = [act.pk for act in acts if isinstance(act, _AfterCommit)]
    if own:
        waiting = waiting.filter(pk__lt=min(own))
    oldest = waiting.order_by("pk").first()
    if oldest is None or at - oldest.recorded_at <= limit:
        return
    try:
        carry(waiting)
    except Error as error:
        since = oldest.recorded_at.astimezone(at.tzinfo)
        raise AuditStalledError(
            f"操作記録を {since:%Y-%m-%d %H:%M} から保存できていないため、操作を中止しました。"
            "システム管理者に操作記録データベースの確認を依頼してください。"
        ) from error


def _refuse_if_unanchored(at: datetime) -> None:
    """Refuse the act if nobody could vouch for the record of it for too long already."""
    since = LATENESS.too_late()
    if since is not None:
        raise AuditStalledError(
            f"操作記録の検証点を {since.astimezone(at.tzinfo):%Y-%m-%d %H:%M} から"
            "保存できていないため、操作を中止しました。"
            "システム管理者に検証点の保存先と署名鍵の確認を依頼してください。"
        )
