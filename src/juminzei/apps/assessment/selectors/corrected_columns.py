"""Columns of documents as they count: what was received, and what was corrected in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.selectors.official_corrections import of_figures

if TYPE_CHECKING:
    from juminzei.apps.assessment.selectors.official_corrections import Corrected, Value
    from juminzei.platform.storage.columns import Columns

SPARSE = "columns"
"""The column with the law's columns of a return in one text of JSON."""


def with_corrections(
    columns: Columns, corrected: Corrected, *, key: str = "document_id", prefix: str = ""
) -> Columns:
    """Return columns of documents with what was corrected in them.

    Args:
        columns: As received, one row a document.
        corrected: What counts, see :func:`~.official_corrections.corrections_in_force`.
        key: The column with the documents' keys.
        prefix: What stands before the names of figures, such as ``wage__``.
    """
    places = np.flatnonzero(np.isin(columns[key].astype(np.int64), list(corrected)))
    if len(places) == 0:
        return columns
    result = {name: values.copy() for name, values in columns.items()}
    for place in places.tolist():
        figures = of_figures(corrected[int(columns[key][place])])
        for item, value in figures.items():
            if f"{prefix}{item}" in result:
                _put(result, f"{prefix}{item}", place, value)
            elif SPARSE in result:
                sparse = {**json.loads(result[SPARSE][place]), item: value}
                result[SPARSE][place] = json.dumps(sparse)
    return result


def _put(columns: Columns, name: str, place: int, value: Value) -> None:
    is_day = columns[name].dtype.kind == "M"
    columns[name][place] = np.datetime64(str(value) if value else "NaT", "D") if is_day else value
