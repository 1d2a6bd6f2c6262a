"""Which persons are worth comparing with a document: whoever shares one of these keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from juminzei.linkage.records import People

LARGEST_BLOCK = 2_000
"""A key that more persons share says nothing: a placeholder, an institution's address."""


def rules() -> dict[str, list[pl.Expr]]:
    """Return the blocking rules: what must be equal on both sides."""
    year, month, day = (_part("year"), _part("month"), _part("day"))
    given = pl.col("kana_given")
    return {
        "生年月日": [pl.col("birth")],
        "カナ氏名": [pl.col("kana")],
        "漢字氏名": [pl.col("name")],
        "長音などを除いたカナ氏名": [pl.col("fuzzy")],
        "住所とカナの姓": [pl.col("address"), pl.col("kana_surname")],
        "住所とカナの名": [pl.col("address"), given],
        "カナの名と生年月": [given, year, month],
        "カナの名と生年・日": [given, year, day],
        "カナの名と誕生日": [given, month, day],
    }


def candidates(documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Return every pair that at least one rule brings together.

    Returns:
        ``document``, ``person``; each pair once, in order.
    """
    known = known_of(people)
    pairs = [_pairs(documents, known, keys) for keys in rules().values()]
    return pl.concat(pairs).unique().sort("document", "person")


def known_of(people: People) -> pl.DataFrame:
    """Return one row for every combination of a person's names and addresses."""
    names = people.names.drop("source")
    addresses = people.addresses.select("person", "address")
    return people.births.join(names, on="person").join(addresses, on="person", how="left")


def _part(name: str) -> pl.Expr:
    parts = {
        "year": pl.col("birth").dt.year(),
        "month": pl.col("birth").dt.month(),
        "day": pl.col("birth").dt.day(),
    }
    return parts[name].alias(name)


def _pairs(documents: pl.DataFrame, known: pl.DataFrame, keys: list[pl.Expr]) -> pl.DataFrame:
    said = _keyed(documents, "document", keys)
    here = _keyed(known, "person", keys)
    columns = said.columns[1:]
    small = here.filter(pl.len().over(columns) <= LARGEST_BLOCK)
    return said.join(small, on=columns).select("document", "person")


def _keyed(frame: pl.DataFrame, row: str, keys: list[pl.Expr]) -> pl.DataFrame:
    keyed = frame.select(row, *keys).unique().drop_nulls()
    texts = [name for name, kind in keyed.schema.items() if kind == pl.String]
    return keyed.filter(*(pl.col(name) != "" for name in texts))
