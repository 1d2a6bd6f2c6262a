"""Keys that exactly one person has: equal in everything that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from juminzei.linkage.blocking import known_of

if TYPE_CHECKING:
    from juminzei.linkage.records import People

KEYS: dict[str, list[str]] = {
    "カナ氏名・生年月日・住所": ["kana", "birth", "address"],
    "漢字氏名・生年月日・住所": ["name", "birth", "address"],
    "カナ氏名・漢字氏名・生年月日": ["kana", "name", "birth"],
}
WITHOUT_BIRTH: dict[str, list[str]] = {
    "カナ氏名・漢字氏名・住所": ["kana", "name", "address"],
}
"""For documents that say no birth date; where it says another one, it may be another person."""


def matches(documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Return the documents whose keys all lead to one and the same person.

    A key that two persons have, or two keys of one document that lead to two
    persons, match nothing: that is for the later stages.

    Returns:
        ``document``, ``person``, ``keys`` (the names of the keys that led there, joined by 、).
    """
    known = known_of(people)
    undated = documents.filter(pl.col("birth").is_null())
    found = [
        *(_shared(documents, known, name, keys) for name, keys in KEYS.items()),
        *(_shared(undated, known, name, keys) for name, keys in WITHOUT_BIRTH.items()),
    ]
    every = pl.concat(found)
    return (
        every.group_by("document", maintain_order=True)
        .agg(
            pl.col("person").first(),
            pl.col("person").n_unique().alias("persons"),
            pl.col("key").unique(maintain_order=True).str.join("、").alias("keys"),
        )
        .filter(pl.col("persons") == 1)
        .drop("persons")
    )


def _shared(
    documents: pl.DataFrame, known: pl.DataFrame, name: str, keys: list[str]
) -> pl.DataFrame:
    filled = [pl.col(key) != "" for key in keys if key != "birth"]
    said = documents.select("document", *keys).drop_nulls().filter(*filled)
    here = known.select("person", *keys).drop_nulls().unique()
    return said.join(here, on=keys).select("document", "person", key=pl.lit(name))
