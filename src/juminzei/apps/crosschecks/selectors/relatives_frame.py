"""The relatives whom active documents name, as columns."""

from __future__ import annotations

import polars as pl

from juminzei.apps.addressees.api import survivors
from juminzei.apps.assessment.api import (
    DocumentState,
    StatedRelative,
    corrections_in_force,
    of_relatives,
)
from juminzei.apps.crosschecks.selectors.documents_frame import framed
from juminzei.apps.crosschecks.selectors.people_frame import age_on_31_december
from juminzei.platform.storage.columns import read_columns

NAMES = (
    *("id", "document_id", "place", "birth_on", "relationship", "income", "disability"),
    *("abroad", "cohabiting", "resolution", "addressee_id", "has_number"),
)


def relatives_frame(tax_year: int) -> pl.DataFrame:
    """Return one row a relative named; ``group`` is the place without its number."""
    rows = StatedRelative.objects.filter(
        document__tax_year=tax_year,
        document__state=DocumentState.ACTIVE,
        document__addressee__isnull=False,
    )
    frame = _corrected(framed(read_columns(rows.order_by("pk"), *NAMES)), tax_year)
    renamed = frame.rename(
        {
            "id": "relative",
            "document_id": "document",
            "addressee_id": "other",
            "income": "income_stated",
            "disability": "disability_stated",
        }
    )
    stands_for = survivors()
    if stands_for:
        renamed = renamed.with_columns(pl.col("other").replace(stands_for))
    return renamed.with_columns(
        group=pl.col("place").str.replace(r"_\d+$", ""),
        age=age_on_31_december("birth_on", tax_year - 1),
    )


def _corrected(frame: pl.DataFrame, tax_year: int) -> pl.DataFrame:
    """Return the relatives as they count: corrected by office authority, or struck out."""
    for document, items in corrections_in_force(tax_year).items():
        for place, values in of_relatives(items).items():
            here = (pl.col("document_id") == document) & (pl.col("place") == place)
            if values.get("struck"):
                frame = frame.filter(~here)
            for name, value in values.items():
                if name in frame.columns:
                    plain = pl.lit(value).cast(frame.schema[name])
                    frame = frame.with_columns(
                        pl.when(here).then(plain).otherwise(pl.col(name)).alias(name)
                    )
    return frame
