"""How each person's tax is collected, and why: 給与特別徴収, 公的年金特別徴収, 普通徴収."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.apps.assessment.models.ledger import CollectionMethod, CollectionReason
from juminzei.apps.assessment.services.consolidation_result import SpecialBar
from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from juminzei.apps.assessment.services.consolidation_result import Consolidated
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.assessment import Assessment

METHODS = tuple(CollectionMethod)
REASONS = tuple(CollectionReason)
PENSION_AGE = 65
PENSION_FLOOR = 180_000
"""Yen a year of pension from which it may be withheld (老齢等年金給付)."""

BY_BAR = {
    SpecialBar.SECONDARY: CollectionReason.SECONDARY,
    SpecialBar.LEFT: CollectionReason.LEFT,
    SpecialBar.REASON_A: CollectionReason.REASON_A,
    SpecialBar.REASON_B: CollectionReason.REASON_B,
    SpecialBar.REASON_C: CollectionReason.REASON_C,
    SpecialBar.REASON_D: CollectionReason.REASON_D,
    SpecialBar.REASON_E: CollectionReason.REASON_E,
    SpecialBar.REASON_F: CollectionReason.REASON_F,
}


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """The parts of each person's tax by the way of collection; yen, summing to the total."""

    special: Yen
    pension: Yen
    """The year's amount of the part on pensions; in the first year half of it is still
    collected by payment slips in June and August."""
    ordinary: Yen
    continued: Flags
    """Last year's tax was already withheld from the pension."""
    method: NDArray[np.int8]
    """Place in :data:`METHODS`."""
    reasons: NDArray[np.int64]
    """One bit for each place in :data:`REASONS`."""


@cites("地方税法319条", "地方税法321条の3", "地方税法321条の7の2", "地方税法321条の7の8")
def collection(
    people: Consolidated, assessment: Assessment, *, tax_year: int, previous_pension: Yen
) -> Collection:
    """Divide each person's tax into what employer, pension payer and the person pay.

    The levy is divided by the shares of income. The fixed charge (per-capita levies and
    forest tax) goes with the salary, else with the pension, else to the person; so does
    the levy on other income, which has no payer but the employer, unless the return asks
    to pay it oneself (地方税法321条の3第2項). The levy on the
    pension of somebody under 65 goes with the salary. The property-only charge is paid by
    the person: employer and pension payer withhold for the city of residence.

    Assumption, to be replaced by the pension payers' own list of eligible persons: a
    pension is one that tax is withheld from if its receiver is 65 on 1 April, it is at
    least 180,000 yen a year, and social insurance was withheld from it last year.

    Args:
        people: Who they are and what documents they have.
        assessment: Their tax.
        tax_year: 年度.
        previous_pension: Last year's amount of the part on pensions, yen; 0 for none.
    """
    elderly = people.birth_on <= np.datetime64(f"{tax_year - PENSION_AGE}-04-02")
    withheld_from = eligible_pension(people, elderly)
    special = (people.special_document_id > 0) & ~people.property_only
    other = np.where(people.chosen_ordinary, 0, assessment.levy_on_other)
    salary = assessment.levy_on_employment + other + assessment.fixed_charge
    by_employer = np.where(special, salary + np.where(elderly, 0, assessment.levy_on_pension), 0)
    on_pension = assessment.levy_on_pension + np.where(special, 0, assessment.fixed_charge)
    by_pension = np.where(withheld_from, on_pension, 0)
    by_person = assessment.total - by_employer - by_pension
    continued = (by_pension > 0) & (previous_pension > 0)
    return Collection(
        special=by_employer,
        pension=by_pension,
        ordinary=by_person,
        continued=continued,
        method=_method(by_employer, by_pension, by_person),
        reasons=_reasons(
            people,
            elderly,
            by_employer=by_employer,
            by_pension=by_pension,
            by_person=by_person,
            continued=continued,
            chosen=special & people.chosen_ordinary,
        ),
    )


