"""Trying out a change of the law (制度改正の試算): figures moved, the outcome, the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.assessment.forms import SimulationForm, field_name
from juminzei.apps.assessment.selectors.run_page import runs
from juminzei.apps.assessment.services.simulate import NoLedgerError, ledger_of, simulate
from juminzei.apps.assessment.views.simulation_result import Result, result
from juminzei.base.toml_text import toml_text
from juminzei.kernel.law import load
from juminzei.kernel.law_change import changed_law, read_change, statutes
from juminzei.kernel.law_file import LawError
from juminzei.kernel.simulation.levers import levers, without
from juminzei.kernel.wording.law_refusals import refusal_text
from juminzei.platform.clock import now
from juminzei.platform.documents.uploads import TEXT, UploadRefusedError, accepted
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.kernel.law import Law
    from juminzei.kernel.law_change import Table
    from juminzei.kernel.simulation.levers import Lever
    from juminzei.platform.staff.models import StaffMember

YEAR_DIGITS = 4
MOST_BYTES = 100_000
"""Of a change file that is read in."""


@dataclass(frozen=True, slots=True)
class LeverField:
    """One lever as the page shows it: its field, and the law's figure beside it."""

    field: Any
    lever: Lever


@require_http_methods(["GET", "POST"])
def simulation(request: HttpRequest) -> HttpResponse:
    """Show the figures that can be moved, and what a change sent does; alone to htmx."""
    at = now()
    actor = acting(request, "law.simulate", at=at)
    run = _ledger(request)
    if run is None:
        return render(request, "assessment/simulation.html", {"run": None})
    if request.method == "GET":
        return _page(request, run, _form(run, initial={}))
    form = _form(run, data=request.POST)
    found = _found(form, run, actor, at) if form.is_valid() else None
    if getattr(request, "htmx", False):
        context = {"result": found, "form": form, "run": run}
        return render(request, "assessment/simulation_result.html", context)
    return _page(request, run, form, found)


@require_POST
def simulation_read(request: HttpRequest) -> HttpResponse:
    """Read a change file in: its figures go into the fields, and its outcome is shown."""
    at = now()
    actor = acting(request, "law.simulate", at=at)
    run = _ledger(request)
    if run is None:
        raise Http404
    form = _form(run, initial={})
    try:
        change = _file_read(request)
        form = _form(run, data=_fields(run, change))
    except LawError as error:
        return _page(request, run, form, problem=refusal_text(error))
    found = _found(form, run, actor, at) if form.is_valid() else None
    return _page(request, run, form, found)


@require_POST
def simulation_file(request: HttpRequest) -> HttpResponse:
    """Give the change of the page back as a file."""
    acting(request, "law.simulate", at=now())
    text = request.POST.get("change", "").replace("\r\n", "\n")  # as browsers send lines
    try:
        read_change(text, file="change.toml")
    except LawError as error:
        raise Http404 from error
    return HttpResponse(
        text,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="change.toml"'},
    )


def _ledger(request: HttpRequest) -> AssessmentRun | None:
    """Return the run of the year asked for, or of the newest; none before the first ledger."""
    asked = request.POST.get("tax_year") or request.GET.get("tax_year") or ""
    for year in [int(asked)] if asked.isdecimal() and len(asked) == YEAR_DIGITS else _years():
        try:
            return ledger_of(year, draft=True)
        except NoLedgerError:
            continue
    return None


def _years() -> list[int]:
    return sorted(set(runs().values_list("tax_year", flat=True)), reverse=True)


def _law(run: AssessmentRun) -> tuple[Law, Table]:
    ordinance = settings.CONFIGURATION.ordinance
    law = load(run.tax_year, ordinance)
    return law, statutes(law, ordinance)


def _form(run: AssessmentRun, **given: Any) -> SimulationForm:
    law, tables = _law(run)
    return SimulationForm(**given, law=law, statutes=tables)


def _found(
    form: SimulationForm, run: AssessmentRun, actor: StaffMember, at: datetime
) -> Result | None:
    """Try the change of a valid form out; what the law refuses becomes the form's error."""
    try:
        found = simulate(
            tax_year=run.tax_year,
            change=form.change,
            actor=actor,
            at=at,
            file="改正案",
            draft=True,
            least=form.cleaned_data["least"] or 0,
            with_numbers=form.cleaned_data["numbers"],
        )
    except LawError as error:
        form.add_error("besides", refusal_text(error))
        return None
    return result(found, toml_text(form.change))


def _file_read(request: HttpRequest) -> Table:
    """Return the change in the file that was sent.

    Raises:
        LawError: There is none, or it is no change file.
    """
    file = request.FILES.get("file")
    content = b"" if file is None else file.read(MOST_BYTES + 1)
    name = "改正案のファイル" if file is None else file.name or ""
    try:
        sent = accepted(
            name,
            content,
            kinds={TEXT},
            most_bytes=MOST_BYTES,
            charsets=("utf-8-sig",),
            endings=(".toml",),
        )
    except UploadRefusedError as refusal:
        where, _, what = str(refusal).partition(": ")
        raise LawError(where, "", what) from None
    return read_change(sent.text, file=sent.name)


def _fields(run: AssessmentRun, change: Table) -> dict[str, str]:
    """Return what the page's fields hold for a change: levers, and the rest as TOML.

    Raises:
        LawError: The change does not fit the law.
    """
    law, tables = _law(run)
    after = changed_law(
        run.tax_year, change, ordinance=settings.CONFIGURATION.ordinance, file="改正案"
    ).after
    there = {field_name(lever): lever.value for lever in levers(law)}
    moved = {lever.path: lever for lever in levers(after)}
    figures = {path: lever.figure(lever.value) for path, lever in moved.items()}
    besides = without(change, figures, tables)
    title = str(besides.pop("title", ""))
    values = {field_name(lever): lever.value for lever in moved.values()}
    return {**there, **values, "title": title, "besides": toml_text(besides), "least": "0"}


def _page(
    request: HttpRequest,
    run: AssessmentRun,
    form: SimulationForm,
    found: Result | None = None,
    problem: str = "",
) -> HttpResponse:
    context = {
        "run": run,
        "years": _years(),
        "form": form,
        "levers": [LeverField(form[name], lever) for name, lever in form.levers.items()],
        "result": found,
        "problem": problem,
    }
    return render(request, "assessment/simulation.html", context)
