"""The matrix and the catalogue as documents: Markdown to read, CSV to work with."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from juminzei.platform.policy.catalogue import catalogue
from juminzei.platform.policy.data_class import data_classes, file_names
from juminzei.platform.policy.function import functions, systems
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role
from juminzei.platform.policy.shown import conditions, names_of, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MARK = "\ufeff"
"""Tells spreadsheets that the file is UTF-8."""


def matrix_csv(day: date) -> str:
    """Return every grant of ``day``, a line a role and function."""
    lines = [
        (
            Role(grant.role).label,
            systems()[functions()[key].system],
            functions()[key].name,
            names_of(grant.data_of(key)),
            conditions(grant, functions()[key]),
            grant.valid_from.isoformat(),
            grant.valid_until.isoformat() if grant.valid_until else "",
            grant.ground,
        )
        for grant in matrix().on(day).grants
        for key in grant.functions
    ]
    heads = ("役割", "系", "機能", "データ区分", "条件", "開始日", "終了日", "理由")
    return _csv([heads, *lines])


def matrix_markdown(day: date, city: str) -> str:
    """Return the matrix of ``day`` as a document."""
    heads = ["系", "機能", "データ区分", *Role.labels]
    table = [[row.system, row.function.name, row.data, *map(str, row.cells)] for row in rows(day)]
    grants = [
        [
            Role(grant.role).label,
            f"（市の定め）{grant.ground}" if grant.of_city else grant.ground,
            grant.valid_from.isoformat(),
            grant.valid_until.isoformat() if grant.valid_until else "定めなし",
        ]
        for grant in matrix().on(day).grants
    ]
    return "\n".join(
        [
            f"# 権限表　{city}　{day.isoformat()} 現在",
            "",
            "○は、その役割の職員がその機能を使えることを示す。ここにない組合せは拒否される。",
            "",
            *_markdown(heads, table),
            "",
            "## 理由と期間",
            "",
            *_markdown(["役割", "理由", "開始日", "終了日"], grants),
            "",
        ]
    )


def catalogue_csv() -> str:
    """Return every column of every table with its file, class of data and purpose."""
    lines = [
        (
            "・".join(map(str, table.files)),
            "・".join(file_names()[number] for number in table.files),
            table.label,
            table.table,
            column.label,
            column.name,
            data_classes()[column.data_class].name,
            table.purpose,
        )
        for table in catalogue().values()
        for column in table.columns
    ]
    heads = ("ファイル番号", "ファイル", "表", "表の名", "欄", "欄の名", "データ区分", "目的")
    return _csv([heads, *lines])


def _csv(lines: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(lines)
    return MARK + out.getvalue()


def _markdown(heads: list[str], lines: list[list[str]]) -> list[str]:
    return [
        f"| {' | '.join(cells)} |"
        for cells in [heads, ["---"] * len(heads), *([_plain(c) for c in row] for row in lines)]
    ]


def _plain(text: str) -> str:
    return text.replace("|", "｜").replace("\n", " ")
