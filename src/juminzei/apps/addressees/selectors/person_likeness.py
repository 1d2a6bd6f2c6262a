"""How alike people are, by the rules by which documents are matched to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from juminzei.apps.addressees.selectors.likeness import Candidate, Sought
from juminzei.apps.addressees.selectors.other_names import other_names
from juminzei.base.japanese_text import address_key
from juminzei.linkage import records
from juminzei.linkage.compare import compare
from juminzei.linkage.explain import field_levels, fields_in_words
from juminzei.linkage.points import GIVEN_AGREES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.apps.addressees.models import Addressee
    from juminzei.apps.addressees.selectors.protection import Withheld
    from juminzei.linkage.records import People

STRONG = 600
"""What name and birth, or name and address, make up where nothing speaks against it."""

SCHEMA = {
    "person": pl.Int64,
    "birth": pl.Date,
    "source": pl.String,
    "name": pl.String,
    "kana": pl.String,
    "address": pl.String,
}


def person_likeness(
    sought: Sought, people: Sequence[Addressee], withheld: Withheld
) -> list[Candidate]:
    """Compare somebody with ``people``, with every name and address that they had.

    A household or a twin is not enough: a given name must agree as well to be strong.
    """
    if not people:
        return []
    said = records.documents(
        document=[0],
        name=[sought.name],
        kana=[sought.kana],
        birth_on=[sought.birth_on],
        address=[sought.address],
        number_valid=[False],
    )
    numbers = [one.number for one in people]
    pairs = pl.DataFrame({"document": [0] * len(numbers), "person": numbers})
    rows = compare(pairs, said, _known(people, withheld))
    by_number = {one.number: one for one in people}
    return [_candidate(by_number[row["person"]], row) for row in rows.iter_rows(named=True)]


def _candidate(person: Addressee, row: dict[str, int]) -> Candidate:
    strong = row["score"] >= STRONG and row["given_points"] >= GIVEN_AGREES
    return Candidate(person, row["score"], fields_in_words(row, field_levels(row)), strong)


def _known(people: Sequence[Addressee], withheld: Withheld) -> People:
    """Return the people as frames; whose address is withheld has none."""
    others = other_names([one.number for one in people])
    rows: list[tuple[object, ...]] = [
        (one.number, one.birth_on, "current", one.name, one.kana, one.address_key) for one in people
    ]
    rows += [
        (number, None, source, name, kana, address_key(address))
        for number, source, name, kana, address in zip(
            others.addressee_ids.tolist(),
            others.source,
            others.name,
            others.kana,
            others.address,
            strict=True,
        )
    ]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    told = frame.filter(~pl.col("person").is_in(list(withheld.numbers)))
    return records.people(
        births=frame.filter(pl.col("source") == "current").select("person", "birth"),
        names=frame.select("person", "source", "name", "kana"),
        addresses=told.select("person", "source", "address"),
    )
