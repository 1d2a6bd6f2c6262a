"""A handful of people and documents for tests of matching, written as files write them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from juminzei.base.japanese_text import address_key
from juminzei.linkage import records
from juminzei.linkage.link import Linked, link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.linkage.records import People

HOME = "加須市三俣2-1-1"
BIRTH = date(1980, 4, 2)


class Person(NamedTuple):
    """A person in the register, with other names and addresses as (source, …)."""

    person: int
    name: str = "加藤　一郎"
    kana: str = "カトウ　イチロウ"
    birth: date | None = BIRTH
    address: str = HOME
    other_names: tuple[tuple[str, str, str], ...] = ()
    other_addresses: tuple[str, ...] = ()


class Document(NamedTuple):
    """A document as its sender wrote it."""

    document: int = 1
    name: str = "加藤　一郎"
    kana: str = "カトウ　イチロウ"
    birth_on: date | None = BIRTH
    address: str = HOME
    number_valid: bool = False


def people(*persons: Person) -> People:
    """Return the people as matching wants them."""
    names = [(p.person, "current", p.name, p.kana) for p in persons]
    names += [(p.person, *other) for p in persons for other in p.other_names]
    addresses = [(p.person, "current", address_key(p.address)) for p in persons]
    addresses += [
        (p.person, "former", address_key(other)) for p in persons for other in p.other_addresses
    ]
    return records.people(
        births=pl.DataFrame(
            [(p.person, p.birth) for p in persons],
            schema={"person": pl.Int64, "birth": pl.Date},
            orient="row",
        ),
        names=pl.DataFrame(
            names,
            schema={"person": pl.Int64, "source": str, "name": str, "kana": str},
            orient="row",
        ),
        addresses=pl.DataFrame(
            addresses, schema={"person": pl.Int64, "source": str, "address": str}, orient="row"
        ),
    )


def documents(*given: Document) -> pl.DataFrame:
    """Return the documents as matching wants them."""
    columns = zip(*given, strict=True)
    return records.documents(**dict(zip(Document._fields, map(list, columns), strict=True)))


def linked(
    given: Document | Iterable[Document],
    *persons: Person,
    pairs: Iterable[tuple[int, int]] = (),
) -> Linked:
    """Match documents with people; ``pairs`` are documents and persons of equal numbers."""
    several = [given] if isinstance(given, Document) else list(given)
    schema = {"document": pl.Int64, "person": pl.Int64}
    return link(
        documents(*several),
        people(*persons),
        pl.DataFrame(list(pairs), schema=schema, orient="row"),
    )


def outcome(found: Linked, document: int = 1) -> tuple[str, int | None]:
    """Return where a document went, and whose it is."""
    mine = found.matched.filter(pl.col("document") == document)
    if len(mine):
        return mine["stage"][0], mine["person"][0]
    return "queue", None


def doubt(found: Linked, document: int = 1) -> str:
    """Return why a document is in the queue."""
    text: str = found.queue.filter(pl.col("document") == document)["doubt"].item()
    return text
