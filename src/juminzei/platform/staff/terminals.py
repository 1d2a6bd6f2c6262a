"""Terminals: asked for by one person, approved by another, known by a key in their browser."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import Terminal, TerminalClass
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

KEY_BYTES = 24


@transaction.atomic
def request_terminal(
    *, name: str, place: str, terminal_class: str, actor: StaffMember, at: datetime
) -> Terminal:
    """Ask that a machine may be worked from.

    Raises:
        StaffRefusedError: The name is taken or empty, or there is no such class.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if terminal_class not in TerminalClass.values:
        raise StaffRefusedError(f"端末の区分は {'、'.join(TerminalClass.values)} のどれかです。")
    if not name.strip() or not place.strip() or Terminal.objects.filter(name=name).exists():
        raise StaffRefusedError("端末名と設置場所を入れてください。端末名は1台に1つです。")
    terminal = Terminal.objects.create(
        name=name,
        place=place,
        terminal_class=terminal_class,
        requested_by=actor,
        requested_at=at,
    )
    _record("staff.terminal.requested", terminal, actor, at)
    return terminal


@transaction.atomic
def approve_terminal(*, name: str, actor: StaffMember, at: datetime) -> str:
    """Approve a machine that another person asked for.

    Returns:
        The key that the machine's browser is told once; only its digest is kept.

    Raises:
        StaffRefusedError: No such machine waits, or the actor asked for it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.approve", on=at.date())
    waiting = Terminal.objects.select_for_update(of=("self",)).select_related("requested_by")
    terminal = waiting.filter(name=name, approved_at__isnull=True, revoked_at__isnull=True).first()
    if terminal is None:
        raise StaffRefusedError(f"端末 {name} は、承認を待っていません。")
    if terminal.requested_by.staff_number == actor.staff_number:
        raise StaffRefusedError("申請した人は、承認できません。")
    key = secrets.token_urlsafe(KEY_BYTES)
    terminal.approved_by, terminal.approved_at, terminal.key_digest = actor, at, _digest(key)
    terminal.save(update_fields=["approved_by", "approved_at", "key_digest"])
    _record("staff.terminal.approved", terminal, actor, at)
    return key


@transaction.atomic
def revoke_terminal(*, name: str, actor: StaffMember, at: datetime) -> None:
    """Let nobody work from a machine any more, from the next request on.

    Raises:
        StaffRefusedError: There is no such machine.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    terminal = Terminal.objects.filter(name=name, revoked_at__isnull=True).first()
    if terminal is None:
        raise StaffRefusedError(f"端末 {name} は登録されていません。")
    terminal.revoked_at = at
    terminal.save(update_fields=["revoked_at"])
    _record("staff.terminal.revoked", terminal, actor, at)


def terminal_with(key: str) -> Terminal | None:
    """Return the machine whose key this is, while it is approved and not revoked."""
    if not key:
        return None
    good = Terminal.objects.filter(approved_at__isnull=False, revoked_at__isnull=True)
    return good.filter(key_digest=_digest(key)).first()


def _digest(key: str) -> str:
    """Return the SHA-256; a key is 192 random bits, so nothing slower is needed."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _record(action: str, terminal: Terminal, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="terminal",
        subject_id=terminal.name,
        details={"class": terminal.terminal_class},
    )
