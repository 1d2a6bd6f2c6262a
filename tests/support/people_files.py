"""Files of made-up people in columns."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from law.people import chance_of, request

if TYPE_CHECKING:
    from pathlib import Path

TAX_YEAR = 2026


@cache
def different_people(n: int) -> TaxpayerColumns:
    """Return ``n`` random people, the same for the same number."""
    chance = chance_of("files of people")
    return TaxpayerColumns.from_sparse([read(request(chance, TAX_YEAR)).columns for _ in range(n)])


def table(n: int, different: int = 50) -> pa.Table:
    """Return ``n`` people with every column and an ``id``; so many of them ``different``."""
    few = different_people(different)
    rows = np.arange(n) % different
    facts = {name: getattr(few, name)[rows] for name in few.__slots__}
    return pa.table({"id": np.arange(n) + 1_000, **facts})


def written(people: pa.Table | dict[str, Any], path: Path, rows_in_a_group: int = 10) -> Path:
    """Write a file in the format of its suffix and return its path."""
    whole = people if isinstance(people, pa.Table) else pa.table(people)
    if path.suffix == ".parquet":
        pq.write_table(whole, path, row_group_size=rows_in_a_group)
        return path
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, whole.schema) as writer:
        writer.write_table(whole, max_chunksize=rows_in_a_group)
    return path


def read_back(path: Path) -> pa.Table:
    """Return what a file holds, by whatever it is."""
    if path.read_bytes()[:4] == b"PAR1":
        return pq.read_table(path)
    return pa.ipc.open_file(pa.OSFile(str(path))).read_all()
