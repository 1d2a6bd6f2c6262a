"""Printing a return, and its XML for the tax office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from juminzei.apps.addressees.api import identity
from juminzei.apps.return_desk.models import ReturnKind, ReturnState
from juminzei.apps.return_desk.selectors.national_xml import is_written, national_xml
from juminzei.apps.return_desk.selectors.papers import Papers, sheets
from juminzei.apps.return_desk.selectors.return_outcome import return_outcome
from juminzei.apps.return_desk.services.saved_state import newest_entries, recorded
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.views.returns import found, page
from juminzei.base.wareki import wareki_text
from juminzei.notices.desk_return.page import sheets_pdf
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from juminzei.apps.return_desk.models import DeskReturn

CONFLICT = 409
UNREADABLE = "この記入では計算できません。点検の誤りを直して保存してから、印刷してください。"

OLD_FORM = (
    "この年分の e-Tax 様式の版は登録されていないため、XML は作れません。"
    "申告書を印刷して税務署へ引き渡してください。"
)


@require_POST
def desk_return_print(request: HttpRequest, return_id: int) -> HttpResponse:
    """Print the newest saved version: for the city, or the taxpayer's copy."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    papers = _papers(one, at.date())
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
    if one.kind != ReturnKind.NATIONAL or one.state != ReturnState.DONE:
        raise Http404
    papers = _papers(one, at.date())
    if papers is None or not is_written(one.tax_year - 1):
        problem = OLD_FORM if papers else UNREADABLE
        return page(request, one, actor, at, problem=problem, status=CONFLICT)
    xml, problems = national_xml(papers, made_on=at.date())
    if any(problem.grave for problem in problems):
        told = "".join(str(problem) for problem in problems if problem.grave)
        return page(request, one, actor, at, problem=told, status=CONFLICT)
    recorded("return_desk.return.written", one, actor, at, version=one.versions)
    return HttpResponse(
        xml,
        content_type="application/xml",
        headers={"Content-Disposition": 'attachment; filename="return.xml"'},
    )


def _papers(one: DeskReturn, on: date) -> Papers | None:
    """Return what the newest version's sheets are made of; none where nothing comes of it."""
    who = identity(one.addressee_id, on=on)
    entries = newest_entries(one)
    outcome = return_outcome(one, entries, birth_on=who.birth_on if who else None)
    if who is None or outcome.taxes is None or outcome.told is None:
        return None
    return Papers(one, who, entries, outcome.told, outcome.taxes, outcome)
