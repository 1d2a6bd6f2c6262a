"""Equal Individual Numbers, believed only when the other fields bear them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from juminzei.linkage.blocking import candidates
from juminzei.linkage.by_score import borne_out
from juminzei.linkage.compare import PAIR, compare

if TYPE_CHECKING:
    from juminzei.linkage.records import People

SHARED = "同じ個人番号の人が複数登録されています"
NOT_BORNE_OUT = "個人番号は一致しますが、生年月日・氏名が合いません（他人の番号の可能性）"
OUTDONE = "個人番号の持ち主より、氏名・生年月日がよく合う人がいます（他人の番号の可能性）"


def judge(pairs: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Return each pair of equal numbers with its comparison and, if doubtful, the doubt.

    Args:
        pairs: ``document``, ``person`` with equal numbers, documents of this matching only.
        documents: As :func:`juminzei.linkage.records.documents` makes them.
        people: Everybody.

    Returns:
        The columns of :func:`juminzei.linkage.compare.compare` and ``doubt`` (null: matched).
    """
    compared = compare(pairs, documents, people)
    several = pl.len().over("document") > 1
    judged = compared.with_columns(
        doubt=pl.when(several).then(pl.lit(SHARED)).when(~borne_out()).then(pl.lit(NOT_BORNE_OUT))
    )
    return _outdone(judged, documents, people)


def _outdone(judged: pl.DataFrame, documents: pl.DataFrame, people: People) -> pl.DataFrame:
    """Doubt a number if somebody else agrees better; asked only where something differs."""
    unsure = judged.filter(pl.col("doubt").is_null() & (pl.col("score") < 1_000))  # noqa: PLR2004 - all agrees
    some = documents.join(unsure, on="document", how="semi")
    others = candidates(some, people).join(unsure, on=PAIR, how="anti")
    best = (
        compare(others, documents, people)
        .group_by("document")
        .agg(pl.col("score").max().alias("best_other"))
    )
    return (
        judged.join(best, on="document", how="left")
        .with_columns(
            doubt=pl.when(pl.col("doubt").is_null() & (pl.col("best_other") > pl.col("score")))
            .then(pl.lit(OUTDONE))
            .otherwise("doubt")
        )
        .drop("best_other")
    )
