"""What should go to other municipalities: the worklist, and making up a consignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.addressees.api import HIDDEN_ADDRESS, read_settled
from juminzei.apps.assessment.api import (
    DecisionRefusedError,
    DocumentState,
    TaxDocument,
    forward_document,
    newest_tax_year,
)
from juminzei.apps.exchange.forms import ForwardForm
from juminzei.apps.exchange.selectors.protected import SEE_PROTECTED
from juminzei.apps.exchange.selectors.standing import consignments, in_state, overdue
from juminzei.apps.exchange.selectors.waiting_documents import (
    moved_away,
    waiting_counts,
    waiting_for,
)
from juminzei.apps.exchange.services.prepare_documents import MOST, PREPARE, prepare_documents
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.tables import MovedAwayTable
from juminzei.apps.exchange.views.looks import note_list
from juminzei.base.numbers import municipality_code
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.exchange.models import Consignment

VIEW, DECIDE = "exchange.view", "match.decide"
UNPROCESSABLE, CONFLICT = 422, 409
FIRST_YEAR, LAST_YEAR = 2016, 2100


@require_GET
def exchange_work(request: HttpRequest) -> HttpResponse:
    """Show what waits to go to whom, what is overdue, and what perhaps should go."""
    at = now()
    actor = acting(request, VIEW, at=at)
    year = asked_year(request, at)
    waiting = waiting_counts(year, protected=False, on=at.date())
    protected = waiting_counts(year, protected=True, on=at.date())
    sees = allowed(actor, SEE_PROTECTED, on=at.date())
    rows = [(to, to, count, "") for to, count in sorted(waiting.items())]
    rows += [("", HIDDEN_ADDRESS, count, "1" if sees else "0") for count in protected.values()]
    audit.record(
        action="exchange.listed",
        actor=actor,
        at=at,
        details={"list": "work", "found": len(rows), "tax_year": year},
    )
    context = {
        "rows": rows,
        "year": year,
        "years": (year - 1, year, year + 1),
        "moved": len(read_settled(at.date(), lambda hidden: moved_away(year, hidden=hidden))),
        "late": overdue(at.date()).count(),
        "kept": in_state(consignments(), "kept").count(),
        "may_prepare": allowed(actor, PREPARE, on=at.date()),
        "may_decide": allowed(actor, DECIDE, on=at.date()),
    }
    return render(request, "exchange/work.html", context)


def asked_year(request: HttpRequest, at: datetime) -> int:
    """Return the year asked for, otherwise the one with which every page begins."""
    told = request.GET.get("year", "") or request.POST.get("year", "")
    if told.isascii() and told.isdigit() and FIRST_YEAR <= int(told[:5]) <= LAST_YEAR:
        return int(told)
    return newest_tax_year(at)


def seen_count(request: HttpRequest) -> int:
    """Return how many rows the page showed whose button was pressed; 0 for what is none."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() else 0


def made_up(request: HttpRequest, made: Consignment) -> HttpResponse:
    """Lead on to a consignment that was made up."""
    messages.success(request, f"送付 {made.pk} を作成しました。別の職員が承認します。")
    return redirect("consignment", made.pk)


@require_http_methods(["GET", "POST"])
def exchange_prepare(request: HttpRequest) -> HttpResponse:
    """Show what a consignment would hold, and make it up once that was checked."""
    at = now()
    actor = acting(request, PREPARE, at=at)
    given = request.POST if request.method == "POST" else request.GET
    to, protected = given.get("to", "")[:6], given.get("protected") == "1"
    if protected:
        acting(request, SEE_PROTECTED, at=at)
    year = asked_year(request, at)
    if protected and not to:  # never in an address: the first of them
        to = min(waiting_counts(year, protected=True, on=at.date()), default="")
    if not municipality_code.is_valid(to):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            made = prepare_documents(
                tax_year=year,
                municipality=to,
                seen=seen_count(request),
                protected=protected,
                actor=actor,
                at=at,
            )
        except ExchangeRefusedError as error:
            refusal = str(error)
        else:
            return made_up(request, made)
    keys = waiting_for(year, to, protected=protected, on=at.date())[:MOST]
    documents = TaxDocument.objects.filter(pk__in=keys).order_by("document_number")
    audit.record(
        action="exchange.listed",
        actor=actor,
        at=at,
        details={"list": "prepare", "found": len(keys), "tax_year": year},
    )
    context = {"documents": documents, "to": to, "year": year, "protected": protected}
    context |= {"count": len(keys), "problem": refusal}
    return render(request, "exchange/prepare.html", context, status=CONFLICT if refusal else 200)


@require_GET
def moved_away_list(request: HttpRequest) -> HttpResponse:
    """Show documents of people who, by the register, lived elsewhere on 1 January."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    year = asked_year(request, at)
    rows = read_settled(at.date(), lambda hidden: moved_away(year, hidden=hidden))
    context = listed(request, rows, MovedAwayTable)
    note_list(actor, at, "moved_away", context, tax_year=year)
    return render(request, "exchange/moved_away.html", {**context, "year": year})


@require_http_methods(["GET", "POST"])
def forward_moved(request: HttpRequest, document_id: int) -> HttpResponse:
    """Show one such document, and decide that it goes to another municipality."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    document = TaxDocument.objects.filter(pk=document_id, state=DocumentState.ACTIVE).first()
    if document is None:
        raise Http404
    form = ForwardForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                forward_document(document_id=document.pk, **form.cleaned_data, actor=actor, at=at)
            except DecisionRefusedError as refusal:
                form.add_error(None, str(refusal))
                status = CONFLICT
            else:
                messages.success(request, f"資料番号 {document.document_number} を回送にしました。")
                return redirect(f"{reverse('moved_away_list')}?year={document.tax_year}")
    if document.addressee_id:
        count_person(actor, document.addressee_id, at=at)
    audit.record(
        action="exchange.document.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{document.addressee_id or 0:010d}",
        details={"document": document.pk},
    )
    rows = read_settled(at.date(), lambda hidden: moved_away(document.tax_year, hidden=hidden))
    told = next((row for row in rows if row.document_id == document.pk), None)
    context = {"document": document, "told": told, "form": form}
    return render(request, "exchange/forward.html", context, status=status)
