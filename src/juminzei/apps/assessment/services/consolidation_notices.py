"""One-stop notices (申告特例通知書) and what other cities tell of people (通知)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models import DocumentKind
from juminzei.apps.assessment.services.consolidation_returns import of_kinds
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.apps.assessment.services.consolidation_ruling import Block, put
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from juminzei.apps.assessment.services.consolidation_documents import Documents
    from juminzei.apps.assessment.services.consolidation_trace import Trace
    from juminzei.base.money import Flags, Yen

BY_CITY = ("status", "incomes", "listed_shares", "family", "deductions")
"""Groups of columns that the city where somebody lives tells of an owner of a house here."""
GIFTS = ("donation_hometown", "donation_one_stop")


@dataclass(frozen=True, slots=True, eq=False)
class OneStop:
    """What is told in one-stop notices, and of whom it counts."""

    gifts: Yen
    """The sum of all notices, whether they count or not."""
    counted: Flags
    notices: Documents
    """Those that count."""
    over_limit: Flags


@cites("地方税法附則7条")
def one_stop(documents: Documents, ruled: Flags, trace: Trace) -> OneStop:
    """Return the gifts told by notice; void with any return, and above five municipalities.

    Args:
        documents: Of every kind.
        ruled: Who filed a return.
        trace: Told of which notices are void and why.
    """
    persons = len(ruled)
    notices = of_kinds(documents, [DocumentKind.ONE_STOP])
    over = _municipalities(notices, persons) > rules().municipalities_most
    for rule, void in (("one_stop_void_by_return", ruled), ("one_stop_over_limit", over)):
        trace.passed_over(rule, notices.of_persons(void)["document_id"])
    counted = notices.marked(persons) & ~ruled & ~over
    return OneStop(
        gifts=notices.summed(notices["donation_hometown"], persons),
        counted=counted,
        notices=notices.of_persons(counted),
        over_limit=over & ~ruled,
    )


def with_gifts(columns: Block, found: OneStop, trace: Trace) -> Block:
    """Return ``columns`` with the gifts of those whose notices count.

    Only a notice makes a gift one of 申告特例; a return never does, whatever it says.
    """
    if len(found.notices):
        trace.took("one_stop", GIFTS, found.notices["document_id"])
    gifts = np.where(found.counted, found.gifts, columns["donation_hometown"])
    return {**columns, "donation_hometown": gifts, "donation_one_stop": found.counted}


@cites("地方税法294条3項", "地方税法295条")
def told_by_cities(
    columns: Block, documents: Documents, *, owners: Flags, ruled: Flags, trace: Trace
) -> tuple[Block, Documents]:
    """Return ``columns`` with what the city of residence tells, and the notices that count.

    Only for owners of a house or office who live elsewhere and filed no return here; a
    notice about a resident decides nothing and is for a clerk to look at.

    Args:
        columns: As they stand so far; not changed.
        documents: Of every kind.
        owners: Those owners.
        ruled: Who filed a return here.
        trace: Told what came from where.
    """
    notices = of_kinds(documents, [DocumentKind.CITY_NOTICE])
    trace.passed_over("city_notice_of_resident", notices.of_persons(~owners)["document_id"])
    trace.passed_over("city_notice_after_return", notices.of_persons(owners & ruled)["document_id"])
    notices = notices.of_persons(owners & ~ruled)
    order = (-notices["document_id"], -notices["filed_day"], notices.person)
    notices = notices.chosen(np.lexsort(order))
    first = notices.first_of_each()
    older = np.delete(np.arange(len(notices)), first)
    trace.passed_over("newer_notice", notices["document_id"][older])
    counting = notices.chosen(first)
    result = {name: values.copy() for name, values in columns.items()}
    for group in BY_CITY:
        for name in rules().groups[group]:
            put(result, name, counting, "city_notice", trace)
    return result, counting


def _municipalities(notices: Documents, persons: int) -> Yen:
    """Return to how many municipalities each person gave; unnamed ones count each."""
    names = zip(
        notices.person.tolist(),
        *(notices[name].tolist() for name in ("payer_number", "payer_name", "document_id")),
        strict=True,
    )
    given = {(person, number or name or key) for person, number, name, key in names}
    return np.bincount(np.array([person for person, _ in given], dtype=np.int64), minlength=persons)
