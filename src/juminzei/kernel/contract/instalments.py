"""The contract of ``instalments``: one year's amount in, what falls due when out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel import instalments as divide
from juminzei.kernel import law as laws
from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.reader import law_asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.base.money import Yen

KEYS = (
    "tax_year",
    "municipality",
    "method",
    "amount",
    "previous_amount",
    "half_yearly",
    "fixed_reduction",
)


def answer(request: object) -> dict[str, object]:
    """Return the instalments that ``request`` asks for.

    Raises:
        ContractError: A key or value that the contract does not know, or does not go with
            the method.
    """
    told = values.table("", request, KEYS)
    law = law_asked(told)
    method = values.choice("method", told.get("method"), divide.METHODS)
    _refuse_what_does_not_fit(told, method)
    amount = np.array([values.whole("amount", told.get("amount"))])
    parts, refund = _divided(method, amount, told, law)
    half_yearly = values.flag("half_yearly", told.get("half_yearly", False))
    dues = divide.due_dates(law.tax_year, method, law, half_yearly=half_yearly)
    listed: list[dict[str, object]] = [
        {
            "kind": due.kind,
            "term": due.term,
            "month": due.month,
            "amount": int(part),
            "due_on": due.due_on.isoformat(),
        }
        for due, part in zip(dues, parts[0], strict=True)
    ]
    return {"instalments": listed, **refund}


def law_of(request: object) -> laws.Law:
    """Return the law under which ``request`` is answered.

    Raises:
        ContractError: It names a year or city whose law is not here.
    """
    return law_asked(values.table("", request, KEYS))


def _divided(
    method: str, amount: Yen, told: Mapping[str, object], law: laws.Law
) -> tuple[Yen, dict[str, int]]:
    if method != "pension":
        return {
            "ordinary": divide.ordinary,
            "special": divide.special,
            "pension_first": divide.pension_first,
        }[method](amount, law), {}
    previous = np.array([values.whole("previous_amount", told.get("previous_amount"))])
    parts, refund = divide.pension(amount, previous, law)
    return parts, {"refund": int(refund[0])} if refund[0] else {}


def _refuse_what_does_not_fit(told: Mapping[str, object], method: str) -> None:
    if "previous_amount" in told and method != "pension":
        raise ContractError("previous_amount", f"does not go with {method}; only with pension")
    if told.get("half_yearly") and method != "special":
        raise ContractError("half_yearly", f"does not go with {method}; only with special")
    if values.whole("fixed_reduction", told.get("fixed_reduction", 0)):
        raise ContractError("fixed_reduction", "exists in tax year 2024 only, not known here")
