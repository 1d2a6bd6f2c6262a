"""The reasons of matching as they are kept: figures for machines, a sentence for people."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from juminzei.linkage.explain import field_levels, fields_in_words, matched_because
from juminzei.linkage.link import COMPARISON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

REASON = ("stage", "keys", "second", *COMPARISON)


def matched_reasons(matched: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the reason of each match: stage, score, agreement of the fields, sentence."""
    for row in matched.select(REASON).iter_rows():
        yield _matched_reason(row)


@lru_cache(maxsize=100_000)
def _matched_reason(values: tuple[Any, ...]) -> dict[str, object]:
    """Return one reason; documents that agree in the same way share it."""
    row = dict(zip(REASON, values, strict=True))
    levels = field_levels(row)
    return {
        "stage": row["stage"],
        "score": row["score"],
        "second": row["second"],
        "fields": {field: level.name.lower() for field, level in levels.items()},
        "sentence": matched_because(row["stage"], row, levels),
    }


def queue_reasons(
    queue: pl.DataFrame, *, register: str, numbers: Mapping[int, list[int]]
) -> Iterator[dict[str, object]]:
    """Yield for each queued document why, and under which register it was looked at.

    Args:
        queue: ``document``, ``doubt``.
        register: The mark of the register.
        numbers: Document → persons with an equal number.
    """
    for document, doubt in queue.select("document", "doubt").iter_rows():
        yield {
            "stage": "queue",
            "sentence": f"{doubt}。",
            "register": register,
            "numbers": numbers.get(document, []),
        }


def candidate_columns(candidates: pl.DataFrame) -> dict[str, list[object]]:
    """Return the columns of ``MatchCandidate``: the comparison by field, and in words."""
    rows = candidates.select("number_equal", *COMPARISON).iter_rows()
    return {
        "document_id": candidates["document"].to_list(),
        "addressee_id": candidates["person"].to_list(),
        "score": candidates["score"].to_list(),
        "comparison": [_comparison(row) for row in rows],
    }


@lru_cache(maxsize=100_000)
def _comparison(values: tuple[Any, ...]) -> dict[str, object]:
    row = dict(zip(("number_equal", *COMPARISON), values, strict=True))
    levels = field_levels(row)
    number = "個人番号は一致。" if row["number_equal"] else ""
    return {
        "number_equal": row["number_equal"],
        "fields": {field: level.name.lower() for field, level in levels.items()},
        "name_source": row["name_source"],
        "address_source": row["address_source"],
        "sentence": number + fields_in_words(row, levels),
    }
