"""The list of what was proposed of addressees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.models import RegistrationProposal

if TYPE_CHECKING:
    from django.db.models import QuerySet

ORDERS = ("proposed_at", "kind", "proposed_by")
WAITING, DECIDED = "waiting", "decided"


def proposals(
    *, state: str = "", kind: str = "", staff: str = "", order: str = ORDERS[0]
) -> QuerySet[RegistrationProposal]:
    """Return what was proposed, in a total order.

    Args:
        state: ``waiting`` (also if nothing is said), ``decided`` or ``all``.
        kind: Of the addressee; nothing for every kind.
        staff: Number of who proposed; nothing for everybody.
        order: One of :data:`ORDERS`, with ``-`` before it for the reverse.
    """
    found = RegistrationProposal.objects.select_related("proposed_by", "decision__version")
    if state in {"", WAITING}:
        found = found.filter(decision=None)
    elif state == DECIDED:
        found = found.exclude(decision=None)
    if kind:
        found = found.filter(kind=kind)
    if staff:
        found = found.filter(proposed_by__staff_number=staff)
    column = order.removeprefix("-")
    name = "proposed_by__staff_number" if column == "proposed_by" else column
    return found.order_by(f"-{name}" if order.startswith("-") else name, "pk")


def addressees_of(proposal_id: int) -> list[int]:
    """Return whom a proposal is about, once somebody has the number."""
    numbers = RegistrationProposal.objects.filter(pk=proposal_id).values_list(
        "subject_id", "decision__version__addressee_id"
    )
    return sorted({number for row in numbers for number in row if number})
