"""Letters to senders and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from juminzei.apps.receiving.models import (
    DeliveredFile,
    FileState,
    LetterStep,
    SenderLetter,
    SenderLetterStep,
)
from juminzei.apps.receiving.selectors.senders import sender_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

STATES = {
    "prepared": ("warning", "承認待ち"),
    "granted": ("warning", "送付待ち"),
    "turned_down": ("plain", "取下げ"),
    "sent": ("plain", "回答待ち"),
    "answered": ("good", "訂正・回答あり"),
    "closed": ("plain", "回答なしで終了"),
}
"""State → how it looks and what it is called."""
MOST = 50


def sender_letters() -> QuerySet[Any]:
    """Return every letter with one flag for each step that was taken."""
    done = SenderLetterStep.objects.filter(letter=OuterRef("pk"))
    flags = {one.value: Exists(done.filter(step=one)) for one in LetterStep}
    return SenderLetter.objects.select_related("prepared_by", "employer").annotate(**flags)


def letter_state(one: SenderLetter) -> str:
    """Return where a letter of :func:`sender_letters` stands, a key of :data:`STATES`."""
    for state in ("turned_down", "answered", "closed", "sent", "granted"):
        if one.__dict__[state]:
            return state
    return "prepared"


def letters_in(state: str, on: date) -> QuerySet[Any]:
    """Return the letters that stand there (``late``: sent and not answered in time); else all."""
    begun = Q(turned_down=False)
    waiting = Q(sent=True, answered=False, closed=False)
    wanted = {
        "prepared": begun & Q(granted=False),
        "granted": begun & Q(granted=True, sent=False),
        "turned_down": Q(turned_down=True),
        "sent": waiting,
        "late": waiting & Q(reply_by__lt=on),
        "answered": Q(answered=True),
        "closed": Q(closed=True),
    }
    return sender_letters().filter(wanted.get(state, Q()))


def answering_files(letter: SenderLetter) -> list[DeliveredFile]:
    """Return the files that came since a letter was sent and may answer it, newest first."""
    sent = letter.steps.filter(step=LetterStep.SENT).first()
    if sent is None:
        return []
    came = DeliveredFile.objects.filter(state=FileState.TAKEN, entered_at__gte=sent.done_at)
    came = came.exclude(pk=letter.delivered_file_id or 0)
    if letter.received_file_id is not None:
        came = came.exclude(received_file=letter.received_file_id)
    rows = came.select_related("delivery", "employer").order_by("-pk")
    if letter.kind:
        rows = rows.filter(kind=letter.kind)
    return [one for one in rows[:MOST] if _same_sender(letter, one)]


def _same_sender(letter: SenderLetter, file: DeliveredFile) -> bool:
    if letter.employer_id is None:
        return file.delivery.sender == letter.receiver
    sender = file.employer or sender_of(file.received_file_id)
    return sender is not None and sender.pk == letter.employer_id
