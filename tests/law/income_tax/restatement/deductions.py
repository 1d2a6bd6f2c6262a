"""所得控除 of one person, from 所得税法72条 to 86条."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from law.restatement import insurance
from law.restatement.family import first_row, own_class

if TYPE_CHECKING:
    from law.restatement import Restatement

Request = dict[str, Any]
Told = dict[str, int]
NOTHING: Request = {}
MAN = 10_000
STUDENT = {2025: 85, 2026: 89}
BASIC = {
    2025: [(132, 95), (336, 88), (489, 68), (655, 63), (2_350, 58)],
    2026: [(489, 104), (655, 67), (2_350, 62)],
}
BASIC_OF_ALL = [(2_400, 48), (2_450, 32), (2_500, 16)]
SPOUSE = [
    (95, (38, 26, 13)),
    (100, (36, 24, 12)),
    (105, (31, 21, 11)),
    (110, (26, 18, 9)),
    (115, (21, 14, 7)),
    (120, (16, 11, 6)),
    (125, (11, 8, 4)),
    (130, (6, 4, 2)),
    (133, (3, 2, 1)),
]
RELATIVE = [
    *((85, 63), (90, 61), (95, 51), (100, 41), (105, 31)),
    *((110, 21), (115, 11), (120, 6), (123, 3)),
]


def all_of(case: Restatement, told: Told, year: int) -> dict[str, int]:
    """Return every deduction by its name."""
    given, family = case.request.get("deductions", NOTHING), case.family
    taxpayer = case.taxpayer
    parent = bool(taxpayer.get("single_parent"))
    small = case.aggregate <= 500 * MAN
    student = (
        bool(taxpayer.get("working_student"))
        and case.aggregate <= STUDENT.get(year, 75) * MAN
        and case.work > 0
        and case.aggregate - case.work <= 100_000
    )
    return {
        "casualty": insurance.casualty(given.get("casualty", NOTHING), case.income_etc),
        "medical": insurance.medical(given, case.income_etc),
        "social_insurance": given.get("social_insurance", 0),
        "small_enterprise_mutual_aid": given.get("small_enterprise_mutual_aid", 0),
        "life_insurance": life(
            given.get("life_insurance", NOTHING), child=year >= 2026 and _child(case, told)
        ),
        "earthquake_insurance": earthquake(given.get("earthquake_insurance", NOTHING)),
        "donation": max(0, min(gifts(case.request, told), case.income_etc * 40 // 100) - 2_000),
        "disability": family.disability(
            taxpayer.get("disability", "none"), 270_000, 400_000, 750_000
        ),
        "widow": 270_000 if taxpayer.get("widow") and not parent and small else 0,
        "single_parent": 350_000 if parent and small else 0,
        "working_student": 270_000 * student,
        "spouse": family.of_spouse(case.aggregate, (38, 26, 13), (48, 32, 16)),
        "spouse_special": _spouse_special(case),
        "dependant": family.of_dependants(38, 63, 48, 58),
        "specified_relative": _relatives(case) if year >= 2025 else 0,
        "basic": first_row(case.aggregate, BASIC.get(year, []) + BASIC_OF_ALL, 0) * MAN,
    }


def gifts(request: Request, told: Told) -> int:
    """Return the gifts that are deducted from the income."""
    donation: Request = request.get("credits", NOTHING).get("donation", NOTHING)
    counted: int = donation.get("hometown", 0) + donation.get("community_chest", 0)
    return counted + told.get("donation_specified", 0)


def life(given: Request, *, child: bool) -> int:
    """生命保険料控除."""
    raised = 60_000 if child else 40_000
    general = _of_class(given.get("general_new", 0), given.get("general_old", 0), raised)
    pension = _of_class(given.get("pension_new", 0), given.get("pension_old", 0), 40_000)
    return min(general + _of_class(given.get("nursing", 0), 0, 40_000) + pension, 120_000)


def _of_class(new: int, old: int, most: int) -> int:
    """Return one class; the steps of new contracts are at a half, all and twice ``most``."""
    by_new = _stairs(new, most)
    by_old = _stairs(old, 50_000)
    return max(by_old, min(by_new + by_old, most))


def _stairs(paid: int, most: int) -> int:
    """Return all up to a half of ``most``, then a half, then a quarter, 1 yen up."""
    if paid <= most // 2:
        return paid
    if paid <= most:
        return most // 4 + -(-paid // 2)
    return min(most, most // 2 + -(-paid // 4))


def earthquake(given: Request) -> int:
    """地震保険料控除."""
    old: int = given.get("old_long_term", 0)
    new: int = given.get("earthquake", 0)
    if old > 10_000:
        old = min(15_000, 5_000 + -(-old // 2))
    return min(50_000, min(50_000, new) + old)


def _child(case: Restatement, told: Told) -> bool:
    ages = [one.get("age", 0) for one in case.family.dependants]
    return bool(told.get("child_under23")) or any(age < 23 for age in ages)


def _spouse_special(case: Restatement) -> int:
    spouse, column = case.family.spouse, own_class(case.aggregate)
    if spouse is None or case.family.poor_spouse or column is None:
        return 0
    return first_row(spouse["income"], SPOUSE, (0, 0, 0))[column] * MAN


def _relatives(case: Restatement) -> int:
    return MAN * sum(
        first_row(one["income"], RELATIVE, 0)
        for one in case.family.richer
        if 19 <= one.get("age", 0) <= 22
    )
