"""Printing a return, and its XML for the tax office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from juminzei.apps.return_desk.models import ReturnState
from juminzei.apps.return_desk.selectors.papers import sheets
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import recorded
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.services.written_return import (
    UNREADABLE,
    is_written_return,
    papers_of,
    written_return,
)
from juminzei.apps.return_desk.views.returns import found, page
from juminzei.base.wareki import wareki_text
from juminzei.notices.desk_return.page import sheets_pdf
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest

CONFLICT = 409


@require_POST
def desk_return_print(request: HttpRequest, return_id: int) -> HttpResponse:
    """Print the newest saved version: for the city, or the taxpayer's copy."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    papers = papers_of(one, at.date())
    if papers is None:
        return page(request, one, actor, at, problem=UNREADABLE, status=CONFLICT)
    copy = request.POST.get("copy") == "yes"
    recorded("return_desk.return.printed", one, actor, at, version=one.versions, copy=copy)
    finished = one.state == ReturnState.DONE
    pdf = sheets_pdf(
        sheets(papers, on=at.date(), finished=finished, copy=copy),
        city=settings.CONFIGURATION.municipality_name,
        issued=f"作成日　{wareki_text(at.date())}",
    )
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="return.pdf"'},
    )


@require_POST
def desk_return_xml(request: HttpRequest, return_id: int) -> HttpResponse:
    """Write a finished national return as XML for the tax office."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    if not is_written_return(one):
        raise Http404
    try:
        xml = written_return(one, on=at.date())
    except DeskRefusedError as refusal:
        return page(request, one, actor, at, problem=str(refusal), status=CONFLICT)
    recorded("return_desk.return.written", one, actor, at, version=one.versions)
    return HttpResponse(
        xml,
        content_type="application/xml",
        headers={"Content-Disposition": 'attachment; filename="return.xml"'},
    )
