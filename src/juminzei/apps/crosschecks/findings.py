"""What the checks find in a year's frames: no database, the same frames give the same findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from juminzei.apps.crosschecks.check_rules import checks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.apps.crosschecks.check_rules import Check

PLACE = re.compile(r":([a-z_0-9]+)")
NAMED = re.compile(r"\{([a-z_0-9]+)")
LONGEST_REASON = 300


class Finding(NamedTuple):
    """One thing that one check found."""

    check_id: str
    subject: str
    """The same again is the same finding."""
    addressee: int | None
    other: int | None
    document: int | None
    relative: int | None
    reason: str


KEYS: Mapping[str, Mapping[str, str]] = {
    "persons": {"addressee": "person", "document": "any_document"},
    "documents": {"addressee": "person", "document": "document"},
    "relatives": {
        "addressee": "claimant",
        "other": "other",
        "document": "document",
        "relative": "relative",
    },
    "claimed": {"addressee": "person", "other": "claimant_1"},
    "employers": {"document": "any_document"},
}
"""By table: which column is which key of a finding."""
SUBJECTS = {
    "persons": ("person",),
    "documents": ("document",),
    "relatives": ("claimant", "someone", "group"),
    "claimed": ("person",),
    "employers": ("employer",),
}
"""By table: what makes a finding the same again."""


def find(
    tables: Mapping[str, pl.DataFrame],
    figures: Mapping[str, int],
    tax_year: int,
    kind: str = "",
) -> list[Finding]:
    """Return everything that the year's checks find.

    Args:
        tables: The frames of ``selectors/material.py``.
        figures: The law's figures, see :func:`~.law_figures.law_figures`.
        tax_year: 年度; a check may hold from or through a year.
        kind: Of the checks of one kind; of all if nothing is given.
    """
    return [
        finding
        for check in checks().values()
        if check.from_tax_year <= tax_year <= check.through_tax_year and kind in {"", check.kind}
        for finding in _found(check, tables[check.table], {**figures, **(check.figures or {})})
    ]


def _found(check: Check, table: pl.DataFrame, figures: Mapping[str, int]) -> Iterator[Finding]:
    where = PLACE.sub(lambda place: str(int(figures[place.group(1)])), check.where)
    keys = KEYS[check.table]
    told = {name for name in NAMED.findall(check.reason) if name not in figures}
    columns = sorted({*keys.values(), *SUBJECTS[check.table], *told})
    for row in table.filter(pl.sql_expr(where)).select(columns).iter_rows(named=True):
        reason = check.reason.format(**{**figures, **{name: _word(row[name]) for name in told}})
        yield Finding(
            check.id,
            "-".join(str(row[name]) for name in SUBJECTS[check.table]),
            reason=reason[:LONGEST_REASON],
            **{key: row[keys[key]] if key in keys else None for key in FOUND_KEYS},
        )


FOUND_KEYS = ("addressee", "other", "document", "relative")


def _word(value: object) -> object:
    return 0 if value is None else value
