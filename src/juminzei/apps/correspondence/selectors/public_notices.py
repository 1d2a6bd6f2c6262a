"""What was proposed, decided and posted, and from when a letter counts as delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from juminzei.apps.correspondence.models import PublicNotice, PublicNoticeAct, PublicNoticeStep

if TYPE_CHECKING:
    from datetime import date
    from typing import TypedDict

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from juminzei.platform.staff.models import StaffMember

    class SoFar(TypedDict):
        """The newest act, and the days of the posting."""

        act: str | None
        posted_on: date | None
        effective_on: date | None

    NoticeSoFar = WithAnnotations[PublicNotice, SoFar]

WAITING = "waiting"
STATES = {
    WAITING: "承認待ち",
    PublicNoticeAct.APPROVED.value: "掲示待ち",
    PublicNoticeAct.POSTED.value: "掲示",
    PublicNoticeAct.TURNED_DOWN.value: "却下",
}
"""By the newest act; nothing done yet is waiting."""


def public_notices() -> QuerySet[NoticeSoFar]:
    """Return all of them with ``act``, ``posted_on`` and ``effective_on``; none is left out."""
    steps = PublicNoticeStep.objects.filter(notice=OuterRef("pk")).order_by("-pk")
    posted = steps.filter(act=PublicNoticeAct.POSTED)
    return PublicNotice.objects.select_related("letter__addressee", "proposed_by").annotate(
        act=Subquery(steps.values("act")[:1]),
        posted_on=Subquery(posted.values("posted_on")[:1]),
        effective_on=Subquery(posted.values("effective_on")[:1]),
    )


def in_state(state: str) -> Q:
    """Return the condition for notices in one of :data:`STATES`."""
    return Q(act=None) if state == WAITING else Q(act=state)


def awaiting_approval(*, but_of: StaffMember | None = None) -> int:
    """Return how many proposals nobody has decided about, without those of one member."""
    undecided = PublicNotice.objects.filter(steps=None)
    return undecided.exclude(proposed_by=but_of).count() if but_of else undecided.count()


def delivered_on(notice_number: str, *, tax_year: int) -> date | None:
    """Return from which day a notice counts as delivered by public notice.

    Args:
        notice_number: 通知書番号.
        tax_year: 年度.

    Returns:
        The day, which may lie ahead; None where nothing was posted for it. Nothing is
        said of letters that the post delivered. Several postings: the first one counts.
    """
    posted = PublicNoticeStep.objects.filter(
        act=PublicNoticeAct.POSTED,
        notice__letter__notice_number=notice_number,
        notice__letter__tax_year=tax_year,
    )
    return posted.order_by("effective_on").values_list("effective_on", flat=True).first()
