"""A visitor's own typing: a code given out, a form kept apart, taken over by a clerk or not.

Nobody is signed in at a visitor's terminal. Its code opens one blank form once and shows nothing
of what the city knows; what is typed changes no return until a clerk has looked at it.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import salted_hmac

from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.models import VisitorDecision, VisitorEntry, VisitorPass
from juminzei.apps.return_desk.offered_lines import Offer
from juminzei.apps.return_desk.selectors.visitors import VISITOR, waiting_entry
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import (
    locked,
    recorded,
)
from juminzei.apps.return_desk.services.take_over import fill_from
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.models import DeskReturn

DIGITS = 10
SALT = "return_desk.visitor_pass"
AT_TERMINAL = StaffMember(staff_number="-", name="（来庁者の端末）")
"""Who is on record where nobody is signed in."""
OVER = "コードの期限が過ぎたか、申告が締め切られました。職員をお呼びください。"


@transaction.atomic
def open_pass(*, return_id: int, actor: StaffMember, at: datetime) -> tuple[str, VisitorPass]:
    """Give out a code for a visitor's terminal; one given out before is void.

    Returns:
        The code, of which only a digest is kept, and how long it is good for.

    Raises:
        DeskRefusedError: The return is not open, or what was typed before was not looked at.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    if waiting_entry(one) is not None:
        raise DeskRefusedError("来庁者の前の入力が未確認です。先に確かめてください。")
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    opened = VisitorPass.objects.create(
        desk_return=one,
        code_digest=_digest(code),
        opened_by=actor,
        opened_at=at,
        until=at + timedelta(minutes=rules().visitor_minutes),
    )
    recorded("return_desk.visitor.opened", one, actor, at)
    return code, opened


def pass_of(code: str, *, at: datetime) -> VisitorPass | None:
    """Return what a code opens at a visitor's terminal, none where it opens nothing."""
    found = VisitorPass.objects.filter(code_digest=_digest(code)).first()
    if found is not None and is_open(found, at):
        return found
    audit.record(action="return_desk.visitor.refused", actor=AT_TERMINAL, at=at)
    return None


def is_open(one: VisitorPass, at: datetime) -> bool:
    """Return whether a code is the newest of its open return, in time and unused."""
    void = VisitorPass.objects.filter(desk_return=one.desk_return_id, pk__gt=one.pk).exists()
    used = VisitorEntry.objects.filter(visitor_pass=one).exists()
    return at < one.until and not void and not used and one.desk_return.state in OPEN


@transaction.atomic
def keep_typed(*, pass_id: int, entries: Entries, at: datetime) -> VisitorEntry:
    """Keep what a visitor typed, once, apart from the return.

    Args:
        pass_id: What the code had opened.
        entries: What was typed.
        at: When.

    Raises:
        DeskRefusedError: The code is good no longer, or nothing was typed.
    """
    found = VisitorPass.objects.get(pk=pass_id)
    one = locked(found.desk_return_id, OPEN)
    if not is_open(found, at):
        raise DeskRefusedError(OVER)
    if not any(entries.to_keep()[part] for part in ("values", "lists")):
        raise DeskRefusedError("まだ何も入っていません。")
    kept = VisitorEntry.objects.create(
        visitor_pass=found, entries=Entries(entries.values, entries.lists).to_keep(), entered_at=at
    )
    recorded("return_desk.visitor.entered", one, AT_TERMINAL, at)
    return kept


@transaction.atomic
def take_typed(*, return_id: int, actor: StaffMember, at: datetime) -> int:
    """Fill what says nothing yet with what the visitor typed; return how many lines were taken.

    Raises:
        DeskRefusedError: The return is not open, nothing waits, or nothing of it can be taken.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    waiting = _waiting(one)
    offer = Offer(Entries.kept(waiting.entries), VISITOR)
    taken = fill_from(offer, one, reason=VISITOR, actor=actor, at=at)
    if not taken:
        raise DeskRefusedError(
            "取り込める記入がありません。どの欄にもすでに記入があります。"
            "違いを本人に確かめて直し、「取り込まない」で終えてください。"
        )
    _decide(waiting, one, actor, at, taken=taken)
    return taken


@transaction.atomic
def put_typed_aside(*, return_id: int, reason: str, actor: StaffMember, at: datetime) -> None:
    """End what a visitor typed without taking it.

    Raises:
        DeskRefusedError: The return is not open, nothing waits, or there is no reason.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    waiting = _waiting(one)
    if not reason.strip():
        raise DeskRefusedError("取り込まない理由を入れてください。")
    _decide(waiting, one, actor, at, reason=reason.strip())


def _waiting(one: DeskReturn) -> VisitorEntry:
    waiting = waiting_entry(one)
    if waiting is None:
        raise DeskRefusedError("確認を待つ来庁者の入力がありません。")
    return waiting


def _decide(
    entry: VisitorEntry,
    one: DeskReturn,
    actor: StaffMember,
    at: datetime,
    *,
    taken: int = 0,
    reason: str = "",
) -> None:
    VisitorDecision.objects.create(
        entry=entry, taken=taken, reason=reason, decided_by=actor, decided_at=at
    )
    action = "return_desk.visitor.taken" if taken else "return_desk.visitor.put_aside"
    recorded(action, one, actor, at, taken=taken)


def _digest(code: str) -> str:
    """Return what a code is kept as: guessing it takes the secret key of the installation."""
    return salted_hmac(SALT, code, algorithm="sha256").hexdigest()
