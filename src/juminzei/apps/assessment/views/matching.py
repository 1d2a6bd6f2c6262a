"""The matching queue: a list, one decision after another, and undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import Withheld, read_settled, withheld
from juminzei.apps.assessment import filters, tables
from juminzei.apps.assessment.forms import Decision, DecisionForm
from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.selectors import list_pages
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.match_page import match_page, next_waiting
from juminzei.apps.assessment.services import decide_match
from juminzei.apps.assessment.services.decide_match import DecisionRefusedError
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.assessment.models import MatchDecision
    from juminzei.platform.staff.models import StaffMember

DONE = {
    Decision.SAME: "を特定しました。",
    Decision.FORWARD: "を回送にしました。",
    Decision.HOLD: "を保留にしました。",
}
PROPOSED = "について提案しました。別の職員が同じ人に決めると特定されます。"


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show the documents that wait for a clerk."""
    at = now()
    actor = acting(request, "match.decide", at=at)
    year = newest_tax_year(at)
    narrowed = filters.QueueFilter(request.GET, queryset=list_pages.queue(year))
    orders = ("-match_state", "pk", "kana", "birth_on", "candidate_count")
    context = listed(request, narrowed.qs, tables.QueueTable, orders=orders)
    shown = context["page"]
    audit.record(
        action="assessment.match_queue.viewed",
        actor=actor,
        at=at,
        details={"page": shown.number, "found": shown.paginator.count},
    )
    return render(
        request,
        "assessment/queue.html",
        {**context, "filter": narrowed, "year": tax_year_text(year)},
    )


@require_GET
def match(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show one document beside its candidates."""
    return _page(request, document_id, DecisionForm(auto_id="%s"))


@require_POST
def decide(request: HttpRequest, document_id: int) -> HttpResponse:
    """Carry out one decision and open the next document."""
    at = now()
    actor = acting(request, "match.decide", at=at)
    document = get_object_or_404(TaxDocument, pk=document_id)
    form = DecisionForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _page(request, document_id, form, status=422)
    following = next_waiting(document)
    try:
        decision = _carry_out(form, document_id, actor, at)
    except DecisionRefusedError as error:
        form.add_error(None, str(error))
        return _page(request, document_id, form, status=409)
    done = (
        PROPOSED if "proposed" in decision.reason else DONE[Decision(form.cleaned_data["decision"])]
    )
    text = f"資料 {document_id} {done}"
    messages.success(request, text, extra_tags=f"undo:{decision.pk}")
    return redirect("match", document_id=following) if following else redirect("match_queue")


@require_POST
def undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take a decision back and open its document again."""
    at = now()
    actor = acting(request, "match.decide", at=at)
    try:
        decision = decide_match.undo(decision_id=decision_id, actor=actor, at=at)
    except DecisionRefusedError as error:
        messages.error(request, str(error))
        return redirect("match_queue")
    messages.success(request, f"資料 {decision.document_id} の決定を取り消しました。")
    return redirect("match", document_id=decision.document_id)


def _carry_out(
    form: DecisionForm, document_id: int, actor: StaffMember, at: datetime
) -> MatchDecision:
    given = form.cleaned_data
    note, seen = given["note"], given["seen"]
    if given["decision"] == Decision.SAME:
        return decide_match.assign(
            document_id=document_id,
            addressee_id=given["addressee"],
            actor=actor,
            at=at,
            note=note,
            seen=seen,
        )
    if given["decision"] == Decision.FORWARD:
        return decide_match.forward(
            document_id=document_id,
            municipality=given["municipality"],
            actor=actor,
            at=at,
            note=note,
            seen=seen,
        )
    return decide_match.hold(document_id=document_id, actor=actor, at=at, note=note, seen=seen)


@require_POST
def protected_document(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show a protected person's address on a document this once, to whom may see it."""
    at = now()
    actor = acting(request, "address.protected.view", at=at)
    page = match_page(document_id, withheld=withheld(at.date()))
    if page is None:
        raise Http404
    for number in page.protected:
        audit.record(
            action="addressees.protected_address.shown",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            details={"document": document_id},
        )
    form = DecisionForm(auto_id="%s")
    return _page(request, document_id, form, at=at, shown=frozenset(page.protected))


def _page(
    request: HttpRequest,
    document_id: int,
    form: DecisionForm,
    *,
    status: int = 200,
    at: datetime | None = None,
    shown: frozenset[int] = frozenset(),
) -> HttpResponse:
    """Return the page; addresses of those ``shown`` are in it, and of nobody else withheld."""
    at = at or now()
    actor = acting(request, "match.decide", at=at)
    page = read_settled(
        at.date(),
        lambda withheld: match_page(document_id, withheld=Withheld(withheld.numbers - shown)),
    )
    if page is None:
        raise Http404
    audit.record(
        action="assessment.match.viewed",
        actor=actor,
        at=at,
        subject_kind="tax_document",
        subject_id=str(document_id),
        details={"candidates": [one.addressee_id for one in page.candidates]},
    )
    context = {"page": page, "form": form}
    return render(request, "assessment/match.html", context, status=status)
