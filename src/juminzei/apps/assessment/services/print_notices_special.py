"""The special collection notices of a run: one packet a collector, with its employees."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors import notices as stored
from juminzei.apps.assessment.services.notice_figures import computations
from juminzei.apps.assessment.services.notice_recipients import (
    HIDDEN_ADDRESS,
    PROTECTED,
    drawn,
    employee_reasons,
    undrawable,
)
from juminzei.base.numbers import addressee_number
from juminzei.kernel.instalments import due_dates
from juminzei.notices.glyphs import drawable
from juminzei.notices.packing import pack
from juminzei.notices.recipient import Recipient
from juminzei.notices.special.form import MONTHS, CollectorNotice, EmployeeNotice, packet_pages
from juminzei.notices.special.page import PacketPart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.apps.assessment.selectors.notices import Decided, Due, Withheld
    from juminzei.apps.assessment.services.notice_recipients import Received
    from juminzei.kernel.law import Law
    from juminzei.notices.ordinary.form import Computation


@dataclass(frozen=True, slots=True)
class PlannedPacket:
    """A collector's packet that is to be printed."""

    collector_number: str
    corporate_number: str
    recipient: Recipient
    employees: tuple[Withheld, ...]
    addresses: tuple[str, ...]
    by_hand: tuple[str, ...]

    @property
    def pages(self) -> int:
        """Pages of the list and of the slips."""
        return packet_pages(len(self.employees))


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """The pages of a packet that stand in one file."""

    packet: PlannedPacket
    first: int
    last: int


def plan(
    run: AssessmentRun, received: Received, protected: frozenset[int], limit: int
) -> list[list[PlannedPart]]:
    """Return the files of the run, each a list of packets in the order of posting.

    A packet with a protected person, with one to whom sending is stopped or whom somebody
    represents, or with a sign that cannot be drawn comes last, in files that a person
    looks at first.

    Args:
        run: The run.
        received: Who receives whose letters.
        protected: Addressee numbers of protected persons.
        limit: Pages of a file at most.
    """
    addresses = stored.taxed_at(run.tax_year)
    by_collector: defaultdict[tuple[str, ...], list[Withheld]] = defaultdict(list)
    for employee in stored.employees(run):
        by_collector[_collector(employee)].append(employee)
    packets = [_planned(found, received, addresses, protected) for found in by_collector.values()]
    packets.sort(key=lambda p: (*p.recipient.sorting_key, p.collector_number, p.corporate_number))
    files: list[list[PlannedPart]] = []
    for by_hand in (False, True):
        group = [packet for packet in packets if bool(packet.by_hand) == by_hand]
        packed = pack([packet.pages for packet in group], limit)
        files += [[PlannedPart(group[p.notice], p.first, p.last) for p in ps] for ps in packed]
    return files


def _collector(employee: Withheld) -> tuple[str, ...]:
    """Return what makes employees those of one collector: its number, else its name."""
    if employee.collector_number:
        return (employee.collector_number,)
    if employee.payer_number:
        return ("", employee.payer_number)
    return ("", "", employee.payer_name, employee.payer_address)


def _planned(
    found: Sequence[Withheld],
    received: Received,
    addresses: Mapping[int, str],
    protected: frozenset[int],
) -> PlannedPacket:
    employees = tuple(sorted(found, key=lambda e: (e.reference, e.addressee_id)))
    first = employees[0]
    recipient, by_hand = drawn(Recipient("", first.payer_address, first.payer_name, "御中"))
    hidden = [employee.addressee_id in protected for employee in employees]
    shown = tuple(
        HIDDEN_ADDRESS if hide else addresses.get(employee.addressee_id, "")
        for employee, hide in zip(employees, hidden, strict=True)
    )
    undrawn = undrawable([*(e.name for e in employees), *(e.reference for e in employees), *shown])
    arranged = [why for e in employees for why in employee_reasons(received.get(e.addressee_id))]
    reasons = (*by_hand, *undrawn, *([PROTECTED] if any(hidden) else []), *arranged)
    return PlannedPacket(
        collector_number=first.collector_number,
        corporate_number=first.payer_number,
        recipient=recipient,
        employees=employees,
        addresses=tuple(drawable(address).text for address in shown),
        by_hand=tuple(dict.fromkeys(reasons)),
    )


def parts(planned: Sequence[PlannedPart], *, tax_year: int, law: Law) -> tuple[PacketPart, ...]:
    """Return the packets of one file with their figures."""
    version_ids = [e.version_id for part in planned for e in part.packet.employees]
    ledger = stored.decided(version_ids)
    due = stored.instalments(version_ids)
    worked = computations([ledger[key].inputs for key in version_ids], law)
    by_version = dict(zip(version_ids, worked, strict=True))
    due_on = tuple(d.due_on for d in due_dates(tax_year, "special", law))
    made = []
    for part in planned:
        packet = part.packet
        employees = tuple(
            _employee(e, address, ledger[e.version_id], due[e.version_id], by_version[e.version_id])
            for e, address in zip(packet.employees, packet.addresses, strict=True)
        )
        notice = CollectorNotice(
            collector_number=packet.collector_number,
            corporate_number=packet.corporate_number,
            tax_year=tax_year,
            recipient=packet.recipient,
            due_on=due_on,
            employees=employees,
            by_hand=packet.by_hand,
        )
        made.append(PacketPart(notice, part.first, part.last))
    return tuple(made)


def _employee(
    who: Withheld, address: str, decided: Decided, due: Sequence[Due], computation: Computation
) -> EmployeeNotice:
    months = [0] * MONTHS
    for instalment in due:
        if instalment.kind == "special":
            months[instalment.term - 1] = instalment.amount
    return EmployeeNotice(
        number=addressee_number.text(who.addressee_id),
        name=drawable(who.name).text,
        address=address,
        reference=drawable(who.reference).text,
        amount=decided.special_amount,
        months=tuple(months),
        computation=computation,
        ordinary_amount=decided.ordinary_amount,
        pension_amount=decided.pension_amount,
    )
