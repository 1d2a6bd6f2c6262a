"""A number that may be used only once two different people found it right.

Until then it lies in a place of its own, which nothing compares or shows. The second person
enters the number again from the papers: that it is the same is what makes two checks of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.vault.linking import LinkRefusedError, link, refuse_if_tied
from juminzei.platform.vault.models import Matter, PairedDecision
from juminzei.platform.vault.paired_decisions import (
    PairedDecisionError,
    ask,
    decide,
    open_decisions,
)
from juminzei.platform.vault.place import Place
from juminzei.platform.vault.services import find, forget, seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from juminzei.base.numbers.individual_number import IndividualNumber
    from juminzei.platform.staff.models import StaffMember


def propose(
    place: Place,
    subject_id: int,
    number: IndividualNumber,
    *,
    reason: str,
    actor: StaffMember,
    at: datetime,
) -> None:
    """Put a number aside until a second person agrees.

    Raises:
        LinkRefusedError: The subject has a number, or one waits already.
    """
    with transaction.atomic(using="vault"):
        refuse_if_tied(place, subject_id)
        try:
            ask(Matter.NONREGISTERED_NUMBER, str(subject_id), reason=reason, actor=actor, at=at)
        except PairedDecisionError as error:
            raise LinkRefusedError(str(error)) from None
        seal(_aside(place), [(subject_id, number)])


def settle(
    place: Place,
    subject_id: int,
    number: IndividualNumber | None,
    *,
    actor: StaffMember,
    at: datetime,
    existing: Callable[[Iterable[int]], list[int]],
) -> None:
    """Tie the number that was put aside, as the second person, or turn it down.

    Args:
        place: Kind of subject, and whose number.
        subject_id: The subject's key.
        number: The number as the second person read it; ``None`` turns it down.
        actor: The second person.
        at: When.
        existing: As for :func:`juminzei.platform.vault.linking.link`.

    Raises:
        LinkRefusedError: Nothing waits, the actor asked for it, or the numbers differ.
    """
    with transaction.atomic(using="vault"):
        if number is not None and subject_id not in find(_aside(place), number):
            raise LinkRefusedError(
                "入力した個人番号が、申請された番号と違います。書類を確かめてください。"
            )
        try:
            decision = decide(
                Matter.NONREGISTERED_NUMBER,
                str(subject_id),
                agreed=number is not None,
                actor=actor,
                at=at,
            )
        except PairedDecisionError as error:
            raise LinkRefusedError(str(error)) from None
        forget(_aside(place), [subject_id])
        if number is not None:
            link(
                place,
                subject_id,
                number,
                reason=decision.reason,
                actor=actor,
                at=at,
                existing=existing,
            )


def waiting() -> list[PairedDecision]:
    """Return what waits for a second person, the oldest first."""
    return open_decisions(Matter.NONREGISTERED_NUMBER)


def _aside(place: Place) -> Place:
    return Place(place.subject_kind, "proposed")
