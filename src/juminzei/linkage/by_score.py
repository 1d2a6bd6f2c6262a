"""Similarity: who is best, by how much, and is that enough?"""

from __future__ import annotations

import polars as pl

from juminzei.linkage.levels import Level
from juminzei.linkage.points import GIVEN_AGREES, MARGIN, SURE, THRESHOLD


def ranked(compared: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs best first within each document, with ``second``.

    Args:
        compared: As :func:`juminzei.linkage.compare.compare` makes it.

    Returns:
        The same rows; ``rank`` from 1, and ``second``, the score of the best other person
        (0 where there is none).
    """
    ordered = compared.sort(["document", "score", "person"], descending=[False, True, False])
    score = pl.col("score")
    return ordered.with_columns(
        rank=pl.int_range(1, pl.len() + 1).over("document"),
        second=pl.when(score.cum_count().over("document") == 1)
        .then(score.shift(-1).over("document"))
        .otherwise(score.first().over("document"))
        .fill_null(0),
    )


def enough() -> pl.Expr:
    """Return whether a ranked pair may be matched without a clerk.

    The best, above the threshold, ahead of the second by the margin, and with a given
    name that agrees: surname, birth and address are what twins share. A document whose
    own valid number is nobody's here must agree in nearly everything.
    """
    needed = pl.when("number_valid").then(SURE).otherwise(THRESHOLD)
    return (
        (pl.col("rank") == 1)
        & (pl.col("score") >= needed)
        & (pl.col("score") - pl.col("second") >= MARGIN)
        & (pl.col("given_points") >= GIVEN_AGREES)
    )


def why_not() -> pl.Expr:
    """Return, for the best pair of a document, the reason why a clerk has to look."""
    return (
        pl.when(pl.col("score") < THRESHOLD)
        .then(pl.lit("類似度が基準に届く人がいません"))
        .when(pl.col("given_points") < GIVEN_AGREES)
        .then(pl.lit("名が一致しません（双子・きょうだいの可能性）"))
        .when(pl.col("score") - pl.col("second") < MARGIN)
        .then(pl.lit("よく似た人がほかにもいます"))
        .otherwise(pl.lit("記載の個人番号が、この人の番号と異なります"))
    )


def borne_out() -> pl.Expr:
    """Return whether the other fields bear an equal Individual Number out.

    The number of a spouse, a child or a twin is a mistake that employers make; so
    either the birth date agrees and the name does not point to a brother or sister,
    or the whole name agrees.
    """
    birth, address = pl.col("birth"), pl.col("address")
    given, surname = pl.col("given_points"), pl.col("surname_points")
    kana = (pl.col("kana_surname") == Level.EQUAL) & (pl.col("kana_given") == Level.EQUAL)
    kanji = (pl.col("name_surname") == Level.EQUAL) & (pl.col("name_given") == Level.EQUAL)
    sibling = (given < GIVEN_AGREES) & (surname > 0) & (given == 0)
    near_birth = birth.is_in([Level.NEAR, Level.MISSING])
    agrees = given >= GIVEN_AGREES
    return (
        ((birth == Level.EQUAL) & ~sibling)
        | (near_birth & agrees & ((surname > 0) | (address >= Level.NEAR)))
        | (kana & kanji)
        | (near_birth & (kana | kanji))
    )
