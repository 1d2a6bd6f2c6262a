"""Compares pairs of document and person, field by field, and counts the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from juminzei.linkage import name_levels
from juminzei.linkage.address_levels import address_columns
from juminzei.linkage.levels import Level
from juminzei.linkage.points import (
    ADDRESS,
    BIRTH,
    GIVEN,
    SAME_TOWN,
    SURNAME,
    of_level,
    of_pair,
)

if TYPE_CHECKING:
    from juminzei.linkage.records import People

PAIR = ["document", "person"]


def compare(pairs: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Return each pair with the agreement of its fields and its score.

    Of several names or addresses of a person, the one that agrees best counts.

    Args:
        pairs: ``document``, ``person``; each pair once.
        documents: As :func:`juminzei.linkage.records.documents` makes them.
        people: Everybody.

    Returns:
        ``document``, ``person``; ``birth``, ``kana_surname``, ``kana_given``,
        ``name_surname``, ``name_given``, ``address`` as :class:`Level`; ``same_town``;
        ``name_source``, ``address_source``; ``given_points``, ``surname_points``;
        ``score``, 0 to 1,000.
    """
    names = _names(pairs, documents, people)
    addresses = _addresses(pairs, documents, people)
    births = _births(pairs, documents, people)
    joined = births.join(names, on=PAIR).join(addresses, on=PAIR)
    return joined.with_columns(
        score=of_level("birth", BIRTH)
        + pl.col("given_points")
        + pl.col("surname_points")
        + pl.col("address_points")
    ).drop("address_points")


def _births(pairs: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    both = pairs.join(
        documents.select("document", said=pl.col("birth")), on="document", how="left"
    ).join(people.births.select("person", known=pl.col("birth")), on="person", how="left")
    return both.select(*PAIR, birth=birth_level("said", "known"))


def birth_level(said: str, known: str) -> pl.Expr:
    """Return the agreement of two date columns; one wrong part, or day for month, is near."""
    one, other = pl.col(said).dt, pl.col(known).dt
    agreeing = pl.sum_horizontal(
        (one.year() == other.year()).cast(pl.Int8),
        (one.month() == other.month()).cast(pl.Int8),
        (one.day() == other.day()).cast(pl.Int8),
    )
    swapped = (
        (one.year() == other.year()) & (one.month() == other.day()) & (one.day() == other.month())
    )
    level = (
        pl.when(pl.col(said).is_null() | pl.col(known).is_null())
        .then(Level.MISSING)
        .when(agreeing == 3)  # noqa: PLR2004 - year, month and day
        .then(Level.EQUAL)
        .when((agreeing == 2) | swapped)  # noqa: PLR2004 - all but one
        .then(Level.NEAR)
        .otherwise(Level.DIFFERS)
    )
    return level.cast(pl.Int8)


def _names(pairs: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    columns = ["kana", "kana_surname", "kana_given", "name", "name_surname", "name_given"]
    said = documents.select("document", pl.col(columns).name.prefix("said_"))
    known = people.names.select("person", *columns, name_source="source")
    both = pairs.join(said, on="document").join(known, on="person")
    levelled = name_levels.with_levels(both).with_columns(
        given_points=of_pair("kana_given", "name_given", GIVEN),
        surname_points=of_pair("kana_surname", "name_surname", SURNAME),
    )
    best = pl.col("given_points") + pl.col("surname_points")
    return _best(levelled, best).select(
        *PAIR, *name_levels.PARTS, "name_source", "given_points", "surname_points"
    )


def _addresses(pairs: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    said = documents.select("document", said_address=pl.col("address"), said_town=pl.col("town"))
    known = people.addresses.rename({"source": "address_source"})
    both = address_columns(pairs.join(said, on="document").join(known, on="person", how="left"))
    pointed = both.with_columns(
        address_points=of_level("address", ADDRESS)
        + pl.when((pl.col("address") == Level.DIFFERS) & pl.col("same_town"))
        .then(SAME_TOWN)
        .otherwise(0)
    )
    columns = ["address", "same_town", "address_source", "address_points"]
    return _best(pointed, pl.col("address_points")).select(*PAIR, *columns)


def _best(rows: pl.DataFrame, points: pl.Expr) -> pl.DataFrame:
    """Return the best row of each pair, the first of equals."""
    ordered = rows.with_columns(points.alias("_points")).sort(
        "_points", descending=True, maintain_order=True
    )
    return ordered.unique(PAIR, keep="first", maintain_order=True)
