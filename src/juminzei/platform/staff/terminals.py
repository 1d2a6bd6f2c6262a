"""Terminals: asked for by one person, approved by another, known by key or certificate."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import Terminal, TerminalClass
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

KEY_BYTES = 24
CERTIFICATE = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def request_terminal(
    *,
    name: str,
    place: str,
    terminal_class: str,
    actor: StaffMember,
    at: datetime,
    certificate: str = "",
) -> Terminal:
    """Ask that a machine may be worked from.

    Args:
        name: What it is called, never used before.
        place: Where it stands.
        terminal_class: A value of :class:`~juminzei.platform.staff.models.TerminalClass`.
        actor: Who asks.
        at: When.
        certificate: The SHA-256 of its client certificate, if it is known by one.

    Raises:
        StaffRefusedError: The name is taken or empty, there is no such class, or the digest is
            none or another machine's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.manage", on=at.date())
    if terminal_class not in TerminalClass.values:
        raise StaffRefusedError(f"端末の区分は {'、'.join(TerminalClass.values)} のどれかです。")
    if not name.strip() or not place.strip() or Terminal.objects.filter(name=name).exists():
        raise StaffRefusedError("端末名と設置場所を入れてください。端末名は1台に1つです。")
    digest = certificate.strip().replace(":", "").lower()
    _refuse_unfit_certificate(digest)
    terminal = Terminal.objects.create(
        certificate_digest=digest,
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
        The key that the machine's browser is told once, of which only the digest is kept;
        empty for a machine that is known by its certificate.

    Raises:
        StaffRefusedError: No such machine waits, or the actor asked for it.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "staff.approve", on=at.date())
    waiting = Terminal.objects.select_for_update(of=("self",)).select_related("requested_by")
    terminal = waiting.filter(name=name, approved_at__isnull=True, revoked_at__isnull=True).first()
    if terminal is None:
        raise StaffRefusedError(f"端末 {name} は、承認を待っていません。")
    if same_person(actor, terminal.requested_by):
        raise StaffRefusedError("申請した人は、承認できません。")
    key = "" if terminal.certificate_digest else secrets.token_urlsafe(KEY_BYTES)
    terminal.approved_by, terminal.approved_at = actor, at
    terminal.key_digest = _digest(key) if key else ""
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


def terminal_with(key: str, certificate: str = "") -> Terminal | None:
    """Return the machine whose key or certificate this is, while it is approved, not revoked.

    Args:
        key: What its browser sends along.
        certificate: The SHA-256 of the certificate that our proxy verified.
    """
    good = Terminal.objects.filter(approved_at__isnull=False, revoked_at__isnull=True)
    proof = rules().terminal_proof
    if certificate and proof != "key":
        found = good.filter(certificate_digest=certificate).first()
        if found:
            return found
    if not key or proof == "certificate":
        return None
    return good.filter(key_digest=_digest(key)).first()


def _refuse_unfit_certificate(digest: str) -> None:
    if digest and not CERTIFICATE.fullmatch(digest):
        raise StaffRefusedError(
            "証明書のSHA-256は、16進数64けたで入れてください（コロンがあってもかまいません）。"
        )
    there = Terminal.objects.filter(revoked_at__isnull=True)
    if digest and there.filter(certificate_digest=digest).exists():
        raise StaffRefusedError("この証明書は、別の端末に登録されています。")
    if not digest and rules().terminal_proof == "certificate":
        raise StaffRefusedError("端末は証明書で確かめる設定です。証明書のSHA-256を入れてください。")


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
