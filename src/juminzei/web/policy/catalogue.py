"""What data there is: the seven files, their tables, and every column with its class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.policy.catalogue import Table, catalogue
from juminzei.platform.policy.data_class import USES, data_classes, file_names
from juminzei.platform.policy.exported import catalogue_csv
from juminzei.platform.staff.acting import acting
from juminzei.web.policy.documents import FUNCTION, handed_out

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember


@require_GET
def data_files(request: HttpRequest) -> HttpResponse:
    """Show the seven files with their counts, every table, and the classes of data."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    _viewed("", actor, at)
    tables = list(catalogue().values())
    classes = data_classes()
    context = {
        "files": [(number, name, _counted(number)) for number, name in file_names().items()],
        "tables": [
            (table, [(classes[key].name, count) for key, count in table.counts.items()])
            for table in sorted(tables, key=lambda one: (not one.files, one.files, one.model))
        ],
        "classes": [(one, "、".join(USES[use] for use in one.uses)) for one in classes.values()],
    }
    return render(request, "web/policy/files.html", context)


@require_GET
def data_table(request: HttpRequest, model: str) -> HttpResponse:
    """Show every column of one table."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    table = catalogue().get(model)
    if table is None:
        raise Http404
    _viewed(model, actor, at)
    classes = data_classes()
    context = {
        "table": table,
        "files": [file_names()[number] for number in table.files],
        "columns": [(one, classes[one.data_class].name) for one in table.columns],
    }
    return render(request, "web/policy/table.html", context)


@require_GET
def data_files_csv(request: HttpRequest) -> HttpResponse:
    """Hand out the catalogue."""
    at = now()
    actor = acting(request, FUNCTION, at=at)
    return handed_out(catalogue_csv(), "catalogue.csv", "policy.catalogue.exported", actor, at)


def _counted(number: int) -> dict[str, int]:
    """Return how many tables, columns and rows one of the seven files has."""
    tables = [table for table in catalogue().values() if number in table.files]
    return {
        "tables": len(tables),
        "columns": sum(len(table.columns) for table in tables),
        "rows": sum(_rows(table) for table in tables),
    }


def _rows(table: Table) -> int:
    return int(apps.get_model(table.model)._default_manager.count())  # noqa: SLF001 - a documented name


def _viewed(model: str, actor: StaffMember, at: datetime) -> None:
    audit.record(
        action="policy.catalogue.viewed",
        actor=actor,
        at=at,
        function=FUNCTION,
        subject_kind="policy",
        subject_id=model,
    )
