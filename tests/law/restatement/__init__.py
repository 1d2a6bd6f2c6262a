"""The whole chain once more, for one person in plain integers.

Written from the rules and not from the kernel: its own tables, its own order of doing
things, the contract's JSON in and the contract's JSON out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.restatement import credits, insurance  # noqa: A004 - tax credits
from law.restatement.family import Family
from law.restatement.figures_of_law import (
    CITIES,
    FOREST_TAX,
    GRADES,
    MAN,
    MARRIED_ARE_ADULT_YEARS,
    MINOR_BELOW,
    STUDENT_LIMIT,
    rate_of,
)
from law.restatement.incomes import (
    KINDS,
    Netted,
    bases,
    carried_forward,
    employment_income,
    home_work_income,
    pension_income,
    separate_after_netting,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Request = dict[str, Any]
NOTHING: Request = {}


class Restatement:
    """One request of the contract, calculated."""

    def __init__(self, request: Request) -> None:
        self.year: int = request["tax_year"]
        self.request = request
        self.taxpayer: Request = request.get("taxpayer", NOTHING)
        self.family = Family(request)
        self._age()
        self._ordinance()
        self._incomes()
        self._exemption()
        self._deductions()
        self._gap()
        self._levies()

    def _age(self) -> None:
        """年齢計算ニ関スル法律: a year is full at the end of the day before the birthday."""
        age: int | None = self.request.get("age")
        on_assessment_date = age
        if born := self.request.get("birth_date"):
            year, month, day = (int(part) for part in born.split("-"))
            age = self.year - 1 - year + ((month, day) == (1, 1))
            # on 1 January who was born on 1 or 2 January is full of years as well
            on_assessment_date = self.year - year - ((month, day) > (1, 2))
        self.minor = self.taxpayer.get("minor")
        if self.minor is None:
            married = self.year in MARRIED_ARE_ADULT_YEARS and self.family.married
            known = on_assessment_date is not None
            self.minor = known and on_assessment_date < MINOR_BELOW[self.year] and not married
        self.age = age or 0

    def _ordinance(self) -> None:
        city = CITIES[self.request.get("municipality", "112101")]
        given = self.request.get("ordinance", NOTHING)
        self.rates = (
            rate_of(given.get("municipal_rate", city["rates"][0])),
            rate_of(given.get("prefectural_rate", city["rates"][1])),
        )
        self.designated: bool = city["designated"]
        if "municipal_rate" in given or "prefectural_rate" in given:
            (city_top, city_bottom), (top, bottom) = self.rates
            self.designated = city_top * 100 >= 7 * city_bottom or top * 100 < 3 * bottom
        per_capita = city["per_capita"][self.year]
        self.per_capita_levies: list[int] = [
            given.get("municipal_per_capita_levy", per_capita[0]),
            given.get("prefectural_per_capita_levy", per_capita[1]),
        ]
        self.grade: int = given.get("grade", city["grade"])

    # ---- incomes ------------------------------------------------------------------------

    def _incomes(self) -> None:
        revenue = self.request.get("revenue", NOTHING)
        income = self.request.get("income", NOTHING)
        given = self.request.get("separate", NOTHING)
        separate = {kind: one.get("income", 0) for kind, one in given.items()}
        special = {kind: one.get("special_deduction", 0) for kind, one in given.items()}
        if separate.get("forestry", 0) > 0:
            taken = min(special.get("forestry", 0), 500_000)
            separate["forestry"] = max(0, separate["forestry"] - taken)
        pay = self._pay(revenue.get("employment", 0))
        besides = self._besides(income, revenue.get("employment", 0))
        apart = separate_after_netting(separate)
        net = Netted(pay + besides, income, separate)
        others = net.comprehensive + net.forestry + net.retirement + sum(apart.values())
        self.pension = pension_income(revenue.get("public_pension", 0), self.age, others)
        self.both = 0
        if pay > 0 and self.pension > 0:
            self.both = max(0, min(pay, 100_000) + min(self.pension, 100_000) - 100_000)
        self.work = pay - self.both
        if self.pension or self.both:
            net = Netted(self.work + besides + self.pension, income, separate)
        apart["forestry"], apart["retirement"] = net.forestry, net.retirement
        self.aggregate = net.comprehensive + sum(apart.values())
        losses = dict(self.request.get("carryforward", NOTHING))
        losses["net"] = self.request.get("loss_carryforward", 0)
        if self.aggregate > 3_000 * MAN:
            losses["residence"] = 0  # 租税特別措置法41条の5第4項ただし書
        self.income = carried_forward(net.comprehensive, apart, losses)
        self.income_etc = self.income + sum(apart.values())
        self.apart, self.special = apart, special
        self.given_kinds = [kind for kind in KINDS if given.get(kind, NOTHING).get("income", 0)]

    def _pay(self, revenue: int) -> int:
        """Return 給与所得 less 特定支出 and the first 所得金額調整控除."""
        self.employment = employment_income(revenue, self.year)
        costs: int = self.request.get("specified_expenses", 0) - (revenue - self.employment) // 2
        self.employment -= min(max(costs, 0), self.employment)
        special = self.taxpayer.get("disability") == "special"
        self.child = 0
        if revenue > 850 * MAN and (special or self.family.child_or_special()):
            self.child = credits.up(min(revenue, 1_000 * MAN) - 850 * MAN, 10)
        return max(0, self.employment - self.child)

    def _besides(self, income: Request, pay_revenue: int) -> int:
        """Return the ordinary incomes but pay and public pensions; only two may be losses."""
        house: int = income.get("real_estate", 0)
        if house < 0:
            house = min(0, house + income.get("real_estate_land_interest", 0))
        work = self.request.get("home_work", NOTHING)
        at_home = home_work_income(
            work.get("revenue", 0), work.get("expenses", 0), pay_revenue, self.year
        )
        kinds = ("business", "interest", "dividend", "miscellaneous")
        others: int = sum(income.get(kind, 0) for kind in kinds)
        return house + at_home + others

    # ---- who is taxed -------------------------------------------------------------------

    def _exemption(self) -> None:
        parent, aggregate = self.taxpayer.get("single_parent"), self.aggregate
        self.single_parent = bool(parent) and aggregate <= 500 * MAN
        self.widow = bool(self.taxpayer.get("widow")) and not parent and aggregate <= 500 * MAN
        self.count = len(self.family.counted)
        self.elsewhere = bool(self.request.get("property_only"))
        disabled = self.taxpayer.get("disability", "none") != "none"
        self.exempt: str | None = None
        if self.taxpayer.get("public_assistance"):
            self.exempt = "public_assistance"
        elif (
            disabled or self.minor or self.widow or self.single_parent
        ) and aggregate <= 135 * MAN:
            self.exempt = "income_1350000"
        elif aggregate <= self._threshold(*GRADES[self.grade]):
            self.exempt = "per_capita_threshold"
        elif self.income_etc <= self._threshold(350_000, 320_000) and not self.elsewhere:
            self.exempt = "income_levy_threshold"

    def _threshold(self, base: int, addition: int) -> int:
        return base * (1 + self.count) + 100_000 + (addition if self.count else 0)

    # ---- deductions ---------------------------------------------------------------------

    def _deductions(self) -> None:
        given, family = self.request.get("deductions", NOTHING), self.family
        self.student = (
            bool(self.taxpayer.get("working_student"))
            and self.aggregate <= STUDENT_LIMIT[self.year]
            and self.work > 0
            and self.aggregate - self.work <= 100_000
        )
        self.disability: str = self.taxpayer.get("disability", "none")
        self.deductions = {
            "casualty": insurance.casualty(given.get("casualty", NOTHING), self.income_etc),
            "medical": insurance.medical(given, self.income_etc),
            "social_insurance": given.get("social_insurance", 0),
            "small_enterprise_mutual_aid": given.get("small_enterprise_mutual_aid", 0),
            "life_insurance": insurance.life(given.get("life_insurance", NOTHING)),
            "earthquake_insurance": insurance.earthquake(
                given.get("earthquake_insurance", NOTHING)
            ),
            "disability": family.disability(self.disability, 260_000, 300_000, 530_000),
            "widow": 260_000 * self.widow,
            "single_parent": 300_000 * self.single_parent,
            "working_student": 260_000 * self.student,
            "spouse": family.of_spouse(self.aggregate, (33, 22, 11), (38, 26, 13)),
            "spouse_special": family.spouse_special(self.aggregate),
            "dependant": family.of_dependants(33, 45, 38, 45),
            "specified_relative": family.specified_relatives(),
            "basic": self._basic(),
        }
        self.deduction_total = sum(self.deductions.values())

    def _basic(self) -> int:
        for up_to, amount in ((2_400, 43), (2_450, 29), (2_500, 15)):
            if self.aggregate <= up_to * MAN:
                return amount * MAN
        return 0

    def _gap(self) -> None:
        """人的控除額の差の合計."""
        family, parent = self.family, self.taxpayer.get("single_parent")
        self.gap = 50_000 if self.aggregate <= 2_500 * MAN else 0
        self.gap += family.disability(self.disability, 10_000, 100_000, 220_000)
        self.gap += 10_000 * self.widow + 10_000 * self.student
        self.gap += (50_000 if parent == "mother" else 10_000) * self.single_parent
        self.gap += family.of_spouse(self.aggregate, (5, 4, 2), (10, 6, 3))
        self.gap += family.spouse_special_gap(self.aggregate)
        self.gap += family.of_dependants(5, 18, 10, 13)

    # ---- levies and credits -------------------------------------------------------------

    def _levies(self) -> None:
        told, designated = self.request.get("credits", NOTHING), self.designated
        self.bases = bases(self.income, self.apart, self.special, self.deduction_total)
        self.levy = [0, 0]
        if self.exempt is None and not self.elsewhere:
            self.levy = credits.calculated_levies(self.bases, self.rates, designated=designated)
        self.calculated = list(self.levy)
        self.taken: dict[str, list[int]] = {}
        found = credits.adjustment(self.bases, self.gap, self.aggregate, designated=designated)
        self._take("adjustment", found)
        donation = credits.Donation(told.get("donation", NOTHING), self, designated=designated)
        donation_credit = donation.credit(self.levy)
        found = credits.dividend(told.get("dividend", NOTHING), self.bases, designated=designated)
        self._take("dividend", found)
        found = credits.housing_loan(told.get("housing_loan", NOTHING), designated=designated)
        self._take("housing_loan", found)
        self._take("donation", donation_credit)
        found = credits.foreign_tax(told.get("foreign_tax", NOTHING), designated=designated)
        self._take("foreign_tax", found)
        threshold = self._threshold(350_000, 320_000)
        self._take("income_levy_relief", credits.relief(self.levy, threshold, self.income_etc))
        self._take("fixed_reduction", credits.fixed_reduction(self.levy, self))
        withheld: int = told.get("withheld_levy", 0)
        self._take("withheld_levy", (withheld - withheld * 2 // 5, withheld * 2 // 5))
        self.income_levy = [levy // 100 * 100 for levy in self.levy]
        owes = self.exempt in (None, "income_levy_threshold")
        self.per_capita = [levy * owes for levy in self.per_capita_levies]
        self.forest: int = FOREST_TAX[self.year] * (owes and not self.elsewhere)
        self.total = sum(self.income_levy) + sum(self.per_capita) + self.forest
        excess = withheld - sum(self.taken["withheld_levy"])
        self.applied = min(excess, self.total)
        self.refund = excess - self.applied

    def _take(self, name: str, credit: Sequence[int]) -> None:
        """Take a credit of each body off what its levy has left."""
        self.taken[name] = [min(one, left) for one, left in zip(credit, self.levy, strict=True)]
        self.levy = [left - one for one, left in zip(self.taken[name], self.levy, strict=True)]

    def answer(self) -> Request:
        """Return the figures in the shape of the contract."""
        kinds = ("comprehensive", *self.given_kinds)
        answer: Request = {
            "tax_year": self.year,
            "exempt": self.exempt,
            "income": {
                "employment": self.employment,
                "public_pension": self.pension,
                "income_adjustment_child": self.child,
                "income_adjustment_pension": self.both,
            },
            "total_income": self.income,
            "aggregate_income": self.aggregate,
            "total_income_etc": self.income_etc,
            "exemption_count": self.count,
            "deductions": self.deductions,
            "deduction_total": self.deduction_total,
            "tax_base": {kind: self.bases[kind] for kind in kinds},
            "personal_deduction_gap": self.gap,
            "calculated_levy": _both(self.calculated),
            "credits": {name: _both(taken) for name, taken in self.taken.items()},
            "income_levy": _both(self.income_levy),
            "per_capita_levy": _both(self.per_capita),
            "forest_environment_tax": self.forest,
            "withheld_levy_refund": self.refund,
            "total": self.total,
        }
        if self.applied:
            answer["withheld_levy_applied"] = self.applied
        return answer


def _both(amounts: Sequence[int]) -> dict[str, int]:
    return {"municipal": amounts[0], "prefectural": amounts[1]}
