"""What a person's documents come to in the ledger: the tax, how it is collected, and why.

Each expected tax is worked by hand from the statutes: city levy (6 %) less its credit, and
prefectural levy (4 %) less its own, each cut to hundreds, and 5,000 yen per head with the
forest tax. The comment beside a case is the working.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.apps.assessment.models import AssessmentVersion
from juminzei.platform.staff.services import batch_member
from support.document_rows import pension, person_on_the_list, wage
from support.moments import START
from support.small_city import calculated

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
AGED_70 = {"birth_on": date(1955, 5, 5)}
LEFT = {"left_on": date(2025, 6, 30), "payer_name": "株式会社前川製作所"}


def assessed(
    wages: list[dict[str, Any]],
    pensions: list[dict[str, Any]] | None = None,
    **person: object,
) -> AssessmentVersion:
    """Return the version of a person with these documents; each names its ``revenue``."""
    number = person_on_the_list(1, **person)
    for slip in wages:
        wage(number, **slip)
    for slip in pensions or []:
        pension(number, **slip)
    calculated(batch_member(START))
    return AssessmentVersion.objects.get(addressee_id=number)


def collected(found: AssessmentVersion) -> tuple[int, int, int]:
    return found.special_amount, found.pension_amount, found.ordinary_amount


EMPLOYERS = [
    pytest.param(
        # 2,000,000 + 1,200,000 → 2,160,000; − 300,000 − 430,000 = 1,430,000
        [
            {"revenue": 2_000_000, "income_stated": 1_320_000, "social_insurance": 300_000},
            {"revenue": 1_200_000, **LEFT},
        ],
        (84_300 + 56_200 + 5_000, 0, 0),
        "employer",
        id="two employers in turn: 85,800-1,500 + 57,200-1,000 + 5,000 = 145,500",
    ),
    pytest.param(
        # 3,000,000 + 500,000 → 2,370,000; − 430,000 = 1,940,000
        [{"revenue": 3_000_000}, {"revenue": 500_000, "secondary": True}],
        (114_900 + 76_600 + 5_000, 0, 0),
        "employer",
        id="a second job (乙欄) beside: 116,400-1,500 + 77,600-1,000 + 5,000 = 196,500",
    ),
    pytest.param(
        # 2,500,000 → 1,670,000; − 430,000 = 1,240,000
        [{"revenue": 2_500_000, "secondary": True}],
        (0, 0, 72_900 + 48_600 + 5_000),
        "secondary",
        id="a second job (乙欄) alone: 74,400-1,500 + 49,600-1,000 + 5,000 = 126,500",
    ),
    pytest.param(
        # 1,500,000 three times = 4,500,000 → 3,160,000; − 430,000 = 2,730,000
        [{"revenue": 1_500_000, "payer_name": f"株式会社{name}"} for name in "甲乙丙"],
        (162_300 + 108_200 + 5_000, 0, 0),
        "employer",
        id="three at once: 163,800-1,500 + 109,200-1,000 + 5,000 = 275,500",
    ),
    pytest.param(
        # 1,200,000 is within 3,000,000 → 2,020,000; − 450,000 − 430,000 = 1,140,000
        [
            {
                "revenue": 3_000_000,
                "income_stated": 2_020_000,
                "social_insurance": 450_000,
                "previous_payer_name": "(株)前川製作所",
                "previous_revenue": 1_200_000,
                "previous_social_insurance": 180_000,
            },
            {"revenue": 1_200_000, "social_insurance": 180_000, **LEFT},
        ],
        (66_900 + 44_600 + 5_000, 0, 0),
        "employer",
        id="a previous job in columns, reported too: 68,400-1,500 + 45,600-1,000 + 5,000",
    ),
    pytest.param(
        # the same, told in 摘要 and by nobody else
        [
            {
                "revenue": 3_000_000,
                "income_stated": 2_020_000,
                "social_insurance": 450_000,
                "note": "前職（株）前川製作所　支払金額1,200,000円　社会保険料180,000円",
            }
        ],
        (66_900 + 44_600 + 5_000, 0, 0),
        "employer",
        id="a previous job in words: 68,400-1,500 + 45,600-1,000 + 5,000 = 116,500",
    ),
    pytest.param(
        # the corrected 3,000,000 alone → 2,020,000; − 430,000 = 1,590,000
        [
            {"revenue": 9_000_000, "state": "replaced"},
            {"revenue": 3_000_000, "submission": "2"},
        ],
        (93_900 + 62_600 + 5_000, 0, 0),
        "employer",
        id="a correction: 95,400-1,500 + 63,600-1,000 + 5,000 = 161,500",
    ),
    pytest.param(
        [{"revenue": 9_000_000, "state": "cancelled"}],
        (0, 0, 0),
        "no_document",
        id="a cancellation leaves nothing",
    ),
]


@pytest.mark.parametrize(("wages", "expected", "reason"), EMPLOYERS)
def test_the_wages_of_a_year_come_to(
    wages: list[dict[str, Any]], expected: tuple[int, int, int], reason: str
) -> None:
    found = assessed(wages)

    assert (collected(found), found.method_reason) == (expected, reason)
    assert found.total == sum(expected)


FAMILIES = [
    pytest.param(
        # 3,560,000 − 750,000 − 430,000 − 330,000 − 450,000 − 330,000 = 1,270,000;
        # 差 50,000 + 50,000 + 180,000 + 50,000 = 330,000, of which 3 % and 2 %
        {"spouse_status": "1", "dependants_specified": 1, "dependants_other": 1},
        750_000,
        66_300 + 44_200 + 5_000,
        id="spouse, a student, a brother: 76,200-9,900 + 50,800-6,600 + 5,000 = 115,500",
    ),
    pytest.param(
        # 3,560,000 − 430,000 − 380,000 = 2,750,000; 差 50,000 + 100,000 − 750,000 < 50,000
        {"spouse_status": "1", "spouse_elderly": True},
        0,
        163_500 + 109_000 + 5_000,
        id="a spouse of 70: 165,000-1,500 + 110,000-1,000 + 5,000 = 277,500",
    ),
    pytest.param(
        # 3,560,000 − 290,000 − 430,000 − 330,000 − 450,000 = 2,060,000;
        # 差 50,000 + 50,000 + 130,000 − 60,000 = 170,000: 5,100 and 3,400
        {"spouse_status": "1", "dependants_elderly": 1, "dependants_elderly_cohabiting": 1},
        290_000,
        118_500 + 79_000 + 5_000,
        id="spouse and a parent at home: 123,600-5,100 + 82,400-3,400 + 5,000 = 202,500",
    ),
    pytest.param(
        # children under 16 deduct nothing: 3,560,000 − 430,000 = 3,130,000
        {"dependants_under16": 2},
        0,
        186_300 + 124_200 + 5_000,
        id="two children under 16: 187,800-1,500 + 125,200-1,000 + 5,000 = 315,500",
    ),
    pytest.param(
        # 3,560,000 − 430,000 − 330,000 − 530,000 = 2,270,000; 差 320,000 − 270,000 = 50,000
        {"dependants_other": 1, "disabled_special": 1, "disabled_special_cohabiting": 1},
        0,
        134_700 + 89_800 + 5_000,
        id="a specially disabled son at home: 136,200-1,500 + 90,800-1,000 + 5,000 = 229,500",
    ),
    pytest.param(
        # new general 80,000 → 28,000: 3,130,000 − 28,000 = 3,102,000
        {"life_general_new": 80_000},
        0,
        184_600 + 123_000 + 5_000,
        id="life insurance: 186,120-1,500 → 184,600; 124,080-1,000 → 123,000; 5,000",
    ),
]


@pytest.mark.parametrize(("declared", "insurance", "expected"), FAMILIES)
def test_a_salary_of_5_000_000_with_a_family_comes_to(
    declared: dict[str, Any], insurance: int, expected: int
) -> None:
    found = assessed([{"revenue": 5_000_000, "social_insurance": insurance, **declared}])

    assert (found.total, found.method) == (expected, "special")


@pytest.mark.parametrize(
    ("wages", "pensions"),
    [
        pytest.param({"spouse_status": "1"}, {}, id="on the wage report"),
        pytest.param({}, {"spouse_status": "1"}, id="on the pension report"),
        pytest.param({"spouse_status": "1"}, {"spouse_status": "1"}, id="on both, once"),
    ],
)
def test_a_spouse_declared_on_either_report_is_deducted_once(
    wages: dict[str, Any], pensions: dict[str, Any]
) -> None:
    found = assessed(
        [{"revenue": 3_000_000, **wages}],
        [{"revenue": 2_400_000, "social_insurance": 100_000, **pensions}],
        **AGED_70,
    )

    # 2,020,000 + 1,300,000 − 100,000 (wage and pension) − 100,000 − 430,000 − 330,000
    # = 2,360,000; 差 100,000 − 360,000 < 50,000
    assert found.tax_base == 2_360_000
    # 141,600 − 1,500 + 94,400 − 1,000 + 5,000
    assert found.total == 140_100 + 93_400 + 5_000


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(2_040_000, 0, id="1,348,000 is not over 1,350,000: exempt"),
        # 1,350,800 − 430,000 − 260,000 = 660,800 → 660,000; 差 60,000: 1,800 and 1,200
        pytest.param(
            2_044_000,
            37_800 + 25_200 + 5_000,
            id="1,350,800 is: 39,600-1,800 + 26,400-1,200 + 5,000 = 68,000",
        ),
    ],
)
@pytest.mark.parametrize("where", ["wage", "pension"])
def test_a_disabled_persons_tax_begins_above_1_350_000(
    where: str, revenue: int, expected: int
) -> None:
    disabled = {"self_disability": "ordinary"}
    found = assessed(
        [{"revenue": revenue, **(disabled if where == "wage" else {})}],
        [{"revenue": 1, **disabled}] if where == "pension" else [],
    )

    assert found.total == expected
    assert found.method_reason == ("employer" if expected else "no_tax")


@pytest.mark.parametrize(
    ("birth_on", "expected"),
    [
        pytest.param(date(2008, 1, 3), 0, id="17 on 1 January: 1,320,000 is exempt"),
        # 1,320,000 − 430,000 = 890,000: 53,400 − 1,500 and 35,600 − 1,000
        pytest.param(
            date(2008, 1, 2), 51_900 + 34_600 + 5_000, id="18: 51,900 + 34,600 + 5,000 = 91,500"
        ),
    ],
)
def test_a_minors_first_salary_of_2_000_000(birth_on: date, expected: int) -> None:
    assert assessed([{"revenue": 2_000_000}], birth_on=birth_on).total == expected


@pytest.mark.parametrize(
    ("sex", "expected"),
    [
        # 2,020,000 − 430,000 − 300,000 = 1,290,000: 77,400 and 51,600
        pytest.param("1", 75_600 + 50_400 + 5_000, id="father: 差 60,000 = 1,800 + 1,200"),
        pytest.param("2", 74_400 + 49_600 + 5_000, id="mother: 差 100,000 = 3,000 + 2,000"),
    ],
)
def test_a_single_parents_salary_of_3_000_000(sex: str, expected: int) -> None:
    found = assessed([{"revenue": 3_000_000, "single_parent": True}], sex=sex)
    assert found.total == expected


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(1_030_000, 0, id="380,000 is not over 380,000 (級地3): nothing"),
        pytest.param(1_030_001, 5_000, id="380,001: per head only"),
        pytest.param(1_100_000, 5_000, id="450,000 is not over 450,000: per head only"),
        # 450,001 − 430,000 → 20,000: 600 + 400 would leave less than 450,000
        pytest.param(1_100_001, 5_000, id="450,001: only 1 yen may be levied, cut to nothing"),
        # 600 + 400 less 400, by 3 to 2: 360 and 240
        pytest.param(1_100_600, 300 + 200 + 5_000, id="450,600: 600 may be: 300 + 200 + 5,000"),
        # 22,000: 1,320 − 660 and 880 − 440
        pytest.param(1_102_000, 600 + 400 + 5_000, id="452,000: 2,000 may be: 600 + 400 + 5,000"),
    ],
)
def test_where_the_tax_of_a_single_employee_begins(revenue: int, expected: int) -> None:
    found = assessed([{"revenue": revenue}])

    assert found.total == expected
    assert found.special_amount == expected


PENSIONERS = [
    pytest.param(
        # 1,500,000 × 75 % − 275,000 = 850,000; − 20,000 − 430,000 = 400,000
        {"birth_on": date(1961, 4, 3)},
        1_500_000,
        20_000,
        ("ordinary", "pension_under_65", (0, 0, 42_500)),
        id="64 on 1 April: 24,000-1,500 + 16,000-1,000 + 5,000 by slip",
    ),
    pytest.param(
        {"birth_on": date(1961, 4, 2)},
        1_500_000,
        20_000,
        ("pension", "pension_first", (0, 21_200, 21_300)),
        id="65 on 1 April, 64 at the end of 2025: half of it, 21,250 → 21,200, from the pension",
    ),
    pytest.param(
        # 65 on 31 December: 1,500,000 − 1,100,000 = 400,000 > 380,000, ≤ 450,000
        {"birth_on": date(1961, 1, 1)},
        1_500_000,
        20_000,
        ("pension", "pension_first", (0, 2_500, 2_500)),
        id="born 1 January 1961: the deduction of 65, so 2,500 and 2,500 per head",
    ),
    pytest.param(
        # 1,300,000 − 430,000 = 870,000
        AGED_70,
        2_400_000,
        0,
        ("ordinary", "pension_uninsured", (0, 0, 89_500)),
        id="no insurance withheld: 52,200-1,500 + 34,800-1,000 + 5,000 by slip",
    ),
    pytest.param(
        AGED_70, 1_480_000, 20_000, ("none", "no_tax", (0, 0, 0)), id="380,000: nothing due"
    ),
]


@pytest.mark.parametrize(("person", "revenue", "insurance", "expected"), PENSIONERS)
def test_a_pension_comes_to(
    person: dict[str, Any],
    revenue: int,
    insurance: int,
    expected: tuple[str, str, tuple[int, int, int]],
) -> None:
    found = assessed([], [{"revenue": revenue, "social_insurance": insurance}], **person)

    assert (found.method, found.method_reason, collected(found)) == expected


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        # 271,500 together, of which 107,500 of levy on the pension. Of the pension's part
        # half, cut to hundreds, is withheld; the other half is paid by slip in this first year.
        pytest.param({}, (164_000, 53_700, 53_800), id="withheld: the salary bears the 5,000"),
        # 112,500 → 56,200 and 56,300; 159,000 on the salary
        pytest.param(LEFT, (0, 56_200, 215_300), id="left: the pension bears the 5,000"),
        pytest.param(
            {"secondary": True}, (0, 56_200, 215_300), id="乙欄: the pension bears the 5,000"
        ),
        pytest.param(
            {"ordinary_collection": True, "ordinary_reason": "C"},
            (0, 56_200, 215_300),
            id="普C: the pension bears the 5,000",
        ),
    ],
)
def test_a_salary_and_a_pension_are_collected_apart_and_the_fixed_charge_once(
    job: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    found = assessed(
        [{"revenue": 3_000_000, **job}],
        [{"revenue": 2_400_000, "social_insurance": 100_000}],
        **AGED_70,
    )

    assert (found.method, collected(found)) == ("mixed", expected)
    assert found.total == 271_500


@pytest.mark.parametrize("letter", "ABCDEF")
def test_an_employers_reason_against_withholding_reaches_the_ledger(letter: str) -> None:
    said = {"ordinary_collection": True, "ordinary_reason": letter}
    found = assessed([{"revenue": 3_000_000, **said}])

    # 1,590,000: 93,900 + 62,600 + 5,000 by payment slips of 40,000 after the first
    assert (found.method_reason, collected(found)) == (
        f"reason_{letter.lower()}",
        (0, 0, 161_500),
    )
    amounts = found.instalments.order_by("term").values_list("kind", "amount")
    assert list(amounts) == [
        ("ordinary", 41_500),
        ("ordinary", 40_000),
        ("ordinary", 40_000),
        ("ordinary", 40_000),
    ]
    assert found.special_document_id is None
