"""Names of municipalities by 全国地方公共団体コード, so that nobody has to know the codes.

The table beside this file is the ministry's list (総務省「全国地方公共団体コード」, 令和元年5月)
without prefectures and wards of designated cities. It only names: a code that is not in it
is taken all the same.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def municipality_name(code: str) -> str:
    """Return prefecture and municipality of a six-digit code, nothing for one not listed."""
    return _names().get(code, "")


def named(code: str) -> str:
    """Return ``茨城県古河市（082040）``, or the code alone if it is not listed."""
    name = municipality_name(code)
    return f"{name}（{code}）" if name else code


@cache
def _names() -> dict[str, str]:
    table = files("juminzei.base.numbers").joinpath("municipalities.csv")
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return {row["code"]: row["prefecture"] + row["name"] for row in rows}
