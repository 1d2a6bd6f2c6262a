"""What departments say: a store's list, and everything about one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import cluster, person_keys, postal
from juminzei.apps.departments.forms import StoreForm
from juminzei.apps.departments.models import Store
from juminzei.apps.departments.selectors.stores import STORES, in_force, rows_of
from juminzei.apps.departments.tables import PeriodTable, PremiumTable
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import NotPermittedError, allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.departments.selectors.stores import StoreKind
    from juminzei.platform.staff.models import StaffMember

VIEWS = tuple(dict.fromkeys(kind.function for kind in STORES.values()))


@require_GET
def department_store(request: HttpRequest, *, store: str) -> HttpResponse:
    """Show who stands in one store."""
    at = now()
    kind = STORES[store]
    actor = acting(request, kind.function, at=at)
    form = StoreForm({"state": "on", "on": at.date().isoformat(), **request.GET.dict()})
    rows = _narrowed(kind, form, at).select_related("addressee", "file")
    premiums = store == Store.PREMIUMS
    orders = ("addressee_id", "income_year" if premiums else "valid_from", "recorded_at")
    context = listed(request, rows, PremiumTable if premiums else PeriodTable, orders=orders)
    page = context["page"]
    audit.record(
        action="departments.store.viewed",
        actor=actor,
        at=at,
        function=kind.function,
        subject_kind="department_store",
        subject_id=store,
        details={"page": page.number, "found": page.paginator.count},
    )
    context |= {"form": form, "label": kind.store.label, "premiums": premiums}
    return render(request, "departments/store.html", context)


@require_GET
def department_person(request: HttpRequest, number: int) -> HttpResponse:
    """Show all that departments said of a person, newest first, as far as one may see."""
    at = now()
    actor = _looking(request, at)
    numbers = cluster(number) if person_keys([number]) else []
    if not numbers:
        raise Http404
    shown = [
        (kind.store, kind.store == Store.PREMIUMS, _history(kind, numbers))
        for kind in STORES.values()
        if allowed(actor, kind.function, on=at.date())
    ]
    with transaction.atomic():
        count_person(actor, number, at=at)
        audit.record(
            action="departments.person.viewed",
            actor=actor,
            at=at,
            function=_function(actor, at),
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            details={"stores": [store.value for store, _premiums, _rows in shown]},
        )
    context = {"number": number, "name": postal([number])[number].name, "stores": shown}
    return render(request, "departments/person.html", context)


def _looking(request: HttpRequest, at: datetime) -> StaffMember:
    """Return the member, who may see at least one of the stores.

    Raises:
        NotPermittedError: None of them.
    """
    for function in VIEWS[:-1]:
        try:
            return acting(request, function, at=at)
        except NotPermittedError:
            continue
    return acting(request, VIEWS[-1], at=at)


def _function(actor: StaffMember, at: datetime) -> str:
    return next(function for function in VIEWS if allowed(actor, function, on=at.date()))


def _history(kind: StoreKind, numbers: list[int]) -> list[object]:
    rows = rows_of(kind).filter(addressee_id__in=numbers).select_related("file")
    return list(rows.order_by("-pk"))


def _narrowed(kind: StoreKind, form: StoreForm, at: datetime) -> QuerySet[Any]:
    if not form.is_valid():
        return rows_of(kind).none()
    if form.cleaned_data["state"] == "all":
        return rows_of(kind)
    rows = in_force(kind)
    if kind.store == Store.PREMIUMS:
        return rows
    on = form.cleaned_data["on"] or at.date()
    return rows.filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
