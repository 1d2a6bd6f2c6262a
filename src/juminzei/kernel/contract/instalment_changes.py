"""The contract of ``instalments`` in mid-year: ``change``, ``departure`` and ``switch``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.base.citation import cites
from juminzei.kernel import instalments as divide
from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalment_rows import Answered, in_order, ordinary_rows, rows
from juminzei.kernel.instalments import departure as leaving
from juminzei.kernel.instalments.ordinary_change import (
    TooLateError,
    changed_ordinary,
    first_open_term,
    switched_to_special,
)
from juminzei.kernel.instalments.pension_change import changed_pension
from juminzei.kernel.instalments.special_change import changed_special, first_changed_month
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from juminzei.kernel.instalments import Due
    from juminzei.kernel.law import Law

KEYS = ("change", "departure", "switch")
CHANGE_KEYS = ("amounts", "notified_on", "paid")
DEPARTURE_KEYS = (
    "amounts",
    "left_on",
    "withheld",
    "pay",
    "requested",
    "new_employer",
    "died",
    "notified_on",
)
SWITCH_KEYS = ("amounts", "asked_on", "first_month")
METHODS = {"change": divide.METHODS, "departure": ("special",), "switch": ("ordinary",)}


def changed(
    asked: Sequence[str], told: Mapping[str, object], method: str, amount: int, law: Law
) -> Answered:
    """Return the instalments after something happened in the middle of the year.

    Args:
        asked: Which of :data:`KEYS` the request has; one is right.
        told: The request.
        method: How the tax has been collected so far.
        amount: Yen of the year, after the change.
        law: The law of the year.

    Raises:
        ContractError: A key or value that the contract does not know or that does not fit.
    """
    if len(asked) > 1:
        raise ContractError(asked[1], f"does not go with {asked[0]}; ask for one at a time")
    key = asked[0]
    if method not in METHODS[key]:
        raise ContractError(key, f"does not go with {method}; only with {', '.join(METHODS[key])}")
    if key == "switch":
        return _switch(told[key], amount, law)
    half_yearly = values.flag("half_yearly", told.get("half_yearly", False))
    months = divide.due_dates(law.tax_year, "special", law, half_yearly=half_yearly)
    if key == "departure":
        return _departure(told[key], amount, months, law)
    given = values.table("change", told[key], CHANGE_KEYS)
    if method == "ordinary":
        return _ordinary(given, amount, law)
    if "paid" in given:
        raise ContractError("change.paid", f"does not go with {method}; only with ordinary")
    if method == "special":
        return _special(given, amount, months, law)
    return _pension(given, method, amount, law)


def _ordinary(given: Mapping[str, object], amount: int, law: Law) -> Answered:
    dues = divide.due_dates(law.tax_year, "ordinary", law)
    terms = _amounts("change.amounts", values.needed("change.amounts", given), len(dues))
    paid = _amounts("change.paid", given["paid"], len(dues)) if "paid" in given else []
    rules = standing(ChangeLaw)
    first_open = _first_open(_day("change.notified_on", given), law)
    after = changed_ordinary(terms, amount=amount, first_open=first_open, paid=paid, law=law)
    return Answered(
        rows(dues, after.terms),
        {"billed": after.extra, "refund": after.refund},
        [rules.ordinary_change.assumption],
    )


def _special(given: Mapping[str, object], amount: int, dues: Sequence[Due], law: Law) -> Answered:
    months = _amounts("change.amounts", values.needed("change.amounts", given), divide.MONTHS)
    first = first_changed_month(law.tax_year, _day("change.notified_on", given))
    after = changed_special(months, amount=amount, first_changed=first, law=law)
    return Answered(
        rows(dues, after.months),
        {"billed": after.billed, "refund": after.refund},
        [standing(ChangeLaw).special_change.assumption],
    )


def _pension(given: Mapping[str, object], method: str, amount: int, law: Law) -> Answered:
    dues = divide.due_dates(law.tax_year, method, law)
    payments = _amounts("change.amounts", values.needed("change.amounts", given), len(dues))
    earlier, main = payments[: -divide.PAYMENTS_A_HALF], payments[-divide.PAYMENTS_A_HALF :]
    rule = standing(ChangeLaw).pension_change
    after = changed_pension(
        main,
        before=sum(earlier),
        amount=amount,
        decided_on=_day("change.notified_on", given),
        law=law,
        rule=rule,
    )
    return Answered(
        rows(dues, (*earlier, *after.main)),
        {"billed": after.billed, "refund": after.refund, "stopped": after.stopped},
        [rule.assumption],
    )


@cites("地方税法321条の5第2項", "地方税法321条の7")
def _departure(given: object, amount: int, dues: Sequence[Due], law: Law) -> Answered:
    told = values.table("departure", given, DEPARTURE_KEYS)
    months = _months("departure.amounts", told, amount, law)
    left_on = _day("departure.left_on", told)
    # Pay of the month of leaving still bears its month: what is withheld ends with it.
    through = min(max(0, first_changed_month(law.tax_year, left_on)), divide.MONTHS)
    withheld = values.whole("departure.withheld", told.get("withheld", through), most=divide.MONTHS)
    reported = leaving.Departure(
        left_on=left_on,
        pay=values.whole("departure.pay", told.get("pay", 0)),
        **{
            name: values.flag(f"departure.{name}", told.get(name, False))
            for name in ("requested", "new_employer", "died")
        },
    )
    rule = standing(ChangeLaw).lump_sum
    how, rest = leaving.rest_after_departure(
        months, withheld=withheld, departure=reported, law=rule
    )
    stays = how is leaving.Rest.NEW_EMPLOYER
    kept = months if stays else [*months[:withheld], *[0] * (divide.MONTHS - withheld)]
    listed = rows(dues, kept)
    beside: dict[str, object] = {"rest": {"collected": how.value, "amount": rest}}
    if how is leaving.Rest.ORDINARY and "notified_on" in told:
        terms = len(law.city.ordinary_collection.due_on)
        first_open = _first_open(_day("departure.notified_on", told), law)
        after = changed_ordinary([0] * terms, amount=rest, first_open=first_open, law=law)
        listed = in_order([*listed, *ordinary_rows(after.terms, law)])
        beside["billed"] = after.extra
    return Answered(listed, beside)


def _switch(given: object, amount: int, law: Law) -> Answered:
    told = values.table("switch", given, SWITCH_KEYS)
    dues = divide.due_dates(law.tax_year, "ordinary", law)
    terms = _amounts("switch.amounts", values.needed("switch.amounts", told), len(dues))
    if sum(terms) != amount:
        raise ContractError("switch.amounts", f"come to {sum(terms)}, not to amount, {amount}")
    asked_on = _day("switch.asked_on", told)
    months = divide.due_dates(law.tax_year, "special", law)
    first = values.choice(
        "switch.first_month",
        values.needed("switch.first_month", told),
        [due.month for due in months],
    )
    try:
        left, withheld = switched_to_special(
            terms,
            first_open=sum(due.due_on < asked_on for due in dues),
            first_month=[due.month for due in months].index(first),
            law=law,
        )
    except TooLateError as error:
        raise ContractError("switch.first_month", str(error)) from None
    special = [row for row in rows(months, withheld) if row["amount"]]
    return Answered(in_order([*ordinary_rows(left, law), *special]))


def _first_open(notified_on: date, law: Law) -> int:
    days = [due.due_on for due in divide.due_dates(law.tax_year, "ordinary", law)]
    return first_open_term(days, notified_on, standing(ChangeLaw).ordinary_notice)


def _months(key: str, told: Mapping[str, object], amount: int, law: Law) -> list[int]:
    """Return the months as given, or as the amount is first divided."""
    if "amounts" not in told:
        months: list[int] = divide.special(np.array([amount]), law)[0].tolist()
        return months
    given = _amounts(key, told["amounts"], divide.MONTHS)
    if sum(given) != amount:
        raise ContractError(key, f"come to {sum(given)}, not to amount, {amount}")
    return given


def _amounts(key: str, given: object, wanted: int) -> list[int]:
    if not isinstance(given, list) or len(given) != wanted:
        raise ContractError(key, f"is no list of {wanted} amounts, one for each instalment")
    return [values.whole(f"{key}.{place}", one) for place, one in enumerate(given)]


def _day(key: str, told: Mapping[str, object]) -> date:
    return values.day(key, values.needed(key, told))
