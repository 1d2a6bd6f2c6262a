"""The two sides of matching as frames: what documents say, what is known of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from juminzei.base.japanese_text import address_key, fuzzy_kana_key, kana_key, name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

TOWN = r"^([^0-9]*)"
"""An address key up to its first digit: the town."""

LATIN = r"[A-Z]"


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """Everybody whom a document can be about.

    Attributes:
        births: ``person`` int64, ``birth`` date or null; one row a person.
        names: ``person``, ``source`` and the name columns of :func:`with_name_keys`;
            one row for each name that the person has or had.
        addresses: ``person``, ``source``, ``address``, ``town``; one row for each address.
    """

    births: pl.DataFrame
    names: pl.DataFrame
    addresses: pl.DataFrame


def documents(
    *,
    document: Sequence[int],
    name: Sequence[str],
    kana: Sequence[str],
    birth_on: Sequence[date | None],
    address: Sequence[str],
    number_valid: Sequence[bool],
) -> pl.DataFrame:
    """Return what documents say of their recipients, one row a document.

    Args:
        document: Keys, each once.
        name: As written, with or without a space after the surname.
        kana: The same in kana.
        birth_on: None where the document has no readable date.
        address: As written.
        number_valid: The document carries a number whose check digit is right.
    """
    frame = pl.DataFrame(
        {
            "document": pl.Series(document, dtype=pl.Int64),
            "name": pl.Series(name, dtype=pl.String),
            "kana": pl.Series(kana, dtype=pl.String),
            "birth": pl.Series(birth_on, dtype=pl.Date),
            "address": pl.Series(address, dtype=pl.String),
            "number_valid": pl.Series(number_valid, dtype=pl.Boolean),
        }
    )
    keyed = frame.with_columns(address=mapped(frame["address"], address_key))
    return with_town(with_name_keys(keyed))


def with_name_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn ``name`` and ``kana`` as written into keys of the whole and of its parts.

    Adds ``kana_surname``, ``kana_given``, ``name_surname``, ``name_given`` (both empty where
    the writer left no space) and ``fuzzy`` (kana without long vowels and the like).
    """
    for column, key in (("kana", kana_key), ("name", name_key)):
        frame = _with_parts(frame, column, key)
    return frame.with_columns(fuzzy=mapped(frame["kana"], fuzzy_kana_key))


def with_town(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the ``town`` of ``address``, which is a key already."""
    return frame.with_columns(town=pl.col("address").str.extract(TOWN, 1).fill_null(""))


def mapped(values: pl.Series, key: Callable[[str], str]) -> pl.Series:
    """Return ``key`` of each value; each distinct value is computed once."""
    distinct = values.unique()
    return values.replace_strict(
        distinct, pl.Series([key(value) for value in distinct], dtype=pl.String)
    )


def _with_parts(frame: pl.DataFrame, column: str, key: Callable[[str], str]) -> pl.DataFrame:
    """Split at the first space, key both parts, and join them to the key of the whole."""
    spaced = pl.col(column).str.replace_all(r"\s+", " ").str.strip_chars(" ")
    parts = frame.select(spaced.str.splitn(" ", 2).alias("parts")).unnest("parts")
    first = mapped(parts["field_0"].fill_null(""), key)
    rest = mapped(parts["field_1"].fill_null(""), key)
    split = rest != ""
    return frame.with_columns(
        (first + rest).alias(column),
        first.zip_with(split, rest).alias(f"{column}_surname"),
        rest.alias(f"{column}_given"),
    )


def people(
    *,
    births: pl.DataFrame,
    names: pl.DataFrame,
    addresses: pl.DataFrame,
) -> People:
    """Return people from what the register says: names as written, addresses as keys.

    Args:
        births: ``person``, ``birth``; each person once.
        names: ``person``, ``source`` (a key of :data:`levels.SOURCE_WORDS`), ``name``, ``kana``.
        addresses: ``person``, ``source``, ``address`` (of :func:`address_key`).
    """
    keyed = with_name_keys(pl.concat([names, _turned(names)]))
    distinct = ["person", "kana", "name", "kana_given", "name_given"]
    located = with_town(addresses)
    return People(
        births=births,
        names=keyed.unique(distinct, keep="first", maintain_order=True),
        addresses=located.unique(["person", "address"], keep="first", maintain_order=True),
    )


def _turned(names: pl.DataFrame) -> pl.DataFrame:
    """Return names in Latin letters once more with the first word last, as employers write them."""
    turned = r"^(\S+)\s+(.+)$"
    return names.filter(pl.col("name").str.contains(LATIN)).with_columns(
        pl.col("name").str.replace(turned, "$2 $1"), pl.col("kana").str.replace(turned, "$2 $1")
    )
