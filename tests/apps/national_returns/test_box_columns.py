"""KR-08, KR-09: which column of the inhabitant tax each box of a return feeds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.national_returns.services.box_columns import out_of_range, stated_of
from juminzei.apps.national_returns.services.handed_return import (
    Whose,
    all_columns,
    handed_document,
    relatives_of,
)
from juminzei.apps.national_returns.services.remarks import remarks_of
from juminzei.kernel.columns import column_kinds
from juminzei.platform.documents.channel import Channel, Source
from support.made_up_returns import a_return, number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.formats.national_return_record import Value

    Rows = dict[str, list[dict[str, Value]]]


BORN = date(1980, 4, 2)
SELF = {"age": 45}
BY_ITSELF = {
    "ABB00080": "revenue_employment",
    "ABB00100": "revenue_public_pension",
    "ABB00300": "income_business",
    "ABB00320": "income_business",
    "ABB00340": "income_real_estate",
    "ABB00350": "income_interest",
    "ABB00360": "income_dividend",
    "ABB01090": "income_miscellaneous",
    "ABB01120": "income_miscellaneous",
    "ABB00450": "social_insurance",
    "ABB00460": "small_enterprise_mutual_aid",
    "ABH00215": "life_general_new",
    "ABH00220": "life_general_old",
    "ABH00225": "life_pension_new",
    "ABH00230": "life_pension_old",
    "ABH00235": "life_nursing",
    "ABH00250": "earthquake",
    "ABH00260": "old_long_term",
    "ABI00104": "withheld_levy",
    "ABI00106": "withheld_levy",
    "ABI00240": "donation_hometown",
    "ABI00250": "donation_community_chest",
    "ABI00270": "donation_prefectural_only",
    "ABI00280": "donation_municipal_only",
    "ABL00220": "separate_land_short",
    "ABL00230": "separate_land_short_reduced",
    "ABL00250": "separate_land_long",
    "ABL00260": "separate_land_long_superior",
    "ABL00270": "separate_land_long_residence",
    "ABL00305": "separate_unlisted_shares",
    "ABL00310": "separate_listed_shares",
    "ABL00325": "separate_listed_dividend",
    "ABL00350": "separate_futures",
    "ABL00360": "forestry",
    "ABL00410": "retirement",
    "ABH00070": "casualty_disaster_cost",
    "ABP00500": "loss_carryforward",
    "ABP00620": "loss_carryforward",
    "ABP00740": "loss_carryforward",
    "ABP00570": "residence_carryforward",
    "ABP00820": "casualty_carryforward",
    "ABL00950": "futures_carryforward",
    "ABL00920": "listed_shares_carryforward",
    "ABL00937": "listed_shares_carryforward",
    "ABB00830": "loss_carryforward",
}


def columns(
    values: Mapping[str, Value], rows: Mapping[str, Sequence[Mapping[str, Value]]] | None = None
) -> dict[str, int]:
    """Return what these boxes feed, without the taxpayer's own age."""
    found = all_columns(a_return(values, rows), BORN)
    assert found.pop("age") == 45
    return found


@pytest.mark.parametrize(("box", "column"), BY_ITSELF.items())
def test_a_box_feeds_its_column(box: str, column: str) -> None:
    assert columns({box: 123_456}) == {column: 123_456}


def test_boxes_of_one_column_are_added_and_losses_stay_losses() -> None:
    assert columns({"ABB00300": -300, "ABB00320": 100}) == {"income_business": -200}
    assert columns({"ABB01090": 5, "ABB01120": 7}) == {"income_miscellaneous": 12}
    assert columns({"ABI00104": 5, "ABI00106": 7}) == {"withheld_levy": 12}


def test_small_dividends_take_the_place_of_the_dividends() -> None:
    """KR-08: for the inhabitant tax the small ones are declared too."""
    assert columns({"ABB00360": 100_000, "ABI00090": 130_000}) == {"income_dividend": 130_000}


def test_gains_come_from_the_details_or_get_their_deduction_back() -> None:
    details: Rows = {
        "ABX00000": [
            {"ABX00250": "総合短期", "ABX00310": 800_000},
            {"ABX00250": "一時", "ABX00310": 900_000},
        ]
    }
    boxes: dict[str, Value] = {"ABB00130": 300_000, "ABB00230": 400_000}
    assert columns(boxes, details) == {"transfer_short": 800_000, "occasional": 900_000}
    assert columns(boxes) == {"transfer_short": 800_000, "occasional": 900_000}
    both: dict[str, Value] = {"ABB00130": 300_000, "ABB00180": 400_000}
    assert columns(both) == {"transfer_short": 800_000, "transfer_long": 400_000}


