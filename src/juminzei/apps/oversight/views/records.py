"""The search of the record of acts, itself on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from juminzei.apps.oversight.forms import RecordSearchForm
from juminzei.apps.oversight.selectors.record_search import ReachablePages, RecordTerms, found, line
from juminzei.apps.oversight.tables import KINDS, RecordTable
from juminzei.platform.audit import services as audit
from juminzei.platform.audit.models import AuditRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

PER_PAGE = 50
OLDEST_FIRST = "recorded_at"


@require_GET
def audit_search(request: HttpRequest) -> HttpResponse:
    """Show what the terms in the address find; without any, the newest records."""
    at = now()
    actor = acting(request, "audit.view", at=at)
    form = RecordSearchForm(request.GET)
    if not form.is_valid():
        return render(request, "oversight/records.html", {"form": form}, status=422)
    terms = form.terms()
    order = OLDEST_FIRST if request.GET.get("sort") == OLDEST_FIRST else f"-{OLDEST_FIRST}"
    records = found(terms, oldest_first=order == OLDEST_FIRST)
    page = ReachablePages(records, PER_PAGE).get_page(request.GET.get("page"))
    table = RecordTable([line(record) for record in page.object_list])
    _searched(terms, page.number, page.paginator.count, actor, at)
    context = {"form": form, "table": table, "page": page, "order": order}
    return render(request, "oversight/records.html", context)


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
