"""One row that could not be taken: what is wrong, and what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.models import QuarantinedRow, RowActKind
from juminzei.apps.assessment.selectors.list_pages import FILE_KINDS
from juminzei.apps.assessment.services.intake_writing import OvertakenError
from juminzei.apps.assessment.services.resolve_row import (
    ReasonMissingError,
    RowNotOpenError,
    resolve_row,
)
from juminzei.apps.assessment.services.retake_row import retake_row
from juminzei.apps.assessment.services.row_line import LineRefusedError, row_line
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

WAITING = "resolved=false"
REFUSED = (LineRefusedError, ReasonMissingError, OvertakenError)


@require_GET
def quarantined_row(request: HttpRequest, row_id: int) -> HttpResponse:
    """Show one row with its raw line, and the cells that may be corrected."""
    return _page(request, row_id)


@require_POST
@sensitive_post_parameters()
def retake(request: HttpRequest, row_id: int) -> HttpResponse:
    """Take in the row as it was corrected."""
    at = now()
    actor = acting(request, "documents.import", at=at)
    row = get_object_or_404(QuarantinedRow, pk=row_id)
    posted = request.POST
    try:
        act = retake_row(
            row_id=row_id,
            cells=_changed(row, posted),
            line=posted.get("line", ""),
            numbers=[posted.get(f"number_{n}", "") for n in range(len(row_line(row).blanks))],
            left_out="left_out" in posted,
            reason=posted.get("reason", "")[:200],
            actor=actor,
            at=at,
        )
    except RowNotOpenError as error:
        messages.error(request, str(error))
    except REFUSED as error:
        return _page(request, row_id, problem=str(error), status=422)
    else:
        number = act.document.document_number if act.document else ""
        done = {
            RowActKind.RETAKEN: f"資料番号 {number} として取り込みました。",
            RowActKind.KNOWN: f"資料番号 {number} として、すでに取り込まれていました。",
        }
        messages.success(request, f"{row.row_number} 行目を{done[RowActKind(act.kind)]}")
    return redirect(f"{reverse('quarantine')}?{WAITING}")


@require_POST
def resolve(request: HttpRequest, row_id: int) -> HttpResponse:
    """Mark one row as dealt with and return to those that wait."""
    at = now()
    actor = acting(request, "documents.import", at=at)
    try:
        row = resolve_row(
            row_id=row_id, reason=request.POST.get("reason", "")[:200], actor=actor, at=at
        )
    except RowNotOpenError as error:
        messages.error(request, str(error))
    except ReasonMissingError as error:
        return _page(request, row_id, problem=str(error), status=422)
    else:
        messages.success(request, f"{row.row_number} 行目を処理済みにしました。")
    return redirect(f"{reverse('quarantine')}?{WAITING}")


def _changed(row: QuarantinedRow, posted: QueryDict) -> dict[int, str]:
    """Return the cells whose text is another than before, by column."""
    return {
        cell.column: str(posted[f"cell_{cell.column}"])
        for cell in row_line(row).cells
        if posted.get(f"cell_{cell.column}", cell.text) != cell.text and not cell.blanked
    }


def _page(
    request: HttpRequest, row_id: int, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = now()
    actor = acting(request, "documents.view", at=at)
    rows = QuarantinedRow.objects.select_related("received_file")
    row = get_object_or_404(rows, pk=row_id)
    audit.record(
        action="assessment.quarantined_row.viewed",
        actor=actor,
        at=at,
        subject_kind="quarantined_row",
        subject_id=str(row_id),
    )
    context = {
        "row": row,
        "kind": FILE_KINDS.get(row.received_file.kind, ""),
        "line": row_line(row),
        "open": not row.resolved,
        "acts": row.acts.select_related("decided_by", "document").order_by("-pk"),
        "problem": problem,
    }
    return render(request, "assessment/quarantined_row.html", context, status=status)
