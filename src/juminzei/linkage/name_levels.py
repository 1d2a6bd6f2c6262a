"""Compares surnames and given names, in kana and in kanji."""

from __future__ import annotations

import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from juminzei.linkage.levels import Level

PARTS = ["kana_surname", "kana_given", "name_surname", "name_given"]

CUT_OFF = 8
"""A name that begins like the other for this many letters was cut off by a narrow field."""

ONE_SLIP, TWO_SLIPS = 3, 6
"""Letters from which on one, or two, slips of the pen still leave a name recognisable."""

KANA_ONLY = r"^[ァ-ヶーぁ-ゖ]+$"


def with_levels(pairs: pl.DataFrame) -> pl.DataFrame:
    """Replace the name columns by levels of agreement.

    Args:
        pairs: For each of ``kana`` and ``name``: the key of the whole, ``…_surname`` and
            ``…_given``, and the same with the prefix ``said_`` for the document.

    Returns:
        The frame with :data:`PARTS` as :class:`Level` and without the keys.
    """
    for script in ("kana", "name"):
        pairs = _aligned(pairs, script)
    levelled = pairs.with_columns(
        *(_kana_level(pairs, f"kana_{part}") for part in ("surname", "given")),
        *(_kanji_level(f"name_{part}") for part in ("surname", "given")),
    )
    keys = ["kana", "name", *(f"said_{column}" for column in ["kana", "name", *PARTS])]
    return levelled.drop(keys)


def _aligned(pairs: pl.DataFrame, script: str) -> pl.DataFrame:
    """Where one side left no space after the surname, split it as the other side is split."""
    known = _names(script, "")
    said = _names(script, "said_")
    return pairs.with_columns(*_split_like(known, said), *_split_like(said, known))


def _names(script: str, side: str) -> tuple[str, str, str]:
    return f"{side}{script}", f"{side}{script}_surname", f"{side}{script}_given"


def _split_like(one: tuple[str, str, str], other: tuple[str, str, str]) -> list[pl.Expr]:
    whole, surname, given = one
    unsplit = pl.col(given) == ""
    length = pl.col(other[2]).str.len_chars().cast(pl.Int64)
    head = pl.col(whole).str.len_chars().cast(pl.Int64) - length
    other_unsplit = pl.col(other[2]) == ""
    kept = pl.when(~unsplit)
    return [
        kept.then(pl.col(surname))
        .when(other_unsplit)
        .then(pl.col(whole))
        .otherwise(pl.col(whole).str.head(pl.max_horizontal(head, 0)))
        .alias(surname),
        kept.then(pl.col(given))
        .when(other_unsplit)
        .then(pl.col(whole))
        .otherwise(pl.col(whole).str.tail(length))
        .alias(given),
    ]


def _kana_level(pairs: pl.DataFrame, part: str) -> pl.Series:
    said, known = pairs[f"said_{part}"], pairs[part]
    frame = pl.DataFrame({"said": said, "known": known}).with_columns(
        slips=pl.Series(_slips(said, known), dtype=pl.Int32)
    )
    shorter = pl.min_horizontal(pl.col("said", "known").str.len_chars())
    near = ((pl.col("slips") <= 1) & (shorter >= ONE_SLIP)) | (
        (pl.col("slips") <= 2) & (shorter >= TWO_SLIPS)  # noqa: PLR2004 - two slips
    )
    level = (
        pl.when(_empty())
        .then(Level.MISSING)
        .when(_same())
        .then(Level.EQUAL)
        .when(near)
        .then(Level.NEAR)
        .otherwise(Level.DIFFERS)
    )
    return frame.select(level.cast(pl.Int8).alias(part)).to_series()


def _slips(said: pl.Series, known: pl.Series) -> list[int]:
    """Return how many letters are wrong, missing, too many or swapped; 3 stands for more."""
    if said.is_empty():
        return []
    slips: list[int] = cpdist(
        said.to_list(), known.to_list(), scorer=OSA.distance, score_cutoff=2, dtype="int32"
    ).tolist()
    return slips


def _kanji_level(part: str) -> pl.Expr:
    said, known = pl.col(f"said_{part}"), pl.col(part)
    # A name whose kanji a sender could not write comes in kana: not another name.
    written_in_kana = said.str.contains(KANA_ONLY) != known.str.contains(KANA_ONLY)
    level = (
        pl.when((said == "") | (known == ""))
        .then(Level.MISSING)
        .when(_same(said, known))
        .then(Level.EQUAL)
        .when(written_in_kana)
        .then(Level.MISSING)
        .otherwise(Level.DIFFERS)
    )
    return level.cast(pl.Int8).alias(part)


def _empty() -> pl.Expr:
    return (pl.col("said") == "") | (pl.col("known") == "")


def _same(said: pl.Expr | None = None, known: pl.Expr | None = None) -> pl.Expr:
    """Return whether two names are equal, or one is the other cut off."""
    one = pl.col("said") if said is None else said
    other = pl.col("known") if known is None else known
    shorter = pl.min_horizontal(one.str.len_chars(), other.str.len_chars())
    cut = one.str.starts_with(other) | other.str.starts_with(one)
    return (one == other) | (cut & (shorter >= CUT_OFF))
