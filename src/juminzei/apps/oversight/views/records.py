"""The search of the record of acts, itself on record."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.oversight.forms import RecordSearchForm
from juminzei.apps.oversight.selectors.record_search import ReachablePages, RecordTerms, found, line
from juminzei.apps.oversight.tables import KINDS, RecordTable
from juminzei.formats.blanking import blank_valid_numbers
from juminzei.platform.audit import services as audit
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.audit.removed import newest_removed
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

PER_PAGE = 50
OLDEST_FIRST = "recorded_at"
PAGE = "oversight/records.html"
KEPT, KEPT_SEARCHES = "record_searches", 20
"""A session remembers this many; older ones must be searched again."""


@require_http_methods(["GET", "POST"])
def audit_search(request: HttpRequest) -> HttpResponse:
    """Show what is asked for; without any terms, the newest records.

    What somebody types is sent and kept on the server under a token, for it may be anything;
    links of ours ask in the address.
    """
    at = now()
    actor = acting(request, "audit.view", at=at)
    if request.method == "POST":
        return _kept(request, RecordSearchForm(request.POST))
    _forget_numbers(request)
    form = RecordSearchForm(_asked(request))
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    terms = form.terms()
    order = OLDEST_FIRST if request.GET.get("sort") == OLDEST_FIRST else f"-{OLDEST_FIRST}"
    records = found(terms, oldest_first=order == OLDEST_FIRST)
    page = ReachablePages(records, PER_PAGE).get_page(request.GET.get("page"))
    table = RecordTable([line(record) for record in page.object_list])
    _searched(terms, page.number, page.paginator.count, actor, at)
    context = {"form": form, "table": table, "page": page, "order": order}
    return render(request, PAGE, {**context, "removed": newest_removed()})


def _forget_numbers(request: HttpRequest) -> None:
    """Leave out what an address should not hold: the page would repeat it in its links."""
    asked = request.GET.copy()
    for name in request.GET:
        value = request.GET.get(name, "")
        if blank_valid_numbers(value) != value:
            del asked[name]
    request.GET = asked  # type: ignore[assignment]  # only the stubs want it immutable


def _kept(request: HttpRequest, form: RecordSearchForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=422)
    token = secrets.token_urlsafe(9)
    given = {name: str(value) for name, value in form.cleaned_data.items() if value}
    kept = {**request.session.get(KEPT, {}), token: given}
    request.session[KEPT] = dict(list(kept.items())[-KEPT_SEARCHES:])
    return redirect(f"{reverse('audit_search')}?in={token}")


def _asked(request: HttpRequest) -> Mapping[str, str]:
    token = request.GET.get("in", "")
    if token:
        given: Mapping[str, str] = request.session.get(KEPT, {}).get(token, {})
        return given
    return request.GET.dict()


@require_GET
def audit_record(request: HttpRequest, sequence: int) -> HttpResponse:
    """Show one record with everything that its digest covers."""
    at = now()
    actor = acting(request, "audit.view", at=at)
    record = get_object_or_404(AuditRecord, pk=sequence)
    audit.record(
        action="audit.searched",
        actor=actor,
        at=at,
        subject_kind="audit_record",
        subject_id=str(sequence),
    )
    shown = line(record)
    kind = KINDS.get(shown.subject_kind, shown.subject_kind)
    context = {"record": record, "line": shown, "kind": kind}
    return render(request, "oversight/record.html", context)


def _searched(terms: RecordTerms, page: int, count: int, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action="audit.searched",
        actor=actor,
        at=at,
        subject_kind="addressee" if terms.person else "",
        subject_id=terms.person,
        details={"by": terms.kinds, "staff": terms.staff, "found": count, "page": page},
    )
