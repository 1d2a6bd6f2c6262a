"""One session for each member: begun, replaced by another, ended; how long it may last."""

from __future__ import annotations

import hashlib
from copy import copy
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.factors import has_factor
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.rules import rules

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest

BEGAN, SEEN, FACTOR, LOCKED = "began", "seen", "factor", "locked"
DUE, PASSED = "due", "passed"
NOTED = timedelta(seconds=30)
"""How exactly the time of the last request is kept: not each is worth a write."""


def begin_session(sender: object, request: HttpRequest, user: StaffMember, **_other: Any) -> None:
    """Make the new session the only one of its member; what was open elsewhere ends."""
    del sender
    at = now()
    begun = StaffMember.objects.get(pk=user.pk)
    if begun.session_mark:
        audit.record(
            action="staff.session.replaced",
            actor=begun,
            at=at,
            subject_kind="staff_member",
            subject_id=begun.staff_number,
        )
    request.session[BEGAN] = request.session[SEEN] = at.isoformat()
    request.session[FACTOR] = DUE if rules().second_factor_needed or has_factor(begun) else ""
    take_over(request.session, begun)


def take_over(session: SessionBase, member: StaffMember) -> None:
    """Let ``session``, under its identifier of now, be the one that counts.

    After somebody else's session on the same machine it has none yet, and gets one here.
    """
    if not session.session_key:
        session.create()
    StaffMember.objects.filter(pk=member.pk).update(session_mark=_mark(session))


def renew(session: SessionBase, member: StaffMember) -> None:
    """Give the session a new identifier: whoever it belongs to proved themselves again."""
    session.cycle_key()
    take_over(session, member)


def end_session(member: StaffMember) -> None:
    """Let no session of ``member``'s count: they left."""
    StaffMember.objects.filter(pk=member.pk).update(session_mark="")


def counts(request: HttpRequest, member: StaffMember, at: datetime) -> bool:
    """Return whether the session is the member's one, and not older than a session may be."""
    longest = timedelta(hours=rules().session_hours)
    began = _time(request.session, BEGAN)
    current = began is not None and timedelta() <= at - began < longest
    return current and member.session_mark == _mark(request.session)


def idle(request: HttpRequest, at: datetime) -> bool:
    """Return whether the session is locked, or nothing was asked for too long."""
    seen = _time(request.session, SEEN)
    too_long = seen is None or at - seen >= timedelta(minutes=rules().idle_minutes)
    return bool(request.session.get(LOCKED)) or too_long


def note_request(request: HttpRequest, at: datetime) -> None:
    """Keep when somebody last asked for something."""
    seen = _time(request.session, SEEN)
    if seen is None or at - seen >= NOTED:
        request.session[SEEN] = at.isoformat()


def lock(request: HttpRequest, member: StaffMember, at: datetime) -> None:
    """Lock the session until the password is typed again, and record it once."""
    if request.session.get(LOCKED):
        return
    request.session[LOCKED] = True
    _record("staff.session.locked", member, at)


def unlock(request: HttpRequest, member: StaffMember, at: datetime) -> None:
    """Open a locked session again, under a new identifier."""
    request.session[LOCKED] = False
    request.session[SEEN] = at.isoformat()
    renew(request.session, member)
    _record("staff.session.unlocked", member, at)


def _record(action: str, member: StaffMember, at: datetime) -> None:
    audit.record(
        action=action,
        actor=copy(member),
        at=at,
        subject_kind="staff_member",
        subject_id=member.staff_number,
    )


def _mark(session: SessionBase) -> str:
    return hashlib.sha256((session.session_key or "").encode()).hexdigest()


def _time(session: SessionBase, name: str) -> datetime | None:
    text = session.get(name)
    return datetime.fromisoformat(text) if text else None


user_logged_in.connect(begin_session, dispatch_uid="juminzei.begin_session")
