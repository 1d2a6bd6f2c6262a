"""Employers whose 総括表 and reports do not agree, as columns."""

from __future__ import annotations

import polars as pl

from juminzei.apps.receiving.api import summary_differences

COUNTS = ("all", "special", "left", "other")
"""報告人員, 特別徴収, 普通徴収（退職者）, 普通徴収（退職者以外), as a summary has them in order."""
SCHEMA = {
    "employer": pl.String,
    "any_document": pl.Int64,
    **{f"{side}_{name}": pl.Int64 for side in ("stated", "found") for name in COUNTS},
}


def employers_frame(tax_year: int) -> pl.DataFrame:
    """Return one row an employer: how many the summary says, and how many reports there are.

    Known again by its collector number; without one by its summary.
    """
    rows = [
        (
            one.collector_number or f"sheet_{one.summary_id}",
            one.documents[0] if one.documents else None,
            *(line.stated for line in one.lines),
            *(line.found for line in one.lines),
        )
        for one in summary_differences(tax_year)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
