"""One page per person: who it is, the tax of a year explained, documents, instalments, notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.addressees.selectors.identity_page import Identity, end_of, identity
from juminzei.apps.addressees.selectors.protection import read_settled
from juminzei.apps.addressees.selectors.search_page import Neighbours, neighbours
from juminzei.apps.addressees.views.search import PER_PAGE, kept_terms
from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.apps.assessment.selectors import person_page
from juminzei.apps.assessment.selectors.explanation_page import EXEMPTIONS, explanation
from juminzei.apps.assessment.selectors.tax_breakdown import breakdown, law_warning
from juminzei.apps.assessment.services.print_explanation import (
    NothingToExplainError,
    print_explanation,
)
from juminzei.apps.merging.api import known_cluster
from juminzei.base.typed_day import NotADateError, read_day
from juminzei.base.wareki import tax_year_text
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember

PLACE = re.compile(r"[1-9][0-9]{0,8}")
"""Where somebody stands among those found; nobody has searched up thousands of digits."""


@require_GET
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Show a person; ``?year=`` is the tax year, ``?as_of=`` a day whose knowledge to show."""
    at = now()
    actor = acting(request, "person.view", at=at)
    return _page(request, number, actor, at, show_address=False)


@require_POST
def protected_address(request: HttpRequest, number: int) -> HttpResponse:
    """Show the address of a protected person this once, to whom may see it."""
    at = now()
    actor = acting(request, "address.protected.view", at=at)
    acting(request, "person.view", at=at)  # the whole page is shown, not the address alone
    _record("addressees.protected_address.shown", number, actor, at)
    return _page(request, number, actor, at, show_address=True)


@require_GET
def amount(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """Explain one amount of one ledger version, beside the page or as a page of its own."""
    at = now()
    actor = acting(request, "person.view", at=at)
    version = get_object_or_404(AssessmentVersion, pk=version_id)
    every = request.GET.get("every") == "1"
    ordinance = CONFIGURATION.ordinance
    explained = explanation(version, name, ordinance=ordinance, every_step=every)
    if explained is None:
        raise Http404
    _record("assessment.amount.explained", version.addressee_id, actor, at, amount=name)
    part = request.headers.get("HX-Request") == "true"
    template = "web/person/steps.html" if part else "web/person/amount.html"
    year = tax_year_text(version.tax_year)
    context = {
        "explained": explained,
        "version": version,
        "asked": name,
        "year": year,
        "law_warning": law_warning(version.tax_year, ordinance),
    }
    return render(request, template, context)


@require_POST
def amount_print(request: HttpRequest, version_id: int, name: str) -> HttpResponse:
    """Print how one amount of one ledger version came about."""
    at = now()
    actor = acting(request, "explanation.print", at=at)
    version = get_object_or_404(AssessmentVersion.objects.select_related("run"), pk=version_id)
    try:
        pdf = print_explanation(version, name, actor=actor, at=at)
    except NothingToExplainError:
        raise Http404 from None
    headers = {"Content-Disposition": f'attachment; filename="explanation-{version_id}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _page(
    request: HttpRequest, number: int, actor: StaffMember, at: datetime, *, show_address: bool
) -> HttpResponse:
    as_of, problem = _as_of(request)
    who = identity(number, on=at.date(), show_address=show_address, as_of=as_of)
    if who is None:
        raise Http404
    count_person(actor, number, at=at)
    known_at = end_of(as_of) if as_of else None
    numbers = known_cluster(number, known_at)
    merged_into = numbers[0] if numbers[0] != number else None
    numbers = numbers if merged_into is None else [number]
    years = person_page.tax_years(numbers)
    year = _year(request, years, at)
    _record("addressees.person.viewed", number, actor, at, tax_year=year)
    context = {
        "who": who,
        "chips": _chips(who),
        "years": [(shown, tax_year_text(shown)) for shown in years],
        "year": year,
        "year_text": tax_year_text(year),
        "as_of": as_of,
        "as_of_problem": problem,
        "merged_into": merged_into,
        "merged_here": numbers[1:],
        "taxable": person_page.taxable(numbers, year),
        "documents": person_page.documents(numbers, year, known_at),
        "law_warning": law_warning(year, CONFIGURATION.ordinance),
        "cursor": _cursor(request, at),
        **_ledger(numbers, year, known_at),
    }
    return render(request, "web/person/person.html", context)


def _ledger(numbers: list[int], year: int, known_at: datetime | None) -> dict[str, object]:
    versions = person_page.versions(numbers, year, known_at)
    if not versions:
        return {"versions": []}
    version = versions[0]
    return {
        "versions": versions,
        "version": version,
        "elsewhere": person_page.elsewhere(versions),
        "exempt": EXEMPTIONS.get(version.exempt),
        "breakdown": breakdown(version, ordinance=CONFIGURATION.ordinance),
        "collections": person_page.collections(version),
        "notices": person_page.notices(version),
    }


def _chips(who: Identity) -> list[tuple[str, str]]:
    chips = [("支援措置", "danger")] if who.protected else []
    if who.ceased_on:
        chips.append((who.ceased_reason or "消除", "warning"))
    return [*chips, (who.kind, "plain")]


def _year(request: HttpRequest, years: list[int], at: datetime) -> int:
    asked = request.GET.get("year", "")
    if asked in map(str, years):
        return int(asked)
    return years[0] if years else at.year


def _as_of(request: HttpRequest) -> tuple[date | None, str]:
    asked = request.GET.get("as_of", "").strip()
    if not asked:
        return None, ""
    try:
        return read_day(asked), ""
    except NotADateError as error:
        return None, str(error)


def _cursor(request: HttpRequest, at: datetime) -> dict[str, object] | None:
    """Return where the person stands in the search that led here, if one did."""
    token, position = request.GET.get("in", ""), request.GET.get("at", "")
    terms = kept_terms(request, token)
    if terms is None or not (PLACE.fullmatch(position)):
        return None
    order = request.GET.get("sort", "kana")
    beside: Neighbours | None = read_settled(
        at.date(),
        lambda withheld: neighbours(
            terms, order=order, position=int(position), hidden=withheld.numbers
        ),
    )
    if beside is None:
        return None
    page = (beside.position - 1) // PER_PAGE + 1
    return {"token": token, "order": order, "beside": beside, "page": page}


def _record(action: str, number: int, actor: StaffMember, at: datetime, **details: object) -> None:
    audit.record(
        action=action,
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
        details=details,
    )
