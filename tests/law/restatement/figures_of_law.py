"""The law's figures once more, typed from the rules by hand; nothing is read from the kernel."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

MAN = 10_000
FIRST, LAST = 2021, 2027


def since(first: Any, **later: Any) -> dict[int, Any]:  # noqa: ANN401 - an amount or a table
    """Return one figure a tax year: ``first`` from 2021, ``y2026`` from 2026 and so on."""
    found, now = {}, first
    for year in range(FIRST, LAST + 1):
        now = later.get(f"y{year}", now)
        found[year] = now
    return found


# ---- incomes (所得税法28条, 35条, 租税特別措置法27条) --------------------------------------

LEAST_PAY_DEDUCTION = since(55 * MAN, y2026=65 * MAN, y2027=74 * MAN)
PAY_TABLE_FROM = since(1_628_000, y2026=1_900_000, y2027=2_200_000)
"""From here on the rows of 4,000 yen; below, the odd rows of each year."""
ODD_PAY_ROWS = since(
    [
        (1_619_000, 1_069_000),
        (1_620_000, 1_070_000),
        (1_622_000, 1_072_000),
        (1_624_000, 1_074_000),
    ],
    y2026=[],
    y2027=[(2_191_000, 1_451_000), (2_193_000, 1_453_000), (2_196_000, 1_456_000)],
)
"""(from this revenue, this income)."""
HOME_WORK_EXPENSES = since(55 * MAN, y2026=65 * MAN, y2027=69 * MAN)

# ---- relatives ----------------------------------------------------------------------------

DEPENDANT_LIMIT = since(48 * MAN, y2026=58 * MAN, y2027=62 * MAN)
STUDENT_LIMIT = since(75 * MAN, y2026=85 * MAN, y2027=89 * MAN)
SPECIFIED_RELATIVE_YEARS = (2026, 2027)
SPECIFIED_RELATIVE = [(95, 45), (100, 41), (105, 31), (110, 21), (115, 11), (120, 6), (123, 3)]
SPOUSE_SPECIAL = [
    (100, (33, 22, 11)),
    (105, (31, 21, 11)),
    (110, (26, 18, 9)),
    (115, (21, 14, 7)),
    (120, (16, 11, 6)),
    (125, (11, 8, 4)),
    (130, (6, 4, 2)),
    (133, (3, 2, 1)),
]
SPOUSE_SPECIAL_GAP_YEARS = (2021, 2022, 2023, 2024, 2025)

# ---- who is taxed -------------------------------------------------------------------------

MINOR_BELOW = since(20, y2023=18)
MARRIED_ARE_ADULT_YEARS = (2021, 2022)
GRADES = {1: (350_000, 210_000), 2: (315_000, 189_000), 3: (280_000, 168_000)}

# ---- levies -------------------------------------------------------------------------------

FOREST_TAX = since(0, y2024=1_000)
CITIES: dict[str, dict[str, Any]] = {
    "112101": {
        "grade": 3,
        "designated": False,
        "rates": ("6/100", "4/100"),
        "per_capita": since((3_500, 1_500), y2024=(3_000, 1_000)),
    },
    # 横浜市: 横浜みどり税 900円; 神奈川県: 水源環境保全税 0.025％ and 300円
    "141003": {
        "grade": 1,
        "designated": True,
        "rates": ("8/100", "2.025/100"),
        "per_capita": since((4_400, 1_800), y2024=(3_900, 1_300)),
    },
}
SEPARATE_RATES = {
    "land_short": (54, 36),
    "land_short_reduced": (30, 20),
    "land_long": (30, 20),
    "land_long_superior": (30, 20),
    "land_long_residence": (30, 20),
    "listed_dividend": (30, 20),
    "unlisted_shares": (30, 20),
    "listed_shares": (30, 20),
    "futures": (30, 20),
}
"""Of a thousand, city and prefecture; forestry and retirement bear the rate of the ordinance."""
LOWER_TIERS = {"land_long_superior": 2_000 * MAN, "land_long_residence": 6_000 * MAN}
"""Up to here 24 and 16 of a thousand."""
DESIGNATED_RATES = {(54, 36): (72, 18), (30, 20): (40, 10), (24, 16): (32, 8)}

# ---- credits ------------------------------------------------------------------------------

NATIONAL_BASIC = since(
    [],
    y2026=[(132, 95), (336, 88), (489, 68), (655, 63), (2_350, 58)],
    y2027=[(489, 104), (655, 67), (2_350, 62)],
)
INCOME_TAX_BRACKETS = [
    (195 * MAN, 84_895, (5_105, 84_895)),
    (330 * MAN, 79_790, (10_210, 79_790)),
    (695 * MAN, 69_580, (20_420, 69_580)),
    (900 * MAN, 66_517, (23_483, 66_517)),
    (1_800 * MAN, 56_307, (33_693, 56_307)),
    (4_000 * MAN, 49_160, (33_693, 56_307)),
    (10**15, 44_055, (33_693, 56_307)),
]
"""(up to, 特例控除 of 100,000, 申告特例 as a fraction)."""


@lru_cache
def rate_of(text: str) -> tuple[int, int]:
    """Return ``"2.025/100"`` as (2025, 100000)."""
    top, bottom = text.split("/")
    whole, _, decimals = top.partition(".")
    return int(whole + decimals), int(bottom) * 10 ** len(decimals)
