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
OWN = "document__"
"""Before what stands with the document itself, read beside its figures."""
OF_DOCUMENTS = ("payer_name", "payer_number", "collection_choice")
"""No columns of the law."""


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
            _correct(result, item, place, value, prefix)
    return result


def _correct(result: Columns, item: str, place: int, value: Value, prefix: str) -> None:
    """Put one corrected item where it belongs, if these columns have a place for it."""
    texts, _, name = item.rpartition(".")
    column = next((one for one in (f"{prefix}{item}", f"{OWN}{item}") if one in result), "")
    if column:
        _put(result, column, place, value)
    elif (texts or SPARSE) in result and item not in OF_DOCUMENTS:
        sparse = {**json.loads(result[texts or SPARSE][place]), name: value}
        result[texts or SPARSE][place] = json.dumps(sparse)


def _put(columns: Columns, name: str, place: int, value: Value) -> None:
    is_day = columns[name].dtype.kind == "M"
    columns[name][place] = np.datetime64(str(value) if value else "NaT", "D") if is_day else value
