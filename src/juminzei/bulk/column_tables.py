"""The tables of columns in ``docs/bulk.md``, from the kernel's own labels and ranges.

``python -m juminzei.bulk.column_tables docs/bulk.md`` writes them anew; a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.bulk.schema import result_names
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.wording import BODIES, input_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from juminzei.kernel.column_kind import ColumnKind


def people() -> str:
    """Return the columns of a file of people as a Markdown table."""
    rows = [
        f"| `{name}` | {kind.label} | {_values(kind)} |" for name, kind in column_kinds().items()
    ]
    return "\n".join(["| column | 項目 | values |", "|---|---|---|", *rows])


def tax() -> str:
    """Return the columns of a result, keys left out, as a Markdown table."""
    rows = [f"| `{name}` | {_label(name)} |" for name in result_names()]
    return "\n".join(["| column | 項目 |", "|---|---|", *rows])


def with_tables(page: str) -> str:
    """Return ``page`` with both tables as they are now."""
    for name, table in TABLES.items():
        before, begin, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        page = f"{before}{begin}{table()}\n{end}{after}"
    return page


def _label(name: str) -> str:
    """Return the label of a column of the result; a body's share is told as its step and body."""
    try:
        return input_label(name)
    except KeyError:
        prefix, body = next(pair for pair in BODIES.items() if name.startswith(pair[0]))
        return f"{input_label(name.removeprefix(prefix))}（{body}）"


def _values(kind: ColumnKind) -> str:
    return "true, false" if kind.flag else f"{kind.least:,} to {kind.most:,}"


TABLES: dict[str, Callable[[], str]] = {"people": people, "tax": tax}

if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_tables(file.read_text(encoding="utf-8")), encoding="utf-8")
