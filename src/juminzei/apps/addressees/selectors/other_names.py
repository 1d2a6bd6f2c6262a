"""Other names and addresses under which a document may know a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from django.db.models import F, Q

from juminzei.apps.addressees.models import AddresseeVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class OtherNames:
    """Other names and addresses that a person has or had: one row each, equally long columns.

    Former names and addresses of older versions, the alias (通称), the former
    surname with the given name (旧氏), and the name in Latin letters. What the row is
    not about repeats the version that it comes from.
    """

    addressee_ids: NDArray[np.int64]
    source: list[str]
    """``former``, ``alias``, ``former_surname`` or ``latin``."""
    name: list[str]
    kana: list[str]
    address: list[str]


class _Written(NamedTuple):
    """A name, its reading and an address as written."""

    name: str
    kana: str
    address: str


class _Others(NamedTuple):
    """Other names in a version; the register gives no reading of them."""

    alias_name: str
    former_surname: str
    latin_name: str


def other_names(numbers: Collection[int] | None = None) -> OtherNames:
    """Return every other name and address once, ordered by addressee number.

    Args:
        numbers: Of whom; everybody, if nothing is said.
    """
    has_others = ~Q(alias_name="") | ~Q(former_surname="") | ~Q(latin_name="")
    versions = AddresseeVersion.objects.filter(
        has_others | ~Q(version=F("addressee__version"))
    ).order_by("addressee_id", "version")
    if numbers is not None:
        versions = versions.filter(addressee_id__in=numbers)
    rows = versions.values_list(
        *("addressee_id", "addressee__name", "addressee__kana", "addressee__address"),
        *("name", "kana", "address", "alias_name", "former_surname", "latin_name"),
    )
    found = dict.fromkeys(
        (row[0], *appearance)
        for row in rows
        for appearance in _appearances(
            current=_Written(*row[1:4]), written=_Written(*row[4:7]), others=_Others(*row[7:])
        )
    )
    columns = list(zip(*found, strict=True)) or [()] * 5
    numbers, *rest = map(list, columns)
    return OtherNames(np.array(numbers, dtype=np.int64), *rest)


def _appearances(
    *, current: _Written, written: _Written, others: _Others
) -> Iterator[tuple[str, str, str, str]]:
    """Yield source, name, reading and address of everything but the current ones."""
    if written != current:
        yield ("former", *written)
    if others.alias_name:
        yield ("alias", *written._replace(name=others.alias_name))
    if others.former_surname:
        _, space, given = written.name.partition("\u3000")
        name = f"{others.former_surname}{space}{given}" if space else others.former_surname
        yield ("former_surname", *written._replace(name=name))
    if others.latin_name:
        yield ("latin", *written._replace(name=others.latin_name))
