"""The contract of ``instalments`` with ``"method": "mixed"`` (併徴)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel import instalments as divide
from juminzei.kernel.contract import values
from juminzei.kernel.contract.errors import ContractError
from juminzei.kernel.contract.instalment_rows import Answered, Row, in_order, ordinary_rows, rows
from juminzei.kernel.instalments.mixed import CollectedParts, LevyParts
from juminzei.kernel.instalments.mixed import mixed as divided

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.base.money import Flags
    from juminzei.kernel.law import Law

MIXED_KEYS = ("levy", "salary", "pension", "other_with_salary", "pension_with_salary")
LEVY_KEYS = ("employment", "pension", "other", "fixed_charge")
PENSIONS = ("none", "first", "continued")


def mixed(told: Mapping[str, object], law: Law) -> Answered:
    """Return everybody's instalments of one tax, and who collects how much.

    Raises:
        ContractError: A value that the contract does not know, or ``amount`` is not the sum.
    """
    pension = values.choice("pension", told.get("pension", "none"), PENSIONS)
    parts = _parts(told, from_pension=pension != "none")
    by_person = parts.ordinary
    listed: list[Row] = []
    refund = 0
    if parts.special[0]:
        dues = divide.due_dates(law.tax_year, "special", law)
        listed += rows(dues, divide.special(parts.special, law)[0].tolist())
    terms = divide.ordinary(by_person, law)[0]
    if pension == "continued":
        previous = np.array(
            [values.whole("previous_amount", values.needed("previous_amount", told))]
        )
        payments, back = divide.pension(parts.pension, previous, law)
        dues = divide.due_dates(law.tax_year, "pension", law)
        listed += rows(dues, payments[0].tolist())
        refund = int(back[0])
    elif "previous_amount" in told:
        raise ContractError("previous_amount", 'goes with pension "continued" only')
    elif pension == "first":
        first = divide.pension_first(parts.pension, law)[0]
        terms[:2] += first[:2]
        dues = divide.due_dates(law.tax_year, "pension_first", law)[2:]
        listed += rows(dues, first[2:].tolist())
    listed += ordinary_rows(terms.tolist(), law)
    beside: dict[str, object] = {
        "special": int(parts.special[0]),
        "pension": int(parts.pension[0]),
        "ordinary": int(by_person[0]),
    }
    return Answered(in_order(listed), {"parts": beside, "refund": refund})


def _parts(told: Mapping[str, object], *, from_pension: bool) -> CollectedParts:
    given = values.table("levy", told.get("levy"), LEVY_KEYS)
    levy = {key: values.whole(f"levy.{key}", given.get(key, 0)) for key in LEVY_KEYS}
    total = sum(levy.values())
    if values.whole("amount", told.get("amount", total)) != total:
        raise ContractError("amount", f"is not {total}, the sum of levy; leave it out")
    columns = {key: np.array([yen]) for key, yen in levy.items()}
    return divided(
        LevyParts(**columns),
        from_salary=_flag(told, "salary", absent=False),
        from_pension=np.array([from_pension]),
        other_with_salary=_flag(told, "other_with_salary", absent=True),
        pension_with_salary=_flag(told, "pension_with_salary", absent=False),
    )


def _flag(told: Mapping[str, object], key: str, *, absent: bool) -> Flags:
    return np.array([values.flag(key, told.get(key, absent))])