@pytest.mark.parametrize(
    ("total", "floor"), [(1_999_999, 99_999), (2_000_000, 100_000), (9_000_000, 100_000), (-5, 0)]
)
def test_medical_expenses_give_the_deduction_again(total: int, floor: int) -> None:
    found = columns({"ABB00440": 30_000, "ABB00410": total})
    assert found == {"medical_paid": 30_000 + floor}


MEDICAL: dict[str, Value] = {"ABB00410": 3_000_000, "DHD00010": 250_000, "DHD00020": 40_000}
CALCULATED_BACK = "医療費は、所得税の控除額から逆に計算した額です。"


@pytest.mark.parametrize(
    ("deduction", "expected"),
    [
        (110_000, {"medical_paid": 250_000, "medical_reimbursed": 40_000}),
        (109_999, {"medical_paid": 209_999}),
        (110_001, {"medical_paid": 210_001}),
    ],
)
def test_a_medical_statement_tells_the_expenses_if_it_gives_the_same_deduction(
    deduction: int, expected: dict[str, int]
) -> None:
    values = {**MEDICAL, "ABB00440": deduction}
    assert columns(values) == expected
    one = a_return(values)
    said = remarks_of(one, all_columns(one, BORN))
    agrees = "medical_reimbursed" in expected
    assert (CALCULATED_BACK in said) is not agrees
    assert ("医療費控除の明細書の額と、申告書の控除額が合いません。" in said) is not agrees


def test_a_medical_statement_may_tell_more_than_the_most_that_is_deducted() -> None:
    values: dict[str, Value] = {**MEDICAL, "DHD00010": 9_000_000, "ABB00440": 2_000_000}
    assert columns(values)["medical_paid"] == 9_000_000


def test_without_a_statement_nothing_is_said_to_contradict() -> None:
    one = a_return({"ABB00440": 30_000, "ABB00410": 3_000_000})
    said = remarks_of(one, all_columns(one, BORN))
    assert CALCULATED_BACK in said
    assert not any("明細書の額" in words for words in said)


def test_a_farms_statement_is_kept_beside_the_return() -> None:
    """Income itself comes from 第一表; the statement's figures are kept by name."""
    one = a_return({"ABB00320": 700_000, "APF00180": 3_000_000, "APF00600": 700_000})
    stated = stated_of(one)
    assert stated["statement_farm_revenue"] == 3_000_000
    assert stated["statement_farm_income"] == 700_000
    assert all_columns(one, None)["income_business"] == 700_000


def test_self_medication_has_its_own_floor() -> None:
    assert columns({"ABB00440": 8_000, "ABB00435": "1"}) == {"self_medication_paid": 20_000}


def test_the_special_deduction_of_land_is_put_back_where_it_is_clear() -> None:
    one: dict[str, Value] = {"ABL00270": 5_000_000, "ABL00863": 30_000_000}
    assert columns(one) == {
        "separate_land_long_residence": 35_000_000,
        "separate_land_long_residence_deduction": 30_000_000,
    }
    two: dict[str, Value] = {**one, "ABL00250": 1}
    assert columns(two) == {"separate_land_long_residence": 5_000_000, "separate_land_long": 1}
    assert any("特別控除をどれから" in remark for remark in remarks(two))


def test_a_housing_loan_is_known_by_its_credit_and_the_tax_before_it() -> None:
    boxes: dict[str, Value] = {
        "ABB00650": 90_000,
        "ABB00590": 100_000,
        "ABB00600": 4_000,
        "ABB00580": 2_000_000,
        "ABB00360": 40_000,
    }
    assert columns(boxes) == {
        "housing_loan_available": 90_000,
        "housing_loan_income_tax": 96_000,
        "housing_loan_income_tax_base": 2_000_000,
        "income_dividend": 40_000,
        "dividend_ordinary": 40_000,
    }
    assert not any("引ききれて" in remark for remark in remarks(boxes))
    assert any("引ききれて" in remark for remark in remarks({**boxes, "ABB00650": 96_000}))


