"""The order of matching: numbers, keys, similarity, and a clerk for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from juminzei.linkage import by_key, by_number, by_score
from juminzei.linkage.blocking import candidates
from juminzei.linkage.compare import PAIR, compare
from juminzei.linkage.points import SHOWN, SURE, WORTH_SHOWING

if TYPE_CHECKING:
    from juminzei.linkage.records import People

NOBODY = "似た人が登録されていません"


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """What matching found.

    Attributes:
        matched: ``document``, ``person``, ``stage`` (``number``, ``exact``, ``scored``), ``keys``
            (of the exact stage), ``second`` (the score of the next best, of the scored
            stage) and the comparison.
        queue: ``document``, ``doubt``: every other document and why a clerk has to look.
        candidates: ``document``, ``person``, ``number_equal`` and the comparison, for the
            documents in the queue, best first.
    """

    matched: pl.DataFrame
    queue: pl.DataFrame
    candidates: pl.DataFrame


def link(documents: pl.DataFrame, people: People, number_pairs: pl.DataFrame) -> Linked:
    """Find the person of each document.

    Args:
        documents: As :func:`juminzei.linkage.records.documents` makes them.
        people: Everybody whom a document can be about.
        number_pairs: ``document``, ``person`` with equal Individual Numbers; pairs of other
            documents are passed over.
    """
    pairs = number_pairs.join(documents, on="document", how="semi").join(
        people.births, on="person", how="semi"
    )
    numbered = by_number.judge(pairs, documents, people)
    sure = numbered.filter(pl.col("doubt").is_null())
    rest = documents.join(numbered, on="document", how="anti")
    exact = _exact(rest, people)
    rest = rest.join(exact, on="document", how="anti")
    ranked = _ranked(rest, people)
    scored = ranked.filter(by_score.enough())
    doubtful = numbered.filter(pl.col("doubt").is_not_null())
    return Linked(
        matched=pl.concat(
            [
                sure.with_columns(stage=pl.lit("number")),
                exact.with_columns(stage=pl.lit("exact")),
                scored.with_columns(stage=pl.lit("scored")),
            ],
            how="diagonal",
        ).select(*MATCHED),
        queue=_queue(rest, ranked, scored, doubtful),
        candidates=_shown(documents, people, doubtful, ranked, scored),
    )


COMPARISON = [
    *("birth", "kana_surname", "kana_given", "name_surname", "name_given", "address"),
    *("same_town", "name_source", "address_source", "score"),
]
MATCHED = [*PAIR, "stage", "keys", "second", *COMPARISON]


def _exact(documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Match by key; a document with another valid number must agree in nearly everything."""
    found = by_key.matches(documents, people)
    compared = compare(found.select(PAIR), documents, people).join(found, on=PAIR)
    valid = documents.select("document", "number_valid")
    return compared.join(valid, on="document").filter(
        ~pl.col("number_valid") | (pl.col("score") >= SURE)
    )


def _ranked(documents: pl.DataFrame, people: People) -> pl.DataFrame:
    compared = compare(candidates(documents, people), documents, people)
    valid = documents.select("document", "number_valid")
    return by_score.ranked(compared).join(valid, on="document", maintain_order="left")


def _queue(
    rest: pl.DataFrame, ranked: pl.DataFrame, scored: pl.DataFrame, doubtful: pl.DataFrame
) -> pl.DataFrame:
    best = ranked.filter(pl.col("rank") == 1, pl.col("score") >= WORTH_SHOWING)
    left = (
        rest.select("document")
        .join(scored, on="document", how="anti")
        .join(best.select("document", doubt=by_score.why_not()), on="document", how="left")
        .with_columns(pl.col("doubt").fill_null(NOBODY))
    )
    numbered = doubtful.group_by("document").agg(pl.col("doubt").first())
    return pl.concat([numbered, left]).sort("document")


def _shown(
    documents: pl.DataFrame,
    people: People,
    doubtful: pl.DataFrame,
    ranked: pl.DataFrame,
    scored: pl.DataFrame,
) -> pl.DataFrame:
    """Return the candidates to show: holders of an equal number first, then the most similar."""
    numbered = documents.join(doubtful, on="document", how="semi")
    others = _ranked(numbered, people).join(doubtful, on=PAIR, how="anti")
    similar = pl.concat([ranked.join(scored, on="document", how="anti"), others]).filter(
        pl.col("score") >= WORTH_SHOWING
    )
    columns = [*PAIR, *COMPARISON, "number_equal"]
    return (
        pl.concat(
            [
                doubtful.with_columns(number_equal=pl.lit(value=True)).select(columns),
                similar.with_columns(number_equal=pl.lit(value=False)).select(columns),
            ]
        )
        .sort(
            ["document", "number_equal", "score", "person"], descending=[False, True, True, False]
        )
        .group_by("document", maintain_order=True)
        .head(SHOWN)
    )