def eligible_pension(people: Consolidated, elderly: Flags) -> Flags:
    """Return from whose pension tax can be withheld; see the assumption above."""
    enough = people.pension_revenue >= PENSION_FLOOR
    insured = people.pension_social_insurance > 0
    return elderly & enough & insured & ~people.property_only


def reason_codes(reasons: NDArray[np.int64]) -> list[str]:
    """Return the ledger's text for each combination of reasons: ``employer+pension_first``."""
    kinds, places = np.unique(reasons, return_inverse=True)
    texts = [
        "+".join(reason.value for bit, reason in enumerate(REASONS) if kind >> bit & 1)
        for kind in kinds.tolist()
    ]
    return [texts[place] for place in places.tolist()]


def reason_bits(codes: Sequence[str]) -> NDArray[np.int64]:
    """Return what :func:`reason_codes` was given.

    Raises:
        KeyError: A text names a reason that there is not.
    """
    bits = {reason.value: 1 << bit for bit, reason in enumerate(REASONS)}
    known = {code: sum(bits[part] for part in code.split("+")) for code in set(codes)}
    return np.array([known[code] for code in codes], dtype=np.int64)


def _method(by_employer: Yen, by_pension: Yen, by_person: Yen) -> NDArray[np.int8]:
    ways = (by_employer > 0).astype(np.int8) + (by_pension > 0) + (by_person > 0)
    only = np.select(
        [by_employer > 0, by_pension > 0, by_person > 0],
        [_place(CollectionMethod.SPECIAL), _place(CollectionMethod.PENSION),
         _place(CollectionMethod.ORDINARY)],
        _place(CollectionMethod.NONE),
    )  # fmt: skip
    return np.where(ways > 1, _place(CollectionMethod.MIXED), only).astype(np.int8)


def _place(method: CollectionMethod) -> int:
    return METHODS.index(method)


def _reasons(
    people: Consolidated,
    elderly: Flags,
    *,
    by_employer: Yen,
    by_pension: Yen,
    by_person: Yen,
    continued: Flags,
    chosen: Flags,
) -> NDArray[np.int64]:
    untaxed = np.where(
        people.document_count == 0,
        _bit(CollectionReason.NO_DOCUMENT),
        _bit(CollectionReason.NO_TAX),
    )
    by_first = np.where(
        continued, _bit(CollectionReason.PENSION_CONTINUED), _bit(CollectionReason.PENSION_FIRST)
    )
    bits = (
        np.where(by_employer > 0, _bit(CollectionReason.EMPLOYER), 0)
        | np.where(by_pension > 0, by_first, 0)
        | np.where(by_person > 0, _why_ordinary(people, elderly, chosen), 0)
    )
    return np.where(bits == 0, untaxed, bits)


def _why_ordinary(people: Consolidated, elderly: Flags, chosen: Flags) -> NDArray[np.int64]:
    """Return why a part is paid by the person: first the employer's reason, then the pension's.

    Beside an employer who withholds, it is paid because the return chose so.
    """
    has_pension = people.pension_revenue > 0
    conditions = [people.property_only, chosen]
    conditions += [people.special_bar == bar for bar in BY_BAR]
    conditions += [
        has_pension & ~elderly,
        has_pension & (people.pension_revenue < PENSION_FLOOR),
        has_pension & (people.pension_social_insurance <= 0),
    ]
    answers = [
        CollectionReason.PROPERTY_ONLY,
        CollectionReason.BY_CHOICE,
        *BY_BAR.values(),
        CollectionReason.PENSION_UNDER_65,
        CollectionReason.PENSION_SMALL,
        CollectionReason.PENSION_UNINSURED,
    ]
    return np.select(
        conditions, [_bit(answer) for answer in answers], _bit(CollectionReason.OTHER_INCOME)
    )


def _bit(reason: CollectionReason) -> int:
    return 1 << REASONS.index(reason)
