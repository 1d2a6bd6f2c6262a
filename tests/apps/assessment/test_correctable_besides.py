"""R-3.2.16: what a return says besides columns of the law, and who was given to, is corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from juminzei.apps.assessment.models import (
    CorrectionDecision,
    OfficialCorrection,
    ReturnFigures,
    TaxDocument,
)
from juminzei.apps.assessment.services.consolidation_rules import UNREADY, rules
from juminzei.apps.assessment.services.correctable import CorrectionRefusedError, correctable
from juminzei.apps.assessment.services.correctable_besides import STATED
from juminzei.apps.assessment.services.correction_effect import correction_effect
from juminzei.apps.assessment.services.decide_correction import decide_correction
from juminzei.apps.assessment.services.propose_correction import propose_correction
from juminzei.apps.crosschecks.selectors.documents_frame import documents_frame
from juminzei.base.numbers import corporate_number
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.policy import Role
from support.document_rows import person_on_the_list, wage
from support.page_rows import AT, staff
from support.return_rows import INHABITANT, NATIONAL, filed, found, gift, person_in, said

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
BODY = "000011112222"
NUMBER = f"{corporate_number.check_digit(BODY)}{BODY}"


LISTED: dict[str, Any] = {"separate_listed_dividend": 300_000, "withheld_levy": 15_000}
NOT_DECLARED = dict.fromkeys(LISTED, 0)


def member(number: str, *roles: Role) -> StaffMember:
    there = StaffMember.objects.filter(staff_number=number).first()
    return there or staff(number, *roles)


def proposed(document: int, **entered: str) -> OfficialCorrection:
    return propose_correction(
        document_id=document,
        entered=entered,
        actor=member("1001"),
        at=AT,
        reason="読み誤り",
        evidence="原本と照合",
    )


def decided(correction: OfficialCorrection) -> CorrectionDecision:
    boss = member("2001", Role.TAX_SUPERVISOR)
    return decide_correction(correction_id=correction.pk, approved=True, note="", actor=boss, at=AT)


def keys(document: int) -> set[str]:
    return {one.key for one in correctable(TaxDocument.objects.get(pk=document))}


def test_every_figure_that_a_rule_asks_for_can_be_corrected() -> None:
    """Whether a return is entered to its end is its own application's to say."""
    document = filed(person_on_the_list(1), INHABITANT)
    offered = {one.removeprefix(STATED) for one in keys(document) if one.startswith(STATED)}
    assert offered == set(rules().asked()) - {UNREADY}


def test_listed_shares_are_chosen_apart_by_correction() -> None:
    """A tick that was read as none: the national return's 300,000 is not declared any more."""
    person = person_in(1, 2023)
    day = date(2023, 3, 2)
    filed(person, NATIONAL, day, year=2023, income_business=1_000_000, **LISTED)
    document = filed(person, INHABITANT, day, year=2023, income_business=500_000)
    assert said(person, *LISTED, year=2023) == LISTED
    correction = proposed(document, **{f"{STATED}listed_choice": "1"})
    assert said(person, *LISTED, year=2023) == LISTED
    decided(correction)
    assert said(person, *LISTED, year=2023) == NOT_DECLARED
    assert ReturnFigures.objects.get(pk=document).stated == {}


def test_a_deduction_whose_sum_was_not_read_takes_its_detail_from_the_report() -> None:
    person = person_on_the_list(1)
    wage(person, 5_000_000, life_general_new=80_000)
    document = filed(person, NATIONAL, revenue_employment=5_000_000)
    assert said(person, "life_general_new") == {"life_general_new": 0}
    correction = proposed(document, **{f"{STATED}life_deduction_stated": "40000"})
    effect = correction_effect(correction)
    assert effect is not None
    assert effect.total_after < effect.total_before
    decided(correction)
    assert said(person, "life_general_new") == {"life_general_new": 80_000}


def test_the_choice_of_collection_has_its_tax_effect_shown_as_none() -> None:
    person = person_on_the_list(1)
    document = filed(person, NATIONAL, income_business=3_000_000)
    correction = proposed(document, collection_choice="ordinary")
    effect = correction_effect(correction)
    assert effect is not None
    assert effect.total_after == effect.total_before
    assert decided(correction).tax_after == effect.total_after


def six_gifts() -> tuple[int, list[int]]:
    person = person_on_the_list(1)
    return person, [gift(person, 10_000, f"見本{place}町") for place in range(6)]


def test_a_gift_that_was_made_to_another_town_counts_for_that_town() -> None:
    """地方税法附則7条: six municipalities are too many, five are not."""
    person, gifts = six_gifts()
    assert found(person) == {"one_stop_over_limit": 60_000}
    correction = proposed(gifts[5], payer_name="見本0町")
    assert found(person) == {"one_stop_over_limit": 60_000}
    decided(correction)
    assert said(person, "donation_hometown") == {"donation_hometown": 60_000}
    assert "one_stop_over_limit" not in found(person)
    assert TaxDocument.objects.get(pk=gifts[5]).payer_name == "見本5町"


def test_checks_go_by_the_corrected_town_too() -> None:
    _person, gifts = six_gifts()
    decided(proposed(gifts[5], payer_name="見本0町"))
    frame = documents_frame(2026)
    assert frame["payer"].n_unique() == 5


def test_the_number_of_who_received_it_must_be_one() -> None:
    document = gift(person_on_the_list(1), 10_000, "見本町")
    wrong = f"{(int(NUMBER[0]) + 1) % 10}{BODY}"
    for text in (wrong, NUMBER[:-1], f"{NUMBER}0"):
        with pytest.raises(CorrectionRefusedError, match="法人番号"):
            proposed(document, payer_number=text)
    decided(proposed(document, payer_number=NUMBER))
    items = {one.key: one for one in correctable(TaxDocument.objects.get(pk=document))}
    assert items["payer_number"].counts == NUMBER
    assert items["payer_number"].received == ""
    decided(proposed(document, payer_number=""))


@pytest.mark.parametrize("kind", ["city_notice", NATIONAL, INHABITANT])
def test_only_a_one_stop_notice_has_somebody_who_received_a_gift(kind: str) -> None:
    document = filed(person_on_the_list(1), kind)
    assert {"payer_name", "payer_number"}.isdisjoint(keys(document))


def test_a_national_return_has_no_choice_of_the_inhabitant_return() -> None:
    document = filed(person_on_the_list(1), NATIONAL)
    assert f"{STATED}listed_choice" not in keys(document)
    assert f"{STATED}taxable_income_stated" in keys(document)


@pytest.mark.parametrize("text", ["-1", "abc", "９９９９９９９９９９９９９９９"])
def test_a_stated_figure_is_yen(text: str) -> None:
    document = filed(person_on_the_list(1), NATIONAL)
    with pytest.raises(CorrectionRefusedError, match="課税される所得金額（記載）"):
        proposed(document, **{f"{STATED}taxable_income_stated": text})
