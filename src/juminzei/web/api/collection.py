"""Questions besides the tax itself: instalments, interest, seizable pay, numbers, retirement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.business_days import UnknownHolidaysError
from juminzei.base.numbers import corporate_number, individual_number, municipality_code
from juminzei.kernel import delinquency, seizure
from juminzei.kernel.contract import ContractError, instalments, retirement, values
from juminzei.kernel.contract.delinquency import answer as charge_answer
from juminzei.kernel.parameters.interest import InterestLaw
from juminzei.kernel.parameters.retirement import RetirementLaw
from juminzei.kernel.parameters.seizure import SeizureLaw
from juminzei.kernel.standing_law import standing
from juminzei.web.api.answered import Answered, of_this_city
from juminzei.web.api.refusal import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CHARGE_KEYS = ("tax", "due", "paid", "refund", "start")
PAY_KEYS = (
    *("pay", "income_tax", "inhabitant_tax", "social_insurance"),
    *("family", "months", "days", "rounding"),
)
NUMBER_KEYS = ("kind", "number")
ROUNDINGS = ("thousand", "yen")
MOST_FAMILY, MOST_MONTHS, MOST_DAYS = 99, 99, 999


@dataclass(frozen=True, slots=True)
class Told:
    """One answer with the year it is of, if of one, and whether its law is a draft."""

    answer: dict[str, object]
    tax_year: int | None = None
    draft: bool = False


def each(one: Callable[[object, bool], Told]) -> Callable[[Sequence[object], bool], Answered]:
    """Return what answers many requests by asking ``one`` for each."""

    def answered(records: Sequence[object], explained: bool) -> Answered:  # noqa: FBT001 - as all
        told: list[Told] = []
        problems: list[Problem] = []
        for index, record in enumerate(records):
            try:
                told.append(one(record, explained))
            except ContractError as error:
                problems.append(problem_of(error, index))
            except UnknownHolidaysError as error:
                problems.append(problem_of(ContractError("", str(error)), index))
        if problems:
            return Answered([], problems)
        return Answered(
            [each.answer for each in told],
            tax_years=sorted({each.tax_year for each in told if each.tax_year}),
            draft=any(each.draft for each in told),
        )

    return answered


def instalments_told(record: object, _explained: bool) -> Told:  # noqa: FBT001 - as all
    """Return how one year's amount falls due."""
    asked = of_this_city(record)
    answer = instalments.answer(asked)
    law = instalments.law_of(asked)
    return Told(answer, law.tax_year, law.is_draft)


def retirement_told(record: object, explained: bool) -> Told:  # noqa: FBT001 - as all
    """Return the levy on one payment of retirement pay."""
    answer = retirement.answer(record, with_steps=explained)
    return Told(answer, draft=bool(standing(RetirementLaw).warning))


def charge_told(record: object, _explained: bool) -> Told:  # noqa: FBT001 - as all
    """Return 延滞金 of a late payment, or with ``refund`` 還付加算金.

    Raises:
        ContractError: A key or value that is not known, or a year whose rates are not.
    """
    told = values.table("", record, CHARGE_KEYS)
    tax = values.whole("tax", values.needed("tax", told))
    paid = values.day("paid", values.needed("paid", told))
    refund = values.flag("refund", told.get("refund", False))
    first, other = ("start", "due") if refund else ("due", "start")
    if other in told:
        raise ContractError(other, f"does not go with this; give {first}")
    begins = values.day(first, values.needed(first, told))
    law = standing(InterestLaw)
    try:
        if refund:
            charge = delinquency.refund_interest(
                amount=tax, start_on=begins, decided_on=paid, law=law
            )
        else:
            charge = delinquency.delinquency_charge(tax=tax, due_on=begins, paid_on=paid, law=law)
    except ValueError as error:  # days in years whose rates or holidays are not known
        raise ContractError(first, str(error)) from None
    return Told(charge_answer(charge), draft=bool(law.warning))


def pay_told(record: object, _explained: bool) -> Told:  # noqa: FBT001 - as all
    """Return what of one payment of wages may be seized."""
    told = values.table("", record, PAY_KEYS)
    law = standing(SeizureLaw)
    found = seizure.seizable_pay(
        seizure.Pay(
            amount=values.whole("pay", values.needed("pay", told)),
            **{
                name: values.whole(name, told.get(name, 0))
                for name in ("income_tax", "inhabitant_tax", "social_insurance")
            },
        ),
        family_members=values.whole("family", told.get("family", 0), most=MOST_FAMILY),
        months=values.whole("months", told.get("months", 1), least=1, most=MOST_MONTHS),
        days=values.whole("days", told.get("days", 0), most=MOST_DAYS),
        rounded=values.choice("rounding", told.get("rounding", "thousand"), ROUNDINGS)
        == ROUNDINGS[0],
        law=law,
    )
    protected = {
        "income_tax": found.pay.income_tax,
        "inhabitant_tax": found.pay.inhabitant_tax,
        "social_insurance": found.pay.social_insurance,
        "subsistence": found.subsistence,
        "standing": found.standing,
    }
    answer: dict[str, object] = {
        "seizable": found.seizable,
        "pay": found.pay.amount,
        "protected": protected,
    }
    return Told(answer, draft=bool(law.warning))


def number_told(record: object, _explained: bool) -> Told:  # noqa: FBT001 - as all
    """Return whether a number's check digit is right.

    No message shows what was sent, not even a key: it may be somebody's number.

    Raises:
        ContractError: It is no number of that kind.
    """
    if not isinstance(record, dict) or set(record) != set(NUMBER_KEYS):
        raise ContractError("request", f"is no object of {', '.join(NUMBER_KEYS)}; write {{…}}")
    kind, number = record["kind"], record["number"]
    if not isinstance(kind, str) or kind not in NUMBERS:
        raise ContractError("kind", f"is unknown; give one of {', '.join(NUMBERS)}")
    digits, check = NUMBERS[kind]
    if not _is_number(number, digits):
        raise ContractError("number", f"is not {digits} digits; give them as text")
    wanted, found = check(number)
    return Told({"valid": wanted == found, "check_digit": wanted})


def _is_number(number: object, digits: int) -> bool:
    if not isinstance(number, str) or len(number) != digits:
        return False
    return number.isascii() and number.isdigit()


def _individual(digits: str) -> tuple[int, int]:
    return individual_number.check_digit(digits[:-1]), int(digits[-1])


def _corporate(digits: str) -> tuple[int, int]:
    return corporate_number.check_digit(digits[1:]), int(digits[0])


def _municipality(digits: str) -> tuple[int, int]:
    return municipality_code.check_digit(digits[:-1]), int(digits[-1])


NUMBERS: Mapping[str, tuple[int, Callable[[str], tuple[int, int]]]] = {
    "individual": (individual_number.DIGITS, _individual),
    "corporate": (corporate_number.DIGITS, _corporate),
    "municipality": (municipality_code.DIGITS, _municipality),
}
"""Of each kind: how long it is, and the digit that should stand there with the one that does."""
