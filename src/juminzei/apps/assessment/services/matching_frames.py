"""What matching compares: the documents that wait, and everybody who is known."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import polars as pl

from juminzei.apps.addressees.api import BODIES, other_names, persons_for_matching
from juminzei.apps.assessment.individual_number import equal_numbers
from juminzei.apps.assessment.models import (
    DocumentState,
    MatchDecision,
    MatchState,
    TaxDocument,
)
from juminzei.apps.assessment.services.matching_clusters import under_survivors
from juminzei.base.japanese_text import address_key
from juminzei.linkage import records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.linkage.records import People

PERSON = pl.Int64


def everybody(merged: Mapping[int, int]) -> tuple[People, str]:
    """Return everybody whom a document can be about, and a mark that changes with them.

    Args:
        merged: Merged-away number → survivor: what is known under the one finds the other.
    """
    known, others = persons_for_matching(), other_names()
    current = pl.DataFrame(
        {
            "person": pl.Series(known.addressee_ids, dtype=PERSON),
            "kind": known.kind,
            "name": known.name,
            "kana": known.kana,
            "birth": pl.Series(known.birth_on, dtype=pl.Date),
            "address": known.address_key,
        },
        schema_overrides=dict.fromkeys(("kind", "name", "kana", "address"), pl.String),
    ).filter(~pl.col("kind").is_in(list(BODIES)))
    further = pl.DataFrame(
        {
            "person": pl.Series(others.addressee_ids, dtype=PERSON),
            "source": pl.Series(others.source, dtype=pl.String),
            "name": pl.Series(others.name, dtype=pl.String),
            "kana": pl.Series(others.kana, dtype=pl.String),
            "address": records.mapped(pl.Series(others.address, dtype=pl.String), address_key),
        }
    ).join(current, on="person", how="semi")
    now = current.with_columns(source=pl.lit("current"))
    stands = ~pl.col("person").is_in(list(merged))
    people = records.people(
        births=current.filter(stands).select("person", "birth"),
        names=under_survivors(_stacked(now, further, "name", "kana"), merged),
        addresses=under_survivors(_stacked(now, further, "address"), merged),
    )
    return people, _mark(current, further, pl.DataFrame(sorted(merged.items()), orient="row"))


def number_pairs() -> pl.DataFrame:
    """Return ``document``, ``person`` with equal Individual Numbers, merged away or not."""
    pairs = equal_numbers()
    return pl.DataFrame({"document": pairs[:, 0], "person": pairs[:, 1]})


def looked_at(tax_year: int, register: str, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the documents that one run looks at.

    Args:
        tax_year: 年度.
        register: The mark of :func:`everybody`.
        pairs: Of :func:`number_pairs`.
    """
    active = TaxDocument.objects.filter(tax_year=tax_year, state=DocumentState.ACTIVE)
    waiting = active.filter(match_state=MatchState.WAITING)
    again = active.filter(pk__in=_queued_otherwise(tax_year, register, numbers_of(pairs)))
    names = ("pk", "name", "kana", "birth_on", "address", "number_valid")
    rows = [*waiting.values_list(*names), *again.values_list(*names)]
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    document, name, kana, birth_on, address, number_valid = map(list, columns)
    return records.documents(
        document=document,
        name=name,
        kana=kana,
        birth_on=birth_on,
        address=address,
        number_valid=number_valid,
    )


def numbers_of(pairs: pl.DataFrame) -> Mapping[int, list[int]]:
    """Return by document the persons with an equal number."""
    grouped = pairs.group_by("document").agg(pl.col("person").sort())
    return dict(grouped.iter_rows())


def _queued_otherwise(tax_year: int, register: str, numbers: Mapping[int, list[int]]) -> list[int]:
    """Return the documents that went to the queue when the register was another.

    A document that a clerk has had in hand is not among them: its newest decision is
    the clerk's and carries no mark.
    """
    newest = dict(
        MatchDecision.objects.filter(
            document__tax_year=tax_year,
            document__state=DocumentState.ACTIVE,
            document__match_state=MatchState.QUEUE,
        )
        .order_by("pk")
        .values_list("document_id", "reason")
    )
    return [
        document
        for document, reason in newest.items()
        if "register" in reason
        and (reason["register"], reason["numbers"]) != (register, numbers.get(document, []))
    ]


def _stacked(now: pl.DataFrame, further: pl.DataFrame, *columns: str) -> pl.DataFrame:
    return pl.concat(
        [now.select("person", "source", *columns), further.select("person", "source", *columns)]
    )


def _mark(*frames: pl.DataFrame) -> str:
    """Return a short digest of the frames' content."""
    digest = hashlib.sha256()
    for frame in frames:
        if frame.width:
            digest.update(frame.write_csv().encode())
    return digest.hexdigest()[:16]
