"""Many rows read as columns: NumPy arrays straight from the driver's rows.

Django's ``values_list`` converts value by value; here each column is converted once,
which for the whole city is the difference between one second and four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.db import connections
from django.db.models import BooleanField, DateField, DateTimeField, IntegerField

if TYPE_CHECKING:
    from django.db.models import Field, Model, QuerySet
    from numpy.typing import NDArray

Columns = dict[str, "NDArray[Any]"]
"""Equally long arrays by name."""


def read_columns(query: QuerySet[Any], *names: str) -> Columns:
    """Return the named fields of every row, in the order of ``query``.

    Args:
        query: Rows of one model; filters and order are kept.
        names: Fields, also over foreign keys (``document__payer_name``).

    Returns:
        By name: whole numbers as int64, truth values as bool, days as
        ``datetime64[D]`` (``NaT`` for none), everything else as objects. A whole
        number that may be missing is given as objects too.
    """
    values = query.values_list(*names)
    statement, parameters = values.query.sql_with_params()
    with connections[query.db].cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    found = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return {
        name: _array(_field(query.model, name), column)
        for name, column in zip(names, found, strict=True)
    }


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    """Follow ``document__payer_name`` to the field at its end."""
    *path, last = name.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # a relation has a model
    return next(
        field for field in model._meta.concrete_fields if last in {field.name, field.attname}
    )


def _array(field: Field[Any, Any], values: tuple[Any, ...]) -> NDArray[Any]:
    target = getattr(field, "target_field", field)
    if isinstance(target, DateTimeField):
        raise TypeError(f"{field.name}: a time has a zone; read it with values_list")
    if isinstance(target, DateField):
        return np.array(values, dtype="datetime64[D]")
    if isinstance(target, BooleanField):
        return np.array(values, dtype=np.bool_)
    if _whole(target) and not field.null:
        return np.array(values, dtype=np.int64)
    result = np.empty(len(values), dtype=np.object_)
    result[:] = values
    return result


def _whole(field: Field[Any, Any]) -> bool:
    return isinstance(field, IntegerField) or "AutoField" in field.get_internal_type()
