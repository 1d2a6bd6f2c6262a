"""The quarterly review: who is kept, who is removed, who did not come in for long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.models import Review, ReviewItem
from juminzei.platform.staff.reviews import open_review, quarter_of
from juminzei.platform.staff.selection import people, unused
from juminzei.platform.staff.services import allowed
from juminzei.web.staff.checking import CheckedAct, Done, answered
from juminzei.web.staff.forms import ReviewForm
from juminzei.web.staff.lists import VIEW

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.facts import Facts

MANAGE = "staff.manage"
PER_PAGE = 50
SHOWN = {"undecided": "決定待ち", "unused": "60日以上未使用", "all": "すべて"}


@require_GET
def staff_review(request: HttpRequest) -> HttpResponse:
    """Show the newest review with everybody who is looked at."""
    at = now()
    actor = acting(request, VIEW, at=at)
    review = Review.objects.order_by("-opened_on", "-pk").first()
    idle = people().filter(unused(at), pk=OuterRef("staff_member_id"))
    items = ReviewItem.objects.filter(review=review).annotate(unused=Exists(idle))
    shown = request.GET.get("shown", "undecided")
    shown = shown if shown in SHOWN else "undecided"
    kept = {"undecided": {"kept__isnull": True}, "unused": {"unused": True}, "all": {}}[shown]
    listed = items.filter(**kept).select_related("staff_member", "decided_by")
    page = Paginator(listed.order_by("staff_member__staff_number"), PER_PAGE)
    audit.record(action="staff.members.viewed", actor=actor, at=at, details={"review": True})
    context = {
        "review": review,
        "over": review is not None and review.deadline < at.date(),
        "page": page.get_page(request.GET.get("page")),
        "left": items.filter(kept__isnull=True).count(),
        "unused": items.filter(unused=True).count(),
        "choices": SHOWN,
        "shown": shown,
        "begun": review is not None and review.quarter == quarter_of(at.date()),
        "may_manage": allowed(actor, MANAGE, on=at.date()),
        "own": actor.pk,
    }
    return render(request, "web/staff/review.html", context)


@require_http_methods(["GET", "POST"])
def review_open(request: HttpRequest) -> HttpResponse:
    """Begin this quarter's review."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = ReviewForm(request.POST or None)

    def act() -> Done:
        open_review(deadline=form.cleaned_data["deadline"], actor=actor, at=at)
        return Done("棚卸しを始めました。")

    def look() -> Facts:
        review = Review.objects.filter(quarter=quarter_of(at.date())).first()
        return {"対象者": f"{review.items.count()} 人"} if review else {}

    one = CheckedAct(
        title="職員番号の棚卸しの開始",
        act=act,
        look=look,
        back=reverse("staff_review"),
        hint="期限までに決定のない職員番号は、期限の翌日から停止します。",
    )
    return answered(request, form, one)
