"""Compares addresses that differ in how much of them was written."""

from __future__ import annotations

import polars as pl

from juminzei.linkage.levels import Level


def address_columns(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add the agreement of ``said_address`` with ``address``, and whether the town is the same.

    Near is an address that goes on where the other ends (the last of the numbers), or that
    begins earlier (a prefecture, a city); never one whose house number goes on.

    Args:
        pairs: ``said_address``, ``said_town``, ``address``, ``town`` as keys; the
            person's are null where none is known.
    """
    said, known = pl.col("said_address"), pl.col("address").fill_null("")
    numbered = pl.min_horizontal(said.str.count_matches(r"\d"), known.str.count_matches(r"\d"))
    near = (_goes_on(said, known) | _goes_on(known, said)) & (numbered > 0)
    level = (
        pl.when((said == "") | (known == ""))
        .then(Level.MISSING)
        .when(said == known)
        .then(Level.EQUAL)
        .when(near)
        .then(Level.NEAR)
        .otherwise(Level.DIFFERS)
    )
    same_town = (pl.col("said_town") != "") & pl.col("said_town").eq_missing(pl.col("town"))
    return pairs.with_columns(
        same_town=same_town.fill_null(value=False), address=level.cast(pl.Int8)
    ).drop("said_address", "said_town", "town")


def _goes_on(longer: pl.Expr, shorter: pl.Expr) -> pl.Expr:
    rest = longer.str.tail(longer.str.len_chars().cast(pl.Int64) - shorter.str.len_chars())
    longer_is_longer = longer.str.len_chars() > shorter.str.len_chars()
    begins = longer.str.starts_with(shorter) & ~rest.str.contains(r"^[0-9]")
    return longer_is_longer & (begins | longer.str.ends_with(shorter))
