"""Made-up people in columns and in lines, as many as a benchmark wants of them.

A few thousand different ones, those of ``tests/law/people.py``, are repeated. Files of them
compress better than a real city's would, so reading is flattered; calculating and writing,
which take most of the time, meet every branch of the law.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from law.people import chance_of, request

TAX_YEAR = 2026
DIFFERENT = 4_096
GROUP_ROWS = 131_072
"""Of a row group; a multiple of :data:`DIFFERENT`, so that all groups hold the same people."""


def requests() -> list[dict[str, Any]]:
    """Return the different people as requests of the contract."""
    chance = chance_of("benchmark")
    return [request(chance, TAX_YEAR) for _ in range(DIFFERENT)]


def people(n: int) -> TaxpayerColumns:
    """Return ``n`` people."""
    few = TaxpayerColumns.from_sparse([read(one).columns for one in requests()])
    rows = np.arange(n) % DIFFERENT
    return TaxpayerColumns(**{name: getattr(few, name)[rows] for name in few.__slots__})


def write_columns(n: int, file: Path) -> None:
    """Write a Parquet file of ``n`` people with every column and an ``id``, a group at a time."""
    group = people(min(n, GROUP_ROWS))
    whole = pa.table({name: getattr(group, name) for name in group.__slots__})
    schema = whole.schema.insert(0, pa.field("id", pa.int64()))
    with pq.ParquetWriter(file, schema, compression="zstd", compression_level=1) as writer:
        for at in range(0, n, GROUP_ROWS):
            rows = min(GROUP_ROWS, n - at)
            ids = pa.array(np.arange(at, at + rows))
            writer.write_table(whole.slice(0, rows).add_column(0, schema.field("id"), ids))


def write_lines(n: int, file: Path) -> None:
    """Write ``n`` people as JSON lines."""
    lines = [json.dumps(one) + "\n" for one in requests()]
    with file.open("w", encoding="utf-8") as out:
        out.writelines(lines[number % DIFFERENT] for number in range(n))
