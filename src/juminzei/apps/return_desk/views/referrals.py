"""Who was told to declare elsewhere, and the figures of the season."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.return_desk.forms.queue_forms import PeriodForm, ReferralForm
from juminzei.apps.return_desk.models import Referral
from juminzei.apps.return_desk.selectors.queue import figures_of, venue_days
from juminzei.apps.return_desk.services.referrals import refer
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.tickets import QUEUE
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "POST"])
def desk_referrals(request: HttpRequest) -> HttpResponse:
    """Show the referrals, and keep one."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    form = ReferralForm(request.POST or None, initial={"tax_year": at.year})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            refer(**form.cleaned_data, day=at.date(), actor=actor, at=at)
        except DeskRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, "案内を記録しました。申告の内容は残していません。")
            return redirect("desk_referrals")
    elif request.method == "POST":
        status = UNPROCESSABLE
    rows = Referral.objects.select_related("venue_day__venue", "referred_by").order_by("-pk")
    page = page_of(request, rows)
    audit.record(
        action="return_desk.referrals.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count},
    )
    context = {"form": form, "page": page}
    return render(request, "return_desk/referrals.html", context, status=status)


@require_GET
def desk_figures(request: HttpRequest) -> HttpResponse:
    """Show how many came, by day and venue."""
    at = now()
    actor = acting(request, QUEUE, at=at)
    today = at.date()
    form = PeriodForm({"first": today.replace(day=1), "last": today, **request.GET.dict()})
    told = form.cleaned_data if form.is_valid() else {}
    first = told.get("first") or today.replace(day=1)
    days = venue_days(told.get("venue"), first, told.get("last") or today)
    page = page_of(request, days.order_by("day", "venue__name"))
    audit.record(action="return_desk.figures.viewed", actor=actor, at=at)
    context = {
        "filter_form": form,
        "page": page,
        "lines": [(one, figures_of(days.filter(pk=one.pk))) for one in page.object_list],
        "total": figures_of(days),
    }
    return render(request, "return_desk/figures.html", context)
