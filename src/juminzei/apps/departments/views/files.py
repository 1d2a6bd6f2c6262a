"""Which files departments handed over, and what was agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.departments.agreements import agreements
from juminzei.apps.departments.forms import PersonForm
from juminzei.apps.departments.models import DepartmentFile, Store
from juminzei.apps.departments.selectors.stores import STORES
from juminzei.apps.departments.tables import DepartmentFileTable
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

IMPORT = "departments.import"
UNPROCESSABLE = 422


@require_GET
def department_files(request: HttpRequest) -> HttpResponse:
    """Show the files of all departments, the stores and the agreements."""
    return _page(request, PersonForm())


@require_POST
def department_find(request: HttpRequest) -> HttpResponse:
    """Open what departments say of a person by addressee number."""
    acting(request, IMPORT, at=now())
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=UNPROCESSABLE)
    return redirect("department_person", form.cleaned_data["number"])


def _page(request: HttpRequest, form: PersonForm, *, status: int = 200) -> HttpResponse:
    at = now()
    actor = acting(request, IMPORT, at=at)
    rows = DepartmentFile.objects.select_related("taken_by")
    context = listed(request, rows, DepartmentFileTable, orders=("-taken_at", "as_of"))
    stores = [
        (f"department_{store.value}", store.label)
        for store in Store
        if allowed(actor, STORES[store.value].function, on=at.date())
    ]
    more = {"form": form, "stores": stores, "agreements": agreements().values()}
    return render(request, "departments/files.html", {**context, **more}, status=status)
