"""How much each agreement counts: the rules of similarity as data, in per mille.

A document and a person that agree in everything have 1,000 points. The table is
made so that what a household shares (surname and address: 350 points) is never
enough, that twins (surname, address and birth: 750) fall to the rule that the given
name must agree, and that a changed surname or a new address does not stand in the way
of a birth date and a given name.
"""

from __future__ import annotations

import polars as pl

from juminzei.linkage.levels import Level

RULES_VERSION = "2026.1"
"""Goes into every decision; raised with every change to rules or points."""

THRESHOLD = 720
"""Below it nothing is matched without a clerk."""

MARGIN = 100
"""How far the best must be ahead of the second best."""

SURE = 950
"""What similarity must reach where the document carries another valid number."""

WORTH_SHOWING = 450
"""Candidates below it do not help a clerk."""

SHOWN = 5
"""Candidates that a clerk is shown at most."""

BIRTH = {Level.EQUAL: 400, Level.NEAR: 240, Level.MISSING: 100, Level.DIFFERS: 0}
ADDRESS = {Level.EQUAL: 200, Level.NEAR: 140, Level.MISSING: 0, Level.DIFFERS: 0}
SAME_TOWN = 60
"""For an address that differs, but not in its town."""

GIVEN = {
    # (in kana, in kanji): points. Twins have near kana or a kanji in common: such
    # a given name never counts as agreeing.
    (Level.EQUAL, Level.EQUAL): 250,
    (Level.NEAR, Level.EQUAL): 230,
    (Level.EQUAL, Level.MISSING): 230,
    (Level.MISSING, Level.EQUAL): 230,
    (Level.EQUAL, Level.DIFFERS): 190,
    (Level.DIFFERS, Level.EQUAL): 190,
    (Level.NEAR, Level.MISSING): 80,
    (Level.NEAR, Level.DIFFERS): 60,
}
SURNAME = {
    (Level.EQUAL, Level.EQUAL): 150,
    (Level.NEAR, Level.EQUAL): 140,
    (Level.EQUAL, Level.MISSING): 140,
    (Level.MISSING, Level.EQUAL): 140,
    (Level.EQUAL, Level.DIFFERS): 120,
    (Level.DIFFERS, Level.EQUAL): 120,
    (Level.NEAR, Level.MISSING): 70,
    (Level.NEAR, Level.DIFFERS): 60,
}
GIVEN_AGREES = 190
"""Points of the given name from which on it agrees."""


def of_level(column: str, table: dict[Level, int]) -> pl.Expr:
    """Return the points of a level column."""
    return pl.col(column).replace_strict(table, return_dtype=pl.Int32)


def of_pair(kana: str, kanji: str, table: dict[tuple[Level, Level], int]) -> pl.Expr:
    """Return the points of two level columns together; what is not in ``table`` counts nothing."""
    combined = {first * 4 + second: points for (first, second), points in table.items()}
    both = pl.col(kana).cast(pl.Int32) * 4 + pl.col(kanji)
    return both.replace_strict(combined, default=0, return_dtype=pl.Int32)
