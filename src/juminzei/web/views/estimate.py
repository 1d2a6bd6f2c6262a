"""The trial calculation: a clerk types and sees the tax; nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.apps.assessment.selectors.tax_breakdown import law_of
from juminzei.base.yen_text import yen_text
from juminzei.kernel import law as laws
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.notices.explanation.assembly import explanation_form
from juminzei.notices.explanation.page import explanation_pdf
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.web.estimate.decided import left_out, typed_from
from juminzei.web.estimate.trial import blank, tried, with_another_row
from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember
    from juminzei.web.estimate.trial import Trial

FUNCTION = "tax.calculate"
TRIAL = "試算です。入力された値による計算で、決定した税額ではありません。"


@require_http_methods(["GET", "POST"])
def estimate(request: HttpRequest) -> HttpResponse:
    """Show the form and what it comes to; ``?version=`` starts from a decided tax."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    if request.method == "GET" and "version" in request.GET:
        return _from_decided(request, actor, at)
    typed = request.POST.dict() if request.method == "POST" else blank(_year(at), _city())
    if "add_relative" in typed:
        typed = with_another_row(typed)
    part = request.headers.get("HX-Request") == "true"
    return _page(request, tried(typed), part=part)


@require_POST
def estimate_print(request: HttpRequest) -> HttpResponse:
    """Print what was typed and how the tax of it comes about."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    trial = tried(request.POST.dict())
    if trial.request is None:
        return _page(request, trial)
    law = trial.request.law
    audit.record(
        action="estimate.printed",
        actor=actor,
        at=at,
        subject_kind="estimate",
        details={"tax_year": law.tax_year, "municipality": law.city.municipality},
    )
    columns = TaxpayerColumns.from_sparse([trial.request.columns])
    form = explanation_form(columns, law, notices=(TRIAL,), issued_on=at.date())
    return HttpResponse(
        explanation_pdf(form),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="estimate.pdf"'},
    )


def _from_decided(request: HttpRequest, actor: StaffMember, at: datetime) -> HttpResponse:
    """Show what was decided of a person as if it had been typed."""
    acting(request, "person.view", at=at)
    asked = request.GET["version"]
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST else 0
    version = get_object_or_404(AssessmentVersion, pk=number)
    law = law_of(version.tax_year, CONFIGURATION.ordinance)
    if law is None:
        return _page(request, tried(blank(_year(at), _city())))
    audit.record(
        action="estimate.started_from_person",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{version.addressee_id:010d}",
        details={"tax_year": version.tax_year, "version": version.version},
    )
    trial = tried(typed_from(version.inputs, law, law.city.municipality))
    return _page(request, trial, version=version, notes=_notes(version, trial))


LONGEST = 18


def _notes(version: AssessmentVersion, trial: Trial) -> list[str]:
    """Return how far the typed figures are those that were decided."""
    if trial.request is None or trial.outcome is None:
        return []
    notes = []
    if missing := left_out(version.inputs, trial.request.columns):
        notes.append(f"決定の資料のうち、次のものは欄に写せません：{'、'.join(missing)}")
    if trial.outcome.total != version.total:
        notes.append(
            f"決定した年税額は {yen_text(version.total)}円で、欄の値での年税額"
            f" {yen_text(trial.outcome.total)}円と違います。"
        )
    return notes


def _page(
    request: HttpRequest,
    trial: Trial,
    *,
    part: bool = False,
    version: AssessmentVersion | None = None,
    notes: list[str] | None = None,
) -> HttpResponse:
    template = "web/estimate/part.html" if part else "web/estimate/page.html"
    context = {
        "trial": trial,
        "groups": [] if part else list(trial.groups()),
        "version": version,
        "notes": notes or [],
    }
    return render(request, template, context)


def _year(at: datetime) -> int:
    """Return the tax year that begins in this calendar year, or the nearest known."""
    known = laws.tax_years(CONFIGURATION.ordinance)
    return min(known, key=lambda year: abs(year - at.year))


def _city() -> str:
    return CONFIGURATION.municipality
