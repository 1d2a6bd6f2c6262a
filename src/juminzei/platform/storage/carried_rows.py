"""Rows of tables taken to another installation of the program: written as JSON, loaded as they are.

Which rows a venue's desk needs is said by each application itself, in a module
``venue_portion`` with a function ``portions(carriage)``; whoever carries asks them all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.db import models, transaction
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MODULE = "venue_portion"
STAFF = "staff.StaffMember"
AT_ONCE = 500

Table = dict[str, Any]
"""``model``, ``columns`` and ``rows`` of one table."""


@dataclass(frozen=True, slots=True)
class Carriage:
    """What is carried, and for what.

    Attributes:
        people: Addressee numbers of whom returns may be taken.
        relatives: Of those who live with them: who they are, and nothing of their tax.
        tax_year: 年度 of the returns.
        on: The day of writing.
        venue: The venue's key.
        first_day: The venue's first day.
        last_day: Its last.
    """

    people: frozenset[int]
    relatives: frozenset[int]
    tax_year: int
    on: date
    venue: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows of one table, and what is left blank of each."""

    rows: Iterable[models.Model]
    blank: Mapping[str, object] = field(default_factory=dict)


class Asked(Protocol):
    """The function ``portions`` in an application's module ``venue_portion``."""

    def __call__(self, carriage: Carriage) -> Iterator[Portion]:
        """Yield the rows that a return desk without a link needs."""


def written(carriage: Carriage) -> list[Table]:
    """Return the rows of all applications, ready for JSON.

    A member of staff is never carried: whoever a row names becomes the venue's unattended
    member there. What else points to a row that stays at home points to nothing.
    """
    tables: dict[str, Table] = {}
    for asked in _askable():
        for portion in asked(carriage):
            for row in portion.rows:
                model = type(row)
                table = tables.setdefault(
                    model._meta.label,
                    {"model": model._meta.label, "columns": _columns(model), "rows": []},
                )
                table["rows"].append(_kept(row, portion.blank))
    return _pointing(list(tables.values()))


def loaded(tables: Sequence[Table], *, staff_key: int) -> dict[str, int]:
    """Enter carried rows under their own keys; return how many a table.

    Args:
        tables: As :func:`written`.
        staff_key: The key of the member of staff that rows name here.
    """
    counts = {}
    with transaction.atomic():
        for table in tables:
            model = apps.get_model(table["model"])
            fields = [_field(model, name) for name in table["columns"]]
            made = [
                model(
                    **{
                        one.attname: _read(one, value, staff_key)
                        for one, value in zip(fields, row, strict=True)
                    }
                )
                for row in table["rows"]
            ]
            model._base_manager.bulk_create(made, batch_size=AT_ONCE)  # noqa: SLF001 - documented API
            counts[table["model"]] = len(made)
    return counts


@cache
def _askable() -> tuple[Asked, ...]:
    return tuple(
        import_module(f"{config.name}.{MODULE}").portions
        for config in apps.get_app_configs()
        if config.module and module_has_submodule(config.module, MODULE)
    )


def _columns(model: type[models.Model]) -> list[str]:
    return [one.attname for one in model._meta.concrete_fields]


def _field(model: type[models.Model], attname: str) -> models.Field[Any, Any]:
    return next(one for one in model._meta.concrete_fields if one.attname == attname)


def _kept(row: models.Model, blank: Mapping[str, object]) -> list[object]:
    return [
        _plain(blank.get(one.attname, getattr(row, one.attname)))
        for one in row._meta.concrete_fields
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _pointing(tables: list[Table]) -> list[Table]:
    """Blank keys of what stays at home; the staff member's key is never told.

    Raises:
        LookupError: A row cannot do without one that is not carried; a mistake in a portion.
    """
    known: defaultdict[str, set[object]] = defaultdict(set)
    for table in tables:
        place = table["columns"].index(apps.get_model(table["model"])._meta.pk.attname)
        known[table["model"]].update(row[place] for row in table["rows"])
    for table in tables:
        for place, name in enumerate(table["columns"]):
            one = _field(apps.get_model(table["model"]), name)
            if one.remote_field is None:
                continue
            target = _target(one)
            for row in table["rows"]:
                if target == STAFF:
                    row[place] = None
                elif row[place] is not None and row[place] not in known[target]:
                    if not one.null:
                        raise LookupError(f"{table['model']}.{name}: {target}")
                    row[place] = None
    return tables


def _target(one: models.Field[Any, Any]) -> str:
    """Return the label of the table that a column points to; empty of what points to none."""
    model = one.related_model
    return "" if model is None else model._meta.label


def _read(one: models.Field[Any, Any], value: object, staff_key: int) -> object:
    if one.remote_field is not None and _target(one) == STAFF:
        return None if one.null else staff_key
    return one.to_python(value) if one.remote_field is None else value
