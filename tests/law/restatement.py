"""The chain once more, for one person in plain integers.

Written from the rules and not from the kernel: its own tables, its own order of doing
things, fractions wherever the law has one.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Any

Request = dict[str, Any]
MAN = 10_000

DEPENDANT_LIMIT = {2025: 48 * MAN, 2026: 58 * MAN}
STUDENT_LIMIT = {2025: 75 * MAN, 2026: 85 * MAN}
SPOUSE_SPECIAL = [
    (100, 33, 22, 11),
    (105, 31, 21, 11),
    (110, 26, 18, 9),
    (115, 21, 14, 7),
    (120, 16, 11, 6),
    (125, 11, 8, 4),
    (130, 6, 4, 2),
    (133, 3, 2, 1),
]
SPECIFIED_RELATIVE = [(95, 45), (100, 41), (105, 31), (110, 21), (115, 11), (120, 6), (123, 3)]
HOMETOWN = [
    (195 * MAN, Fraction("84.895"), Fraction("5.105")),
    (330 * MAN, Fraction("79.79"), Fraction("10.21")),
    (695 * MAN, Fraction("69.58"), Fraction("20.42")),
    (900 * MAN, Fraction("66.517"), Fraction("23.483")),
    (1_800 * MAN, Fraction("56.307"), Fraction("33.693")),
    (4_000 * MAN, Fraction("49.16"), Fraction("33.693")),
    (10**15, Fraction("44.055"), Fraction("33.693")),
]
"""Up to this base: per cent of the special part, and the one-stop numerator."""
ONE_STOP_DENOMINATOR = {
    Fraction("5.105"): Fraction("84.895"),
    Fraction("10.21"): Fraction("79.79"),
    Fraction("20.42"): Fraction("69.58"),
    Fraction("23.483"): Fraction("66.517"),
    Fraction("33.693"): Fraction("56.307"),
}
NATIONAL_BASIC_2026 = [(132, 95), (336, 88), (489, 68), (655, 63), (2_350, 58)]


def employment_income(revenue: int, year: int) -> int:
    """Section 3.1: 所得税法別表第五."""
    quarter = revenue // 4_000 * 1_000
    lowest = {2025: 550_000, 2026: 650_000}[year]
    if revenue < lowest + 1_000:
        return 0
    if revenue < {2025: 1_800_000, 2026: 1_900_000}[year]:
        return _low_employment_income(revenue, quarter, year)
    if revenue < 3_600_000:
        return quarter * 28 // 10 - 80_000
    if revenue < 6_600_000:
        return quarter * 32 // 10 - 440_000
    if revenue < 8_500_000:
        return floor(Fraction(revenue) * 9 / 10) - 1_100_000
    return revenue - 1_950_000


def _low_employment_income(revenue: int, quarter: int, year: int) -> int:
    if year == 2026:
        return revenue - 650_000
    for below, income in (
        (1_619_000, revenue - 550_000),
        (1_620_000, 1_069_000),
        (1_622_000, 1_070_000),
        (1_624_000, 1_072_000),
        (1_628_000, 1_074_000),
    ):
        if revenue < below:
            return income
    return quarter * 24 // 10 + 100_000


def pension_income(revenue: int, age: int, others: int) -> int:
    """Section 3.3: 公的年金等に係る雑所得."""
    lighter = 0 if others <= 10**7 else 100_000 if others <= 2 * 10**7 else 200_000
    if age < 65 and revenue < 1_300_000:
        income = Fraction(revenue - 600_000)
    elif age >= 65 and revenue < 3_300_000:
        income = Fraction(revenue - 1_100_000)
    elif revenue < 4_100_000:
        income = Fraction(revenue * 75, 100) - 275_000
    elif revenue < 7_700_000:
        income = Fraction(revenue * 85, 100) - 685_000
    elif revenue < 10_000_000:
        income = Fraction(revenue * 95, 100) - 1_455_000
    else:
        income = Fraction(revenue - 1_955_000)
    return max(0, floor(income + lighter))


def life_class(new: int, old: int) -> int:
    """Section 4: one class of 生命保険料."""
    by_new = _stairs(new, [(12_000, 1, 0), (32_000, 2, 6_000), (56_000, 4, 14_000)], 28_000)
    by_old = _stairs(old, [(15_000, 1, 0), (40_000, 2, 7_500), (70_000, 4, 17_500)], 35_000)
    if new and old:
        return max(by_old, min(by_new + by_old, 28_000))
    return by_new if new else by_old


def _stairs(paid: int, steps: list[tuple[int, int, int]], most: int) -> int:
    for up_to, divisor, plus in steps:
        if paid <= up_to:
            return -(-paid // divisor) + plus
    return most


class Restatement:
    """One request of the contract, calculated; every figure is an attribute of the same name."""

    def __init__(self, request: Request) -> None:
        self.year: int = request["tax_year"]
        self.request = request
        self.taxpayer: Request = request.get("taxpayer", {})
        self.age: int = request.get("age", 0)
        self.spouse: Request | None = self._spouse()
        self.relatives: list[Request] = request.get("dependants", [])
        self.limit = DEPENDANT_LIMIT[self.year]
        self.dependants = [one for one in self.relatives if one.get("income", 0) <= self.limit]
        self._incomes()
        self._exemption()
        self._deductions()
        self._gap()
        self._levies()

    def _spouse(self) -> Request | None:
        spouse: Request | None = self.request.get("spouse")
        if spouse is None or spouse.get("family_employee") or spouse.get("abroad") == "ineligible":
            return None
        return spouse

    def _amount(self, *path: str) -> int:
        node: Any = self.request
        for name in path:
            node = node.get(name, {})
        return node or 0

    # ---- incomes ------------------------------------------------------------------------

    def _incomes(self) -> None:
        salary = self._amount("revenue", "employment")
        self.employment = employment_income(salary, self.year)
        costs = self._amount("specified_expenses") - (salary - self.employment) // 2
        self.employment -= min(max(costs, 0), self.employment)
        self.child = 0
        if salary > 8_500_000 and self._has_child_or_special():
            self.child = ceil(Fraction(min(salary, 10**7) - 8_500_000, 10))
        work = self.employment - self.child
        kinds = ("business", "real_estate", "interest", "dividend", "miscellaneous")
        others = sum(self._amount("income", kind) for kind in kinds)
        pension = self._amount("revenue", "public_pension")
        self.pension = pension_income(pension, self.age, max(0, work + others))
        self.both = 0
        if work > 0 and self.pension > 0:
            self.both = max(0, min(work, 100_000) + min(self.pension, 100_000) - 100_000)
        self.work = work - self.both
        self.income = max(0, self.work + self.pension + others)

    def _has_child_or_special(self) -> bool:
        young = any(one.get("age", 0) < 23 for one in self._counted())
        special = any(one.get("disability") == "special" for one in self._family())
        return young or special or self.taxpayer.get("disability") == "special"

    def _counted(self) -> list[Request]:
        return [one for one in self.dependants if one.get("abroad") != "ineligible"]

    def _poor_spouse(self) -> bool:
        return self.spouse is not None and self.spouse.get("income", 0) <= self.limit

    def _family(self) -> list[Request]:
        """同一生計配偶者 and 扶養親族."""
        return self._counted() + ([self.spouse] if self.spouse and self._poor_spouse() else [])

    # ---- who is taxed -------------------------------------------------------------------

    def _exemption(self) -> None:
        self.single_parent = bool(self.taxpayer.get("single_parent")) and self.income <= 5_000_000
        alone = self.taxpayer.get("widow") and not self.taxpayer.get("single_parent")
        self.widow = bool(alone) and self.income <= 5_000_000
        self.count = len(self._family())
        weak = self.taxpayer.get("disability", "none") != "none" or self._minor()
        if self.taxpayer.get("public_assistance"):
            self.exempt: str | None = "public_assistance"
        elif (weak or self.widow or self.single_parent) and self.income <= 1_350_000:
            self.exempt = "income_1350000"
        elif self.income <= self._threshold(280_000, 168_000):
            self.exempt = "per_capita_threshold"
        elif self.income <= self._threshold(350_000, 320_000) and not self._elsewhere():
            self.exempt = "income_levy_threshold"
        else:
            self.exempt = None

    def _minor(self) -> bool:
        said = self.taxpayer.get("minor")
        return bool(said) if said is not None else "age" in self.request and self.age < 18

    def _elsewhere(self) -> bool:
        return bool(self.request.get("property_only"))

    def _threshold(self, base: int, addition: int) -> int:
        return base * (1 + self.count) + 100_000 + (addition if self.count else 0)

    # ---- deductions ---------------------------------------------------------------------

    def _deductions(self) -> None:
        self.student = (
            bool(self.taxpayer.get("working_student"))
            and self.income <= STUDENT_LIMIT[self.year]
            and self.work > 0
            and self.income - self.work <= 100_000
        )
        self.deductions = {
            "medical": self._medical(),
            "social_insurance": self._amount("deductions", "social_insurance"),
            "small_enterprise_mutual_aid": self._amount(
                "deductions", "small_enterprise_mutual_aid"
            ),
            "life_insurance": self._life(),
            "earthquake_insurance": self._earthquake(),
            "disability": self._disability(260_000, 300_000, 530_000),
            "widow": 260_000 * self.widow,
            "single_parent": 300_000 * self.single_parent,
            "working_student": 260_000 * self.student,
            "spouse": self._by_own((33, 22, 11), (38, 26, 13)),
            "spouse_special": self._spouse_special(),
            "dependant": self._dependants(33, 45, 38, 45),
            "specified_relative": self._specified_relatives(),
            "basic": self._basic(),
        }
        self.deduction_total = sum(self.deductions.values())

    def _medical(self) -> int:
        paid = self._amount("deductions", "medical", "paid")
        paid -= self._amount("deductions", "medical", "reimbursed")
        medical = min(max(paid - min(100_000, self.income * 5 // 100), 0), 2_000_000)
        bought = self._amount("deductions", "self_medication", "paid")
        bought -= self._amount("deductions", "self_medication", "reimbursed")
        return max(medical, min(max(bought - 12_000, 0), 88_000))

    def _life(self) -> int:
        def of(kind: str) -> int:
            return self._amount("deductions", "life_insurance", kind)

        general = life_class(of("general_new"), of("general_old"))
        pension = life_class(of("pension_new"), of("pension_old"))
        return min(general + life_class(of("nursing"), 0) + pension, 70_000)

    def _earthquake(self) -> int:
        half = ceil(Fraction(self._amount("deductions", "earthquake_insurance", "earthquake"), 2))
        old = self._amount("deductions", "earthquake_insurance", "old_long_term")
        by_old = _stairs(old, [(5_000, 1, 0), (15_000, 2, 2_500)], 10_000)
        return min(min(half, 25_000) + by_old, 25_000)

    def _disability(self, ordinary: int, special: int, cohabiting: int) -> int:
        worth = {"none": 0, "ordinary": ordinary, "special": special}
        own = worth[self.taxpayer.get("disability", "none")]
        for one in self._family():
            kind = one.get("disability", "none")
            own += cohabiting if kind == "special" and one.get("cohabiting") else worth[kind]
        return own

    def _own_class(self) -> int | None:
        for column, limit in enumerate((900, 950, 1_000)):
            if self.income <= limit * MAN:
                return column
        return None

    def _by_own(self, ordinary: tuple[int, ...], elderly: tuple[int, ...]) -> int:
        column = self._own_class()
        if self.spouse is None or not self._poor_spouse() or column is None:
            return 0
        return (elderly if self.spouse.get("age", 0) >= 70 else ordinary)[column] * MAN

    def _spouse_special(self) -> int:
        column = self._own_class()
        if self.spouse is None or self._poor_spouse() or column is None:
            return 0
        for up_to, *amounts in SPOUSE_SPECIAL:
            if self.spouse.get("income", 0) <= up_to * MAN:
                return amounts[column] * MAN
        return 0

    def _dependants(self, other: int, specified: int, elderly: int, parent: int) -> int:
        total = 0
        for one in self._counted():
            age = one.get("age", 0)
            if age >= 70:
                total += parent if one.get("cohabiting_parent") else elderly
            elif 19 <= age <= 22:
                total += specified
            elif age >= 16:
                total += other
        return total * MAN

    def _specified_relatives(self) -> int:
        if self.year < 2026:
            return 0
        total = 0
        for one in self.relatives:
            income = one.get("income", 0)
            if one in self.dependants or not 19 <= one.get("age", 0) <= 22:
                continue
            total += next(
                (amount for up_to, amount in SPECIFIED_RELATIVE if income <= up_to * MAN), 0
            )
        return total * MAN

    def _basic(self) -> int:
        for up_to, amount in ((2_400, 43), (2_450, 29), (2_500, 15)):
            if self.income <= up_to * MAN:
                return amount * MAN
        return 0

    def _gap(self) -> None:
        self.gap = 50_000 if self.income <= 2_500 * MAN else 0
        self.gap += self._disability(10_000, 100_000, 220_000)
        self.gap += 10_000 * self.widow + 10_000 * self.student
        if self.single_parent:
            self.gap += 50_000 if self.taxpayer["single_parent"] == "mother" else 10_000
        self.gap += self._by_own((5, 4, 2), (10, 6, 3))
        self.gap += self._dependants(5, 18, 10, 13)
        if self.year == 2025 and self.spouse and not self._poor_spouse():
            income, column = self.spouse.get("income", 0), self._own_class()
            if column is not None and income < 55 * MAN:
                self.gap += ((5, 4, 2) if income < 50 * MAN else (3, 2, 1))[column] * MAN

    # ---- levies and credits -------------------------------------------------------------

    def _levies(self) -> None:
        self.base = max(self.income - self.deduction_total, 0) // 1_000 * 1_000
        charged = self.exempt is None and not self._elsewhere()
        city = Fraction(self.base * 6, 100) * charged
        prefecture = Fraction(self.base * 4, 100) * charged
        self.levy = [floor(city), floor(prefecture)]
        self.calculated = tuple(self.levy)
        self.taken: dict[str, list[int]] = {}
        self._take("adjustment", self._adjustment())
        after_adjustment = list(self.levy)
        self._take("dividend", self._dividend())
        self._take("housing_loan", self._housing())
        self._take("donation", self._donation(after_adjustment))
        self._take("foreign_tax", self._foreign_tax())
        self._take("income_levy_relief", self._relief())
        self._take("fixed_reduction", self._fixed_reduction())
        withheld = self._amount("credits", "withheld_levy")
        prefecture_part = withheld * 2 // 5
        self._take("withheld_levy", [withheld - prefecture_part, prefecture_part])
        self.refund = withheld - sum(self.taken["withheld_levy"])
        self.income_levy = [levy // 100 * 100 for levy in self.levy]
        owes = self.exempt in (None, "income_levy_threshold")
        self.per_capita = [3_000 * owes, 1_000 * owes]
        self.forest = 1_000 * (owes and not self._elsewhere())
        self.total = sum(self.income_levy) + sum(self.per_capita) + self.forest

    def _take(self, name: str, credit: list[int]) -> None:
        self.taken[name] = [min(one, left) for one, left in zip(credit, self.levy, strict=True)]
        self.levy = [left - one for one, left in zip(self.taken[name], self.levy, strict=True)]

    def _adjustment(self) -> list[int]:
        if self.income > 2_500 * MAN:
            return [0, 0]
        if self.base <= 2_000_000:
            of = min(self.gap, self.base)
        else:
            of = max(self.gap - (self.base - 2_000_000), 50_000)
        return [of * 3 // 100, of * 2 // 100]

    def _dividend(self) -> list[int]:
        kinds = ("foreign_currency_trust", "investment_trust", "ordinary")
        amounts = [self._amount("credits", "dividend", kind) for kind in kinds]
        high = min(sum(amounts), max(0, self.base - 10**7))
        city = prefecture = Fraction(0)
        for amount, city_rate, rate in zip(amounts, (4, 8, 16), (3, 6, 12), strict=True):
            lower = min(high, amount)
            high -= lower
            weighed = amount - lower + Fraction(lower, 2)
            city += weighed * city_rate / 1_000
            prefecture += weighed * rate / 1_000
        return [ceil(city), ceil(prefecture)]

    def _housing(self) -> list[int]:
        loan: Request = self.request.get("credits", {}).get("housing_loan", {})
        percent, most = (7, 136_500) if loan.get("cap") == "7/100" else (5, 97_500)
        left = max(0, loan.get("available", 0) - loan.get("income_tax", 0))
        amount = min(left, loan.get("income_tax_base", 0) * percent // 100, most)
        return [ceil(Fraction(amount * 3, 5)), ceil(Fraction(amount * 2, 5))]

    def _donation(self, after_adjustment: list[int]) -> list[int]:
        gifts: Request = self.request.get("credits", {}).get("donation", {})
        hometown = gifts.get("hometown", 0)
        credit = []
        for body, (percent, share, only) in enumerate(
            ((6, Fraction(3, 5), "municipal_only"), (4, Fraction(2, 5), "prefectural_only"))
        ):
            given = hometown + gifts.get("community_chest", 0) + gifts.get(only, 0)
            counted = max(0, min(given, self.income * 30 // 100) - 2_000)
            rate, one_stop = self._hometown_rates()
            special = ceil(max(0, hometown - 2_000) * rate * share)
            special = min(special, ceil(Fraction(after_adjustment[body], 5)))
            extra = ceil(special * one_stop) if gifts.get("one_stop") else 0
            credit.append(ceil(Fraction(counted * percent, 100)) + special + extra)
        return credit

    def _hometown_rates(self) -> tuple[Fraction, Fraction]:
        base = self.base - self.gap
        if self.year >= 2026:
            national = next(
                (amount for up_to, amount in NATIONAL_BASIC_2026 if self.income <= up_to * MAN), 48
            )
            base -= (national - 48) * MAN
        percent, numerator = next((rate, stop) for up_to, rate, stop in HOMETOWN if base <= up_to)
        one_stop = numerator / ONE_STOP_DENOMINATOR[numerator]
        return (Fraction(90) if base < 0 else percent) / 100, one_stop

    def _foreign_tax(self) -> list[int]:
        left = self._amount("credits", "foreign_tax", "remaining")
        national = self._amount("credits", "foreign_tax", "national_limit")
        prefecture = min(left, ceil(Fraction(national * 12, 100)))
        return [min(left - prefecture, ceil(Fraction(national * 18, 100))), prefecture]

    def _relief(self) -> list[int]:
        levies = sum(self.levy)
        gap = self._threshold(350_000, 320_000) - (self.income - levies)
        gap = min(max(gap, 0), levies)
        return [ceil(Fraction(gap * one, levies)) if levies else 0 for one in self.levy]

    def _fixed_reduction(self) -> list[int]:
        abroad = self.spouse is not None and self.spouse.get("abroad") == "yes"
        fits = 10**7 < self.income <= 18_050_000 and self._poor_spouse() and not abroad
        levies = sum(self.levy)
        if self.year != 2025 or not fits or not levies:
            return [0, 0]
        whole = min(10_000, levies)
        prefecture = min(ceil(Fraction(whole * self.levy[1], levies)), self.levy[1])
        return [whole - prefecture, prefecture]

    def answer(self) -> Request:
        """Return the figures in the shape of the contract."""
        return {
            "tax_year": self.year,
            "exempt": self.exempt,
            "income": {
                "employment": self.employment,
                "public_pension": self.pension,
                "income_adjustment_child": self.child,
                "income_adjustment_pension": self.both,
            },
            "total_income": self.income,
            "aggregate_income": self.income,
            "total_income_etc": self.income,
            "exemption_count": self.count,
            "deductions": {"casualty": 0} | self.deductions,
            "deduction_total": self.deduction_total,
            "tax_base": {"comprehensive": self.base},
            "personal_deduction_gap": self.gap,
            "calculated_levy": _both(self.calculated),
            "credits": {name: _both(taken) for name, taken in self.taken.items()},
            "income_levy": _both(self.income_levy),
            "per_capita_levy": _both(self.per_capita),
            "forest_environment_tax": self.forest,
            "withheld_levy_refund": self.refund,
            "total": self.total,
        }


def _both(amounts: tuple[int, ...] | list[int]) -> dict[str, int]:
    return {"municipal": amounts[0], "prefectural": amounts[1]}
