"""Who receives whose letters about a tax on a day, for a whole city in a few queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import postal, survivors
from juminzei.apps.correspondence.models import Kind, StopCause
from juminzei.apps.correspondence.precedence import ALL, ranks, taxes
from juminzei.apps.correspondence.recipient import Recipient, address_text
from juminzei.apps.correspondence.selectors.arrangements import in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from juminzei.apps.addressees.api import Postal
    from juminzei.apps.correspondence.models import Arrangement

NAMED_IN_QUERY = 5_000
ABOUT_THE_DEAD = frozenset({Kind.HEIR_REPRESENTATIVE, Kind.JOINT_REPRESENTATIVE})
"""Who may receive letters about somebody who died; whoever else does is looked at first."""
DEATH = "死亡"


def recipients(
    addressee_numbers: Collection[int], *, tax: str, on: date
) -> Mapping[int, Recipient]:
    """Return who receives the letters of each person, by addressee number.

    A number that nobody has is not in the answer. Names and addresses are those known
    today, what was arranged that of ``on``. Addresses of protected persons are in the
    answer like others: whoever shows it asks ``addressees.api.protected``.

    Args:
        addressee_numbers: Whose letters; any number of people, always the same few queries.
        tax: A key of ``taxes.toml``.
        on: The day on which the letter goes out.

    Raises:
        ValueError: There is no such tax.
    """
    if tax not in taxes():
        raise ValueError(f"送付先の税目「{tax}」は taxes.toml にありません。")
    chosen = _chosen(addressee_numbers, tax, on)
    receivers = {one.connected_id for one in chosen.values() if one.connected_id is not None}
    known = postal({*addressee_numbers, *receivers})
    return {
        number: _recipient(known[number], chosen.get(number), known)
        for number in addressee_numbers
        if number in known
    }


def _chosen(numbers: Collection[int], tax: str, on: date) -> dict[int, Arrangement]:
    """Return for each person the arrangement that goes before the others.

    What was entered under a number that was merged with another counts for the person.
    """
    stands_for = survivors()
    wanted = {stands_for.get(number, number) for number in numbers}
    merged = {number for number, survivor in stands_for.items() if survivor in wanted}
    arranged = in_force(on).filter(tax__in={tax, ALL})
    if len(wanted) + len(merged) <= NAMED_IN_QUERY:
        arranged = arranged.filter(addressee_id__in=wanted | merged)
    by_person: defaultdict[int, list[Arrangement]] = defaultdict(list)
    for one in arranged:
        by_person[stands_for.get(one.addressee_id, one.addressee_id)].append(one)
    first = {person: first_of(found) for person, found in by_person.items()}
    return {
        number: first[person]
        for number in numbers
        if (person := stands_for.get(number, number)) in first
    }


def first_of(arranged: Iterable[Arrangement]) -> Arrangement:
    """Return which of a person's arrangements in force counts.

    By kind, then the entry for the very tax, then the one that began last.
    """
    order = list(ranks())
    return min(
        arranged,
        key=lambda one: (
            order.index(Kind(one.kind)),
            one.tax == ALL,
            -one.valid_from.toordinal(),
            -one.sequence,
        ),
    )


def _recipient(
    person: Postal, arranged: Arrangement | None, known: Mapping[int, Postal]
) -> Recipient:
    if arranged is None:
        return Recipient(
            person=person.number,
            person_name=person.name,
            receiver=person.number,
            name=person.name,
            postcode=person.postcode,
            address=person.address,
            kind="address",
            why="住民記録などの住所へ送ります",
            ceased_reason=person.ceased_reason,
        )
    kind = Kind(arranged.kind)
    rank = ranks()[kind]
    receiver = person if arranged.connected_id is None else known[arranged.connected_id]
    given = bool(arranged.address)
    dead = person.ceased_reason == DEATH and kind not in ABOUT_THE_DEAD
    return Recipient(
        person=person.number,
        person_name=person.name,
        receiver=receiver.number,
        name=rank.line.format(person=person.name, receiver=receiver.name),
        postcode=arranged.postcode if given else receiver.postcode,
        address=address_text(arranged) if given else receiver.address,
        kind=kind,
        why=rank.why,
        ceased_reason=DEATH if dead else receiver.ceased_reason,
        stopped=StopCause(arranged.cause).label if kind == Kind.SENDING_STOP else "",
    )
