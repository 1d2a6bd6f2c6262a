"""Persons with several numbers in matching: found by any of them, matched to the survivor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from juminzei.apps.addressees.api import doubles_of, survivors
from juminzei.apps.assessment.models import TaxDocument
from juminzei.base.japanese_text import address_key, kana_key, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from juminzei.apps.addressees.api import Double
    from juminzei.linkage.link import Linked

MERGED = "merged"
"""The source of a name or address that stands under a merged-away number."""


def under_survivors(frame: pl.DataFrame, merged: Mapping[int, int]) -> pl.DataFrame:
    """Return rows of ``person`` and ``source`` as the survivor's, their own ones first."""
    if not merged:
        return frame
    away = pl.col("person").is_in(list(merged))
    return frame.with_columns(
        source=pl.when(away).then(pl.lit(MERGED)).otherwise("source"),
        person=pl.col("person").replace(dict(merged)),
    ).sort(pl.col("source") == MERGED, maintain_order=True)


def pairs_of_survivors(pairs: pl.DataFrame, merged: Mapping[int, int]) -> pl.DataFrame:
    """Return ``document``, ``person`` with the survivors as persons, each pair once."""
    if not merged:
        return pairs
    return pairs.with_columns(pl.col("person").replace(dict(merged))).unique(maintain_order=True)


def about_changed(linked: Linked, merged: Mapping[int, int]) -> set[int]:
    """Return the documents about persons who were merged or taken apart meanwhile.

    They are left as they are; the next run looks at them. Call it while no merge can happen.

    Args:
        linked: What matching found.
        merged: The merged-away numbers and their survivors when it compared.
    """
    changed = set(merged.items()) ^ set(survivors().items())
    if not changed:
        return set()
    numbers = [number for pair in changed for number in pair]
    frames = (linked.matched, linked.candidates)
    return {
        document
        for frame in frames
        for document in frame.filter(pl.col("person").is_in(numbers))["document"]
    }


def found_under(
    matched: pl.DataFrame, pairs: pl.DataFrame, merged: Mapping[int, int]
) -> dict[int, int]:
    """Return, of documents matched to survivors, which merged-away number led to them.

    An equal Individual Number says so; otherwise the number whose name, reading, birth
    date and address agree best, and the survivor's own where it agrees as well.

    Args:
        matched: ``document``, ``person``.
        pairs: ``document``, ``person`` with equal Individual Numbers, by each number.
        merged: Merged-away number → survivor.
    """
    about = matched.filter(pl.col("person").is_in(list(set(merged.values()))))
    if about.is_empty():
        return {}
    members = _members(about["person"].unique().to_list(), merged)
    known = doubles_of({number for numbers in members.values() for number in numbers})
    ours = about.select("document", survivor="person").join(pairs, on="document")
    by_number: dict[int, set[int]] = {}
    for document, _survivor, person in ours.iter_rows():
        by_number.setdefault(document, set()).add(person)
    documents = TaxDocument.objects.in_bulk(about["document"].to_list())
    found = {}
    for document, person in about.select("document", "person").iter_rows():
        numbers = members[person]
        named = [number for number in numbers if number in by_number.get(document, ())]
        best = named[0] if named else _nearest(documents[document], numbers, known)
        if best != person:
            found[document] = best
    return found


def _members(persons: Collection[int], merged: Mapping[int, int]) -> dict[int, list[int]]:
    """Return all numbers of each person, the survivor first."""
    found = {person: [person] for person in persons}
    for number, person in sorted(merged.items()):
        if person in found:
            found[person].append(number)
    return found


def _nearest(document: TaxDocument, numbers: Iterable[int], known: Mapping[int, Double]) -> int:
    said = (
        kana_key(document.kana),
        name_key(document.name),
        address_key(document.address),
        document.birth_on,
    )

    def agreeing(number: int) -> int:
        one = known[number]
        fields = (one.kana_key, one.name_key, one.address_key, one.birth_on)
        return sum(mine == theirs for mine, theirs in zip(said, fields, strict=True))

    return max(numbers, key=agreeing)
