"""The simple lists: taxable persons, files, documents of a file, quarantined rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import read_settled
from juminzei.apps.assessment import filters, tables
from juminzei.apps.assessment.selectors import list_pages
from juminzei.apps.assessment.selectors.home_page import newest_tax_year, taxable_list
from juminzei.apps.assessment.services.list_for_sender import NothingWrongError, list_for_sender
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.paginator import Page
    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember


@require_GET
def taxable(request: HttpRequest) -> HttpResponse:
    """Show who was considered for the newest list, and why they are on it or not."""
    at = now()
    actor = acting(request, "person.view", at=at)
    year = newest_tax_year(at)
    narrowed = filters.TaxableFilter(request.GET, queryset=list_pages.taxable_people(year))
    orders = ("addressee_id", "birth_on", "reason")
    context = read_settled(
        at.date(),
        lambda withheld: listed(
            request, narrowed.qs, partial(tables.TaxableTable, withheld=withheld), orders=orders
        ),
    )
    _shown("assessment.taxable_list.viewed", actor, at, context)
    return render(
        request,
        "assessment/taxable.html",
        {
            **context,
            "filter": narrowed,
            "list": taxable_list(year),
            "year": tax_year_text(year),
            "reasons": list_pages.reason_counts(year),
        },
    )


@require_GET
def files(request: HttpRequest) -> HttpResponse:
    """Show which files were received."""
    acting(request, "documents.view", at=now())
    table = partial(tables.FileTable, kinds=list_pages.FILE_KINDS)
    orders = ("-received_at", "name", "kind")
    context = listed(request, list_pages.files(), table, orders=orders)
    return render(request, "assessment/files.html", context)


@require_GET
def file_documents(request: HttpRequest, file_id: int) -> HttpResponse:
    """Show the documents that came in one file."""
    at = now()
    actor = acting(request, "documents.view", at=at)
    file = get_object_or_404(ReceivedFile, pk=file_id)
    rows = list_pages.file_documents(file_id)
    narrowed = filters.DocumentFilter(request.GET, queryset=rows)
    context = listed(
        request,
        narrowed.qs,
        tables.DocumentTable,
        orders=("row_number", "birth_on", "match_state"),
    )
    _shown("assessment.documents.viewed", actor, at, context, file=file_id)
    held = file.quarantinedrow_set.filter(resolved=False).count()
    context |= {"filter": narrowed, "file": file, "held": held}
    return render(request, "assessment/file_documents.html", context)


@require_GET
def file_errors(request: HttpRequest, file_id: int) -> HttpResponse:
    """Hand out what is wrong with a file, for its sender."""
    at = now()
    actor = acting(request, "documents.import", at=at)
    file = get_object_or_404(ReceivedFile, pk=file_id)
    try:
        content = list_for_sender(file, actor=actor, at=at)
    except NothingWrongError as error:
        messages.error(request, str(error))
        return redirect("file_documents", file_id=file_id)
    headers = {"Content-Disposition": f'attachment; filename="henrei-{file_id}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_GET
def quarantine(request: HttpRequest) -> HttpResponse:
    """Show the rows that could not be taken, each with what to do."""
    acting(request, "documents.view", at=now())
    rows = list_pages.quarantined_rows()
    narrowed = filters.QuarantineFilter(request.GET, queryset=rows)
    context = listed(request, narrowed.qs, tables.QuarantineTable, orders=("pk", "row_number"))
    return render(request, "assessment/quarantine.html", {**context, "filter": narrowed})


def _shown(
    action: str, actor: StaffMember, at: datetime, context: dict[str, object], **details: object
) -> None:
    page: Page[object] = context["page"]  # type: ignore[assignment]  # listed() put it there
    audit.record(
        action=action,
        actor=actor,
        at=at,
        details={**details, "page": page.number, "found": page.paginator.count},
    )
