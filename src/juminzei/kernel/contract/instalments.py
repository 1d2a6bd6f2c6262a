"""The contract of ``instalments``: one year's amount in, what falls due when out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel import instalments as divide
from juminzei.kernel.contract import instalment_changes as changes
from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.extra_terms import EXTRA_KEYS, extra_answer
from juminzei.kernel.contract.instalment_rows import Answered, assumed_terms, rows
from juminzei.kernel.contract.mixed_collection import MIXED_KEYS, mixed
from juminzei.kernel.contract.reader import law_asked
from juminzei.kernel.instalments import fixed_reduction as reduced
from juminzei.kernel.parameters.changes import ChangeLaw
from juminzei.kernel.standing_law import standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.base.money import Yen
    from juminzei.kernel.law import Law

MIXED, EXTRA = "mixed", "extra"
PLAIN_KEYS = (
    "tax_year",
    "municipality",
    "ordinance",
    "method",
    "amount",
    "previous_amount",
    "half_yearly",
    "fixed_reduction",
)
KEYS = (*PLAIN_KEYS, *changes.KEYS, *MIXED_KEYS, *EXTRA_KEYS)
BY_ORDINARY = ("ordinary", "pension_first", MIXED)


def answer(request: object) -> dict[str, object]:
    """Return the instalments that ``request`` asks for.

    Raises:
        ContractError: A key or value that the contract does not know, or does not go with
            the method.
    """
    return answered(request).told()


def answered(request: object) -> Answered:
    """Return the instalments with what was assumed to find them.

    Raises:
        ContractError: As :func:`answer`.
    """
    told = values.table("", request, KEYS)
    law = law_asked(told)
    method = values.choice("method", values.needed("method", told), (*divide.METHODS, MIXED, EXTRA))
    _refuse_what_does_not_fit(told, method, law)
    found = _found(told, method, law)
    if method in BY_ORDINARY:
        found.assumptions[:0] = assumed_terms(law)
    return found


def law_of(request: object) -> Law:
    """Return the law under which ``request`` is answered.

    Raises:
        ContractError: It names a year or city whose law is not here.
    """
    return law_asked(values.table("", request, KEYS))


def _found(told: Mapping[str, object], method: str, law: Law) -> Answered:
    if method == MIXED:
        return mixed(told, law)
    amount = values.whole("amount", values.needed("amount", told))
    if method == EXTRA:
        return extra_answer(told, amount, law)
    if asked := [key for key in changes.KEYS if key in told]:
        return changes.changed(asked, told, method, amount, law)
    half_yearly = values.flag("half_yearly", told.get("half_yearly", False))
    dues = divide.due_dates(law.tax_year, method, law, half_yearly=half_yearly)
    relief = _relief(told, amount)
    parts, refund = _divided(method, np.array([amount]), np.array([relief]), told, law)
    return Answered(
        rows(dues, parts[0].tolist()),
        {"refund": refund},
        _relief_assumptions(method) if relief else [],
    )


def _divided(
    method: str, amount: Yen, relief: Yen, told: Mapping[str, object], law: Law
) -> tuple[Yen, int]:
    """Return the parts and the refund; without relief those of every other year."""
    if method == "special":
        rule = standing(ChangeLaw).fixed_reduction
        return reduced.special(amount, relief, law, rule), 0
    if method == "pension":
        previous = np.array(
            [values.whole("previous_amount", values.needed("previous_amount", told))]
        )
        parts, refund = reduced.pension(amount, previous, relief, law)
        return parts, int(refund[0])
    by_terms = {"ordinary": reduced.ordinary, "pension_first": reduced.pension_first}
    return by_terms[method](amount, relief, law), 0


def _relief(told: Mapping[str, object], amount: int) -> int:
    """Return 定額減税, which comes off ``amount``, the tax before it."""
    relief = values.whole("fixed_reduction", told.get("fixed_reduction", 0))
    if relief > amount:
        raise ContractError(
            "fixed_reduction",
            f"{relief} is more than amount, {amount}; give the tax before the reduction as amount",
        )
    return relief


def _relief_assumptions(method: str) -> list[str]:
    law = standing(ChangeLaw)
    return [law.fixed_reduction.assumption] if method == "special" else []


def _refuse_what_does_not_fit(told: Mapping[str, object], method: str, law: Law) -> None:
    changing = [key for key in changes.KEYS if key in told]
    if "previous_amount" in told and (changing or method not in {"pension", MIXED}):
        raise ContractError("previous_amount", f"does not go with {method}; only with pension")
    if values.flag("half_yearly", told.get("half_yearly", False)) and method != "special":
        raise ContractError("half_yearly", f"does not go with {method}; only with special")
    for only_with, keys in ((MIXED, MIXED_KEYS), (EXTRA, EXTRA_KEYS)):
        for key in keys:
            if key in told and method != only_with:
                raise ContractError(key, f"does not go with {method}; only with {only_with}")
    if changing and method in {MIXED, EXTRA}:
        raise ContractError(changing[0], f"does not go with {method}")
    _refuse_relief(told, law, alone=method in divide.METHODS and not changing)


def _refuse_relief(told: Mapping[str, object], law: Law, *, alone: bool) -> None:
    """Refuse 定額減税 in years without its own rules, and where an amount is divided again."""
    if not values.whole("fixed_reduction", told.get("fixed_reduction", 0)):
        return
    only = standing(ChangeLaw).fixed_reduction.tax_year
    if law.tax_year != only:
        raise ContractError("fixed_reduction", f"exists in tax year {only} only; leave it out")
    if not alone:
        raise ContractError(
            "fixed_reduction", "goes with a first division of one amount; give amounts after it"
        )
