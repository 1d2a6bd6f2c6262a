"""What the ledger was calculated from, read for a whole city as columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.base.money import Yen

PART = 65_536
"""Ledger rows read at a time: memory stays flat however large the city is."""


@dataclass(frozen=True, slots=True, eq=False)
class LedgerPart:
    """Some people of the ledger in the order of their numbers, each in the newest version."""

    addressee: NDArray[np.int64]
    columns: TaxpayerColumns
    total: Yen
    """年税額 as it was decided."""


def ledger_parts(run: AssessmentRun, *, size: int = PART) -> Iterator[LedgerPart]:
    """Return everybody of a run once, part by part.

    Args:
        run: The run whose versions are meant, later ones of corrections included.
        size: Rows a part; more than one person has versions.
    """
    rows = AssessmentVersion.objects.filter(run=run).order_by("addressee_id", "version")
    seen = 0
    while True:
        found = read_columns(
            rows.filter(addressee__gt=seen)[:size], "addressee_id", "inputs", "total"
        )
        people = found["addressee_id"]
        if len(people) == 0:
            return
        # Of the last person more versions may follow, unless this was the end.
        newest = np.append(people[1:] != people[:-1], len(people) < size)
        yield LedgerPart(
            addressee=people[newest],
            columns=dense(found["inputs"][newest].tolist()),
            total=found["total"][newest],
        )
        seen = int(people[newest][-1])


def dense(texts: Sequence[str]) -> TaxpayerColumns:
    """Return people from the JSON of their sparse inputs: ``TaxpayerColumns.from_sparse``.

    Everything is parsed at once and each value is put where it belongs: four times
    as fast as asking each person for each column.

    Raises:
        juminzei.kernel.column_kind.ColumnError: An unknown column or a value out of range.
    """
    places: dict[str, list[int]] = {}
    values: dict[str, list[int]] = {}
    for row, person in enumerate(json.loads(f"[{','.join(texts)}]")):
        for name, value in person.items():
            if name not in places:
                places[name], values[name] = [], []
            places[name].append(row)
            values[name].append(value)
    kinds = column_kinds()
    columns = {}
    for name, rows in places.items():
        column = np.zeros(len(texts), np.int64)
        column[rows] = values[name]
        is_flag = name in kinds and kinds[name].flag
        columns[name] = column.astype(np.bool_) if is_flag else column
    return TaxpayerColumns.of(len(texts), **columns)
