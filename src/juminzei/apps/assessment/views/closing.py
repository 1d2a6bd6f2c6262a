"""Closing the documents of a year: what waits, and the act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.models import ClosingAct, DocumentKind, MatchState
from juminzei.apps.assessment.selectors import closing
from juminzei.apps.assessment.selectors.home_page import newest_tax_year
from juminzei.apps.assessment.selectors.stale import unfinished
from juminzei.apps.assessment.services.close_documents import (
    ClosingRefusedError,
    close_documents,
    reopen_documents,
)
from juminzei.apps.assessment.services.fix_unclosed import ask_unclosed, decide_unclosed
from juminzei.base.wareki import tax_year_text
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def document_closing(request: HttpRequest) -> HttpResponse:
    """Show how the year's documents stand, and what is in the way of closing them."""
    at = now()
    acting(request, "documents.view", at=at)
    year = newest_tax_year(at)
    counts, asked = closing.counts_by_kind(year), closing.asked(year)
    states = [one for one in MatchState if any(one in row for row in counts.values())]
    rows = [
        (DocumentKind(kind).label, [counts[kind].get(one, 0) for one in states])
        for kind in sorted(counts)
    ]
    context = {
        "year": tax_year_text(year),
        "states": [one.label for one in states],
        "rows": rows,
        "waiting": closing.in_the_way(year),
        "unfinished": closing.in_words(unfinished(year)),
        "closed": closing.standing(year) == ClosingAct.CLOSED,
        "asked": asked,
        "asked_for": closing.in_words(asked.undecided) if asked else [],
        "granted": closing.granted(year),
        "closings": closing.closings(year).select_related("decided_by"),
    }
    return render(request, "assessment/closing.html", context)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the documents of the year."""
    at = now()
    actor = acting(request, "assess.review", at=at)
    try:
        close_documents(newest_tax_year(at), actor=actor, at=at)
    except ClosingRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "資料を締めました。")
    return redirect("document_closing")


@require_POST
def reopen(request: HttpRequest) -> HttpResponse:
    """Open the documents of the year again."""
    at = now()
    actor = acting(request, "assess.review", at=at)
    reason = request.POST.get("reason", "")[:200]
    try:
        reopen_documents(newest_tax_year(at), reason=reason, actor=actor, at=at)
    except ClosingRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "資料を開き直しました。")
    return redirect("document_closing")


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask that the year may be fixed although documents wait."""
    at = now()
    actor = acting(request, "assess.review", at=at)
    reason = request.POST.get("reason", "")[:200]
    try:
        ask_unclosed(newest_tax_year(at), reason=reason, actor=actor, at=at)
    except ClosingRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "申請しました。ほかの人が決定します。")
    return redirect("document_closing")


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decide whether the year may be fixed unclosed."""
    at = now()
    actor = acting(request, "assess.fix", at=at)
    granted = request.POST.get("granted") == "yes"
    try:
        decide_unclosed(newest_tax_year(at), granted=granted, actor=actor, at=at)
    except ClosingRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "承認しました。" if granted else "却下しました。")
    return redirect("document_closing")
