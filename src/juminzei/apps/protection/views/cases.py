"""The list of cases with its queues, and one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.protection.forms import CaseFilterForm, DecisionForm, EndForm, ExtensionForm
from juminzei.apps.protection.models import CaseState
from juminzei.apps.protection.selectors.cases import case_page, found, history, queue_counts
from juminzei.apps.protection.services.request_change import extended_until
from juminzei.apps.protection.tables import CaseTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 50
ORDERS = {
    "pk": "pk",
    "addressee_id": "addressee_id",
    "valid_from": "standing__valid_from",
    "valid_until": "standing__valid_until",
}
UNPROCESSABLE = 422


@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """Show the cases, narrowed by what the address asks for."""
    at = now()
    actor = acting(request, "protection.view", at=at)
    form = CaseFilterForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "queues": queue_counts(at.date())}
        return render(request, "protection/list.html", context, status=UNPROCESSABLE)
    order = request.GET.get("sort", "valid_until")
    order = order if order.removeprefix("-") in ORDERS else "valid_until"
    key = ("-" if order.startswith("-") else "") + ORDERS[order.removeprefix("-")]
    shown = found(form.terms(), on=at.date()).order_by(key, "pk")
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    audit.record(
        action="protection.list.viewed",
        actor=actor,
        at=at,
        details={"found": page.paginator.count, "page": page.number},
    )
    context = {
        "form": form,
        "queues": queue_counts(at.date()),
        "queue": form.cleaned_data["queue"],
        "table": CaseTable(list(page.object_list)),
        "page": page,
        "order": order,
    }
    return render(request, "protection/list.html", context)


@require_GET
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show one case with everything that was asked for and decided."""
    return shown_case(request, case_id)


def shown_case(
    request: HttpRequest,
    case_id: int,
    *,
    status: int = 200,
    problem: str = "",
    **forms_back: forms.Form,
) -> HttpResponse:
    """Return the page of a case, with forms that were filled in wrongly handed back."""
    at = now()
    actor = acting(request, "protection.view", at=at)
    one = case_page(case_id)
    if one is None:
        raise Http404
    audit.record(
        action="protection.case.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee_id:010d}",
        details={"case": case_id},
    )
    past = history(one)
    pending = next((asked for asked in past if not hasattr(asked, "decision")), None)
    standing = one.standing
    going_on = standing.state == CaseState.ACTIVE
    context = {
        "case": one,
        "standing": standing,
        "history": past,
        "pending": pending,
        "own": pending is not None and same_person(actor, pending.requested_by),
        "over": going_on and standing.valid_until < at.date(),
        "may_change": going_on
        and pending is None
        and allowed(actor, "protection.register", on=at.date()),
        "may_decide": pending is not None
        and not same_person(actor, pending.requested_by)
        and allowed(actor, "protection.decide", on=at.date()),
        "extended_until": extended_until(standing.valid_from, standing.valid_until),
        "problem": problem,
        "form": next(iter(forms_back.values()), None),
        "decide_form": forms_back.get("decide") or DecisionForm(auto_id="decide_%s"),
        "extend_form": forms_back.get("extend") or ExtensionForm(auto_id="extend_%s"),
        "end_form": forms_back.get("end")
        or EndForm(auto_id="end_%s", initial={"ends_on": at.date()}),
    }
    return render(request, "protection/case.html", context, status=status)
