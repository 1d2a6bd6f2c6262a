"""更正・決定: who is to be reassessed, what is proposed, and the second person's word on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import cluster, identity
from juminzei.apps.assessment.forms import ReassessmentForm
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.reassessments import due, of_person, reassessments
from juminzei.apps.assessment.services.decide_reassessment import DECIDE, decide_reassessment
from juminzei.apps.assessment.services.propose_reassessment import (
    PROPOSE,
    ReassessmentRefusedError,
    propose_reassessment,
)
from juminzei.apps.assessment.services.reassessment_effect import reassessment_effect
from juminzei.apps.assessment.tables_of_reassessments import ReassessmentTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

ORDERS = ("-asked_at", "addressee_id", "last_day")
STATES = {"open": "決裁待ち", "granted": "承認", "refused": "不承認", "": "すべて"}
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def reassessment_list(request: HttpRequest) -> HttpResponse:
    """Show what was proposed of every year, and how many fixed taxes are old."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    state = request.GET.get("state", "open")
    rows = reassessments()
    if state == "open":
        rows = rows.filter(decision=None)
    elif state:
        rows = rows.filter(decision__granted=state == "granted")
    context = listed(request, rows, ReassessmentTable, orders=ORDERS)
    audit.record(
        action="assessment.reassessments.viewed",
        actor=actor,
        at=at,
        details={"page": context["page"].number, "found": context["page"].paginator.count},
    )
    more = {"state": state, "states": STATES.items(), "due": due()}
    return render(request, "assessment/reassessments.html", {**context, **more})


@require_GET
def reassess(request: HttpRequest, number: int) -> HttpResponse:
    """Show a person's fixed tax beside what the documents come to now."""
    return _person(request, number, ReassessmentForm(auto_id="%s"))


@require_POST
def reassess_propose(request: HttpRequest, number: int) -> HttpResponse:
    """Propose to change it."""
    at = now()
    actor = acting(request, PROPOSE, at=at)
    form = ReassessmentForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _person(request, number, form, status=UNPROCESSABLE)
    try:
        made = propose_reassessment(
            **form.cleaned_data, number=number, tax_year=_year(request, at), actor=actor, at=at
        )
    except ReassessmentRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _person(request, number, form, status=CONFLICT)
    messages.success(request, "更正を起案しました。別の職員が決裁すると税額が変わります。")
    return redirect("reassessment", made.pk)


@require_GET
def reassessment(request: HttpRequest, reassessment_id: int) -> HttpResponse:
    """Show one change: the former tax and the new one, why, and who decided what."""
    return _page(request, reassessment_id)


@require_POST
def reassessment_decide(request: HttpRequest, reassessment_id: int) -> HttpResponse:
    """Agree to a change or turn it down."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    granted = request.POST.get("outcome") == "grant"
    try:
        decide_reassessment(
            key=reassessment_id,
            granted=granted,
            note=request.POST.get("note", "")[:200],
            actor=actor,
            at=at,
        )
    except ReassessmentRefusedError as refusal:
        return _page(request, reassessment_id, problem=str(refusal), status=CONFLICT)
    done = "承認し、課税台帳に新しい版を加えました。" if granted else "承認しませんでした。"
    messages.success(request, f"更正 {reassessment_id} を{done}")
    return redirect("reassessment", reassessment_id)


def _year(request: HttpRequest, at: datetime) -> int:
    """Return the tax year of the page's address, or the one being worked on."""
    text = request.GET.get("year", "")
    is_year = len(text) == len("2026") and text.isascii() and text.isdigit()
    return int(text) if is_year else newest_tax_year(at)


def _person(
    request: HttpRequest, number: int, form: ReassessmentForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, PROPOSE, at=at)
    who = identity(number, on=at.date())
    if who is None:
        raise Http404
    year = _year(request, at)
    _looked(request, number, at, "assessment.reassess.viewed", {"tax_year": year})
    effect = reassessment_effect(number, year)
    earlier = list(of_person(cluster(number), year))
    context = {
        "who": who,
        "year": year,
        "effect": effect,
        "earlier": earlier,
        "form": form,
        "may_propose": effect is not None
        and bool(effect.changed)
        and all(hasattr(one, "decision") for one in earlier)
        and allowed(actor, PROPOSE, on=at.date()),
    }
    return render(request, "assessment/reassess.html", context, status=status)


def _page(
    request: HttpRequest, reassessment_id: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, PROPOSE, at=at)
    made = reassessments().filter(pk=reassessment_id).first()
    if made is None:
        raise Http404
    details: dict[str, object] = {"reassessment": made.pk, "tax_year": made.tax_year}
    _looked(request, made.addressee_id, at, "assessment.reassessment.viewed", details)
    waits = not hasattr(made, "decision")
    own = same_person(actor, made.asked_by)
    effect = reassessment_effect(made.addressee_id, made.tax_year) if waits else None
    context = {
        "made": made,
        "waits": waits,
        "own": own,
        "effect": effect,
        "overtaken": effect is not None and effect.digest() != made.digest,
        "may_decide": waits and not own and allowed(actor, DECIDE, on=at.date()),
        "problem": problem,
    }
    return render(request, "assessment/reassessment.html", context, status=status)


def _looked(
    request: HttpRequest, number: int, at: datetime, action: str, details: dict[str, object]
) -> None:
    """Count and record that somebody's tax was looked at."""
    actor = acting(request, PROPOSE, at=at)
    count_person(actor, number, at=at)
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
        details=details,
    )
