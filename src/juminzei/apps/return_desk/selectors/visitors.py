"""What visitors typed beside a return, and whether somebody has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.models import VisitorEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from juminzei.apps.return_desk.models import DeskReturn

VISITOR = "来庁者の入力"
"""Where a figure of a visitor is said to come from."""


def typed_by_visitors(one: DeskReturn) -> QuerySet[VisitorEntry]:
    """Return everything that visitors typed beside a return, oldest first."""
    typed = VisitorEntry.objects.filter(visitor_pass__desk_return=one).order_by("pk")
    return typed.select_related("decision__decided_by")


def waiting_entry(one: DeskReturn) -> VisitorEntry | None:
    """Return what nobody has looked at yet; of a return there is one at most."""
    return typed_by_visitors(one).filter(decision__isnull=True).first()