def test_casualties_are_losses_less_what_is_made_good() -> None:
    assert columns({"ABH00050": 800_000, "ABH00060": 300_000}) == {"casualty_net_loss": 500_000}
    assert columns({"ABH00050": 1, "ABH00060": 2}) == {}


def test_interest_on_land_counts_with_a_loss_on_real_estate_alone() -> None:
    assert columns({"ABB00340": -100, "ANF00280": 70}) == {
        "income_real_estate": -100,
        "real_estate_land_interest": 70,
    }
    assert columns({"ABB00340": 100, "ANF00280": 70}) == {"income_real_estate": 100}


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ({"ABH00610": "1"}, {"disability": 1}),
        ({"ABH00620": "1", "ABH00610": "1"}, {"disability": 2}),
        ({"ABH00350": "1"}, {"widow": 1}),
        ({"ABH00365": "1", "ABH00350": "1"}, {"single_parent": 1}),
        ({"ABH00380": "1"}, {"working_student": 1}),
        ({"ABH00380": "0"}, {}),
    ],
)
def test_what_the_taxpayer_is(boxes: dict[str, Value], expected: dict[str, int]) -> None:
    assert columns(boxes) == expected


def test_the_spouse_with_income_age_and_where_they_live() -> None:
    boxes: dict[str, Value] = {
        "ABY00020": "山田　花子",
        "ABY00040": date(1956, 1, 1),
        "ABY00070": "1",
        "ABY00130": "1",
        "ABB00780": 480_000,
    }
    assert columns(boxes) == {
        "has_spouse": 1,
        "spouse_income": 480_000,
        "spouse_elderly": 1,
        "spouse_disability": 2,
    }
    younger = columns({**boxes, "ABY00040": date(1956, 1, 2)})
    assert "spouse_elderly" not in younger
    abroad = columns({"ABY00020": "山田", "ABY00090": "1"})
    assert abroad == {"has_spouse": 1, "spouse_abroad": 1}
    assert columns({"ABY00020": "山田"}) == {"has_spouse": 1, "spouse_cohabiting": 1}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2010, 1, 2), {"dependants_under16": 1}),
        (date(2010, 1, 1), {"dependants_other": 1, "dependants_other_under23": 1}),
        (date(2007, 1, 2), {"dependants_other": 1, "dependants_other_under23": 1}),
        (date(2007, 1, 1), {"dependants_specified": 1}),
        (date(2003, 1, 2), {"dependants_specified": 1}),
        (date(2003, 1, 1), {"dependants_other": 1}),
        (date(1956, 1, 2), {"dependants_other": 1}),
        (date(1956, 1, 1), {"dependants_elderly": 1}),
    ],
)
def test_dependants_by_age_on_31_december(born: date, expected: dict[str, int]) -> None:
    assert columns({}, {"ABY00150": [{"ABY00160": "甲", "ABY00190": born}]}) == expected


def test_elderly_who_live_in_show_in_the_deduction() -> None:
    rows: Rows = {"ABY00150": [{"ABY00160": "甲", "ABY00190": date(1940, 5, 5)}] * 2}
    assert columns({"ABB00540": 1_060_000}, rows)["dependants_elderly_cohabiting"] == 1
    assert "dependants_elderly_cohabiting" not in columns({"ABB00540": 960_000}, rows)


@pytest.mark.parametrize(
    ("deduction", "row"), [(630_000, 1), (510_000, 1), (410_000, 2), (30_000, 7), (820_000, 2)]
)
def test_special_relatives_by_the_deduction(deduction: int, row: int) -> None:
    several = 2 if deduction == 820_000 else 1
    rows: Rows = {"ABY00150": [{"ABY00190": date(2005, 5, 5), "ABY00253": "1"}] * several}
    assert columns({"ABB00548": deduction}, rows) == {f"specified_relatives_{row}": several}


def test_disabled_relatives_and_those_abroad() -> None:
    rows: Rows = {
        "ABY00150": [
            {"ABY00190": date(1990, 5, 5), "ABY00220": "1"},
            {"ABY00190": date(1990, 5, 5), "ABY00220": "1", "ABY00280": "1"},
            {"ABY00190": date(1990, 5, 5), "ABY00210": "1", "ABY00235": "2"},
        ]
    }
    assert columns({}, rows) == {
        "dependants_other": 3,
        "disabled_special": 2,
        "disabled_special_cohabiting": 1,
        "disabled_other": 1,
        "dependants_abroad": 1,
    }


