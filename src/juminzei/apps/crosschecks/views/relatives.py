"""扶養: the relatives whom documents name, and a clerk's word on who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.api import postal, read_settled
from juminzei.apps.assessment.api import newest_tax_year
from juminzei.apps.crosschecks.forms import RelativeForm, RelativesForm
from juminzei.apps.crosschecks.selectors.relatives import may_be, relatives, resolution_counts
from juminzei.apps.crosschecks.services.decide_relative import decide_relative
from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
from juminzei.apps.crosschecks.tables import RelativeTable, place_words
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

DECIDE = "match.decide"
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def crosscheck_relatives(request: HttpRequest) -> HttpResponse:
    """Show the year's relatives, first those of whom nobody knows who they are."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    year = newest_tax_year(at)
    form = RelativesForm({"resolution": "none", **request.GET.dict()})
    rows = relatives(year)
    if not form.is_valid():
        rows = rows.none()
    elif chosen := form.cleaned_data["resolution"]:
        rows = rows.filter(resolution="" if chosen == "none" else chosen)
    context = listed(request, rows, RelativeTable, orders=("pk",))
    page = context["page"]
    audit.record(
        action="crosschecks.relatives.viewed",
        actor=actor,
        at=at,
        details={"page": page.number, "found": page.paginator.count},
    )
    context |= {"form": form, "year": year, "counts": resolution_counts(year)}
    return render(request, "crosschecks/relatives.html", context)


@require_GET
def crosscheck_relative(request: HttpRequest, relative_id: int) -> HttpResponse:
    """Show one relative with who it may be."""
    return _page(request, relative_id, RelativeForm())


@require_POST
def crosscheck_relative_decide(request: HttpRequest, relative_id: int) -> HttpResponse:
    """Enter who a relative is and return to those who wait."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    form = RelativeForm(request.POST)
    if not form.is_valid():
        return _page(request, relative_id, form, status=UNPROCESSABLE)
    try:
        decide_relative(
            relative_id=relative_id,
            number=form.cleaned_data["number"],
            resolution=form.cleaned_data["outcome"],
            actor=actor,
            at=at,
        )
    except CrosschecksRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, relative_id, form, status=CONFLICT)
    messages.success(request, "親族を特定しました。次のチェックから使います。")
    return redirect("crosscheck_relatives")


def _page(
    request: HttpRequest, relative_id: int, form: RelativeForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, DECIDE, at=at)
    relative = relatives(newest_tax_year(at)).filter(pk=relative_id).first()
    if relative is None:
        raise Http404
    claimant = relative.document.addressee_id or 0
    audit.record(
        action="crosschecks.relative.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{claimant:010d}",
        details={"relative": relative.pk},
    )
    found = read_settled(at.date(), lambda withheld: may_be(relative, withheld=withheld))
    context = {
        "relative": relative,
        "place": place_words(relative.place),
        "claimant": postal([claimant]).get(claimant),
        "candidates": found,
        "form": form,
    }
    return render(request, "crosschecks/relative.html", context, status=status)
