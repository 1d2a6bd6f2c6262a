"""The income tax once more, for one person in plain integers, written from the rules.

Incomes are those of the restatement of the inhabitant tax, which has the same; all else has
its own tables and its own order of doing things. Nothing of the law is read from the kernel.
"""

from __future__ import annotations

import copy
from typing import Any

from law.income_tax.restatement import deductions, taxes
from law.restatement import Restatement
from law.restatement.incomes import bases

Request = dict[str, Any]
Told = dict[str, int]
Amounts = dict[str, int]
NOTHING: Request = {}


class IncomesAlone(Restatement):
    """Incomes and relatives of one person, without the inhabitant tax on them."""

    def _gap(self) -> None:
        pass

    def _levies(self) -> None:
        pass


class NationalReturn:
    """One person's return, calculated."""

    def __init__(self, person: Request, told: Told) -> None:
        self.year = person["tax_year"] - 1
        self.told = told
        self.person = _with_retirement(person, told.get("retirement_declared", 0))
        self.case = IncomesAlone(self.person)
        self.answer: Amounts = {
            "income_employment": self.case.employment,
            "income_public_pension": self.case.pension,
            "income_adjustment_child": self.case.child,
            "income_adjustment_pension": self.case.both,
            "total_income": self.case.income,
            "aggregate_income": self.case.aggregate,
            "total_income_etc": self.case.income_etc,
        }
        self._deductions()
        self._taxes()
        self._credits()
        self._after_credits()
        self._settlement()

    def _deductions(self) -> None:
        found = deductions.all_of(self.case, self.told, self.year)
        self.answer |= {f"deduction_{name}": amount for name, amount in found.items()}
        self.answer["deduction_total"] = sum(found.values())

    def _taxes(self) -> None:
        case, answer = self.case, self.answer
        self.bases = bases(case.income, case.apart, case.special, answer["deduction_total"])
        for kind, base in self.bases.items():
            answer["tax_base" if kind == "comprehensive" else f"tax_base_{kind}"] = base
            answer[f"tax_{kind}"] = taxes.on(kind, base)
        averaged = taxes.averaged(self.bases["comprehensive"], case.income, self.told)
        if averaged is not None:
            answer["tax_comprehensive"] = averaged
        self.tax = sum(answer[f"tax_{kind}"] for kind in self.bases)
        answer["calculated_tax"] = self.tax

    def _credits(self) -> None:
        given, told = self.person.get("credits", NOTHING), self.told
        before = self.tax
        loan = given.get("housing_loan", NOTHING).get("available", 0)
        limit = told.get("housing_loan_income_limit", 0)
        if limit and self.case.aggregate > limit:
            loan = 0
        gifts = taxes.donation_credits(
            told,
            deductions.gifts(self.case.request, told),
            self.case.income_etc * 40 // 100,
            before,
        )
        self._take("dividend", taxes.dividend(given.get("dividend", NOTHING), self.bases))
        self._take("investment", told.get("investment_credit", 0))
        self._take("housing_loan", loan)
        for kind in ("political", "npo", "public_interest"):
            self._take(kind, gifts[kind])
        self._take("renovation", told.get("renovation_credit", 0))
        self.answer["tax_after_credits"] = self.tax
        self.answer["housing_loan_left"] = loan - self.answer["credit_housing_loan"]

    def _take(self, name: str, credit: int) -> None:
        self.answer[f"credit_{name}"] = min(credit, self.tax)
        self.tax -= min(credit, self.tax)

    def _after_credits(self) -> None:
        case, answer, told = self.case, self.answer, self.told
        relief = 0
        if told.get("hit_by_disaster"):
            relief = taxes.disaster_relief(self.tax, case.aggregate)
        addition = 0
        if self.year >= 2025:
            addition = taxes.minimum_tax(case, told, self.tax - relief)
        self.tax += addition - relief
        reduction = 0
        if self.year == 2024 and case.aggregate <= 18_050_000:
            reduction = min(30_000 * (1 + case.family.at_home()), self.tax)
        answer |= {
            "disaster_relief": relief,
            "minimum_tax_addition": addition,
            "tax_after_relief": self.tax,
            "fixed_reduction": reduction,
            "base_tax": self.tax - reduction,
            "surtax": (self.tax - reduction) * 21 // 1_000,
        }
        answer["tax_and_surtax"] = answer["base_tax"] + answer["surtax"]

    def _settlement(self) -> None:
        answer, told = self.answer, self.told
        paid, rest = told.get("foreign_tax_paid", 0), told.get("foreign_tax_paid", 0)
        fund = told.get("foreign_tax_at_distribution", 0)
        abroad, whole = told.get("foreign_income", 0), self.case.aggregate
        limits = [
            answer[tax] * min(abroad, whole) // whole if whole and abroad else 0
            for tax in ("base_tax", "surtax")
        ]
        for limit in limits:
            rest -= min(rest, limit)
        answer["credit_foreign_tax"] = min(fund + paid - rest, answer["tax_and_surtax"])
        answer["foreign_tax_limit"] = limits[0] if paid or fund else 0
        answer["foreign_tax_left"] = rest
        answer["withheld"] = told.get("withheld", 0)
        answer["prepaid"] = told.get("prepaid", 0)
        left = answer["tax_and_surtax"] - answer["credit_foreign_tax"] - answer["withheld"]
        answer["tax_declared"] = left - left % 100 if left > 0 else left
        result = answer["tax_declared"] - answer["prepaid"]
        answer["payable"], answer["refund"] = max(0, result), max(0, -result)


def _with_retirement(person: Request, declared: int) -> Request:
    if not declared:
        return person
    person = copy.deepcopy(person)
    separate = person.setdefault("separate", {})
    retirement = separate.setdefault("retirement", {"income": 0})
    retirement["income"] += declared
    return person