def test_a_relative_with_retirement_pay_counts_for_the_inhabitant_tax() -> None:
    """KR-08: 退職所得のある配偶者・親族."""
    boxes: dict[str, Value] = {
        "ABI00410": "山田　花子",
        "ABI00430": "妻",
        "ABI00450": 300_000,
        "ABI00440": date(1965, 5, 5),
    }
    assert columns(boxes) == {"has_spouse": 1, "spouse_income": 300_000, "spouse_cohabiting": 1}
    father = columns({**boxes, "ABI00430": "父", "ABI00440": date(1950, 5, 5)})
    assert father == {"dependants_elderly": 1}


def test_relatives_have_places_numbers_and_where_they_live_apart() -> None:
    number = number_of()
    one = a_return(
        {"ABY00020": "山田　花子", "ABI00030": "山田　一郎", "ABI00040": "羽生市東１－１"},
        {
            "ABY00150": [
                {"ABY00160": "山田　一郎", "ABY00190": date(2004, 5, 5), "ABY00170": number},
                {"ABY00160": "山田　二郎", "ABY00190": date(2015, 5, 5)},
            ],
            "ABE00010": [{"ABE00020": "山田　母", "ABE00070": 860_000, "ABE00040": "母"}],
        },
    )
    found = {person.place: person for person in relatives_of(one)}
    assert list(found) == ["spouse", "dependant_1", "under16_1", "family_employee_1"]
    assert found["dependant_1"].number == number
    assert found["dependant_1"].apart_address == "羽生市東１－１"
    assert found["family_employee_1"].income == 860_000
    assert not found["under16_1"].apart_address


def test_further_sheets_have_no_more_places_than_a_document() -> None:
    one = a_return({}, {"ABY00150": [{"ABY00190": date(2015, 5, 5)}] * 13})
    assert len(relatives_of(one)) == 12
    assert any("資料の欄より多く" in remark for remark in remarks_of(one, {}))


@pytest.mark.parametrize(("code", "choice"), [("1", "special"), ("2", "ordinary"), ("", "")])
def test_how_the_tax_on_other_income_is_collected(code: str, choice: str) -> None:
    """KR-08: 徴収方法."""
    one = a_return({"ABI00010": code} if code else {"ABB00080": 1})
    whose = Whose(
        name="山田",
        kana="ヤマダ",
        birth_on=BORN,
        address="加須市",
        number=None,
        reference="R1",
        filed_on=date(2026, 3, 1),
        channel=Channel.NATIONAL_TAX,
        source=Source.AGENCY,
    )
    handed = handed_document(one, whose, tax_year=2026, images=None, replaces=None)
    assert handed.collection_choice == choice
    handed.check()


def test_figures_of_the_paper_are_kept_by_name() -> None:
    found = stated_of(a_return({"ABB00710": 55_000, "ABB00410": 9, "AMF00530": 7, "ABI00104": 3}))
    assert found == {
        "withheld_income_tax": 55_000,
        "income_total_stated": 9,
        "statement_business_income": 7,
        "withheld_dividend_levy": 3,
    }


def test_every_column_that_a_box_names_is_one_of_the_law() -> None:
    assert set(BY_ITSELF.values()) <= set(column_kinds())


@pytest.mark.parametrize(("box", "amount"), [("ABB00450", -1), ("ABB00080", 100_000_000_000)])
def test_an_amount_that_no_column_holds_is_named(box: str, amount: int) -> None:
    assert out_of_range(a_return({box: amount})) == [box]
    assert out_of_range(a_return({"ABB00300": -1, "ABB00080": 99_999_999_999})) == []


def remarks(boxes: Mapping[str, Value]) -> list[str]:
    one = a_return(boxes)
    return remarks_of(one, all_columns(one, BORN))


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ("ABB00470", "生命保険料"),
        ("ABB00480", "地震保険料"),
        ("ABB00430", "損害の明細"),
        ("ABB00520", "配偶者の記載"),
        ("ABB00540", "親族の記載"),
        ("ABB00830", "第四表"),
        ("ABB00130", "足し戻し"),
    ],
)
def test_what_a_return_does_not_tell_is_remarked(box: str, words: str) -> None:
    """KR-15: the list of 補記."""
    assert any(words in remark for remark in remarks({box: 100_000}))
    assert remarks({"ABB00080": 100_000}) == []
