"""The contract of ``instalments`` with ``"method": "extra"``: 随時期, and tax of a past year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalment_rows import Answered, Row
from juminzei.kernel.instalments.ordinary_change import TooLateError, extra_terms
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from juminzei.kernel.law import Law

EXTRA_KEYS = ("due_on", "notified_on")
MOST_TERMS = 12


def extra_answer(told: Mapping[str, object], amount: int, law: Law) -> Answered:
    """Return an amount over terms with due dates that the city chose for it.

    Raises:
        ContractError: A day is no date, the days do not rise, or the first comes too soon
            after the notice.
    """
    days = _days(values.needed("due_on", told))
    try:
        terms = extra_terms(
            amount,
            due_on=days,
            notified_on=values.day("notified_on", values.needed("notified_on", told)),
            notice=standing(ChangeLaw).ordinary_notice,
            law=law,
        )
    except TooLateError as error:
        raise ContractError("due_on.0", str(error)) from None
    rows: list[Row] = [
        {
            "kind": "extra",
            "term": term,
            "month": f"{chosen:%Y-%m}",
            "amount": part,
            "due_on": due_on.isoformat(),
        }
        for term, (chosen, (part, due_on)) in enumerate(zip(days, terms, strict=True), 1)
    ]
    return Answered(rows)


def _days(given: object) -> list[date]:
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_TERMS:
        raise ContractError("due_on", f"is no list of 1 to {MOST_TERMS} dates")
    days = [values.day(f"due_on.{place}", one) for place, one in enumerate(given)]
    if days != sorted(set(days)):
        raise ContractError("due_on", "does not rise; write the dates in order, each once")
    return days
