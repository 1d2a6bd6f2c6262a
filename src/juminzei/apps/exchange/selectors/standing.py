"""Where consignments stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from juminzei.apps.exchange.models import Consignment, ConsignmentStep, Step

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

STATES = {
    "prepared": ("warning", "承認待ち"),
    "approved": ("warning", "送付待ち"),
    "turned_down": ("plain", "取下げ"),
    "sent": ("plain", "送付済（受領の確認待ち）"),
    "received": ("good", "受領確認済"),
    "returned": ("danger", "返送"),
}
"""State → how it looks and what it is called."""


def consignments() -> QuerySet[Any]:
    """Return every consignment with one flag for each step that was taken."""
    done = ConsignmentStep.objects.filter(consignment=OuterRef("pk"))
    flags = {one.value: Exists(done.filter(step=one)) for one in Step}
    found = Consignment.objects.select_related("prepared_by", "notice__addressee")
    return found.annotate(document_count=Count("documents"), **flags)


def state_of(one: Consignment) -> str:
    """Return where a consignment of :func:`consignments` stands, a key of :data:`STATES`."""
    for step in ("turned_down", "returned", "received", "sent", "approved"):
        if one.__dict__[step]:
            return step
    return "prepared"


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Return those of :func:`consignments` that stand there; all for any other word."""
    begun = Q(turned_down=False)
    wanted = {
        "prepared": begun & Q(approved=False),
        "approved": begun & Q(approved=True, sent=False),
        "turned_down": Q(turned_down=True),
        "sent": Q(sent=True, received=False, returned=False),
        "received": Q(received=True, returned=False),
        "returned": Q(returned=True),
        "open": begun & Q(sent=False),
        "kept": Q(sent=True, erased=False, returned=False, kind="documents"),
    }
    return rows.filter(wanted.get(state, Q()))


def overdue(on: date) -> QuerySet[Any]:
    """Return the consignments that should have been sent before the day."""
    return in_state(consignments(), "open").filter(due_on__lt=on)
