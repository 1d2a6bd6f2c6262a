"""A person with several numbers is on the list once, with all documents and last year's ledger."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from juminzei.apps.addressees.models import Ground, LocalPremises
from juminzei.apps.assessment.models import TaxableList, TaxablePerson
from juminzei.apps.assessment.services.consolidation import Consolidated, consolidate
from juminzei.apps.assessment.services.freeze_taxable import freeze_taxable
from juminzei.apps.assessment.services.previous_year import previous_year
from juminzei.formats.register_reasons import Reason
from support.document_rows import number as numbered
from support.document_rows import pension, person_on_the_list, wage
from support.known_people import formerly, known
from support.merged_numbers import lead
from support.moments import START
from support.previous_ledger import last_years
from support.register_rows import enter, moved_out, number, register_applied, resident
from support.staff_members import clerk

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
CAME = date(2026, 2, 1)


def freeze() -> list[tuple[int, str, int | None, int]]:
    """Freeze the list; return who is on it, why, under which other number, in which version."""
    freeze_taxable(tax_year=2026, actor=clerk("tax_supervisor"), at=START)
    columns = ("addressee_id", "reason", "standing_of_id", "addressee_version")
    return list(TaxablePerson.objects.order_by("addressee_id").values_list(*columns))


def house(of: int) -> None:
    LocalPremises.objects.create(
        addressee_id=of, reference="1", ground=Ground.HOUSE, address="三俣", recorded_at=START
    )


def test_a_merged_away_number_is_not_on_the_list_and_its_person_once() -> None:
    register_applied()
    enter(resident(1), resident(2), resident(3))
    lead(number(3), into=number(2))
    assert freeze() == [(number(1), "resident", None, 1), (number(2), "resident", None, 1)]
    assert TaxableList.objects.get().counts == {"resident": 2}


def test_a_house_entered_under_the_old_number_taxes_the_person() -> None:
    """Who had a house here on 1 January and moved in later is taxed for the house."""
    register_applied()
    enter(resident(1, true_from=CAME, resident_since=CAME))
    old = known(900_000_001, kind="nonregistered")
    formerly(old, name="見本", kana="ミホン", address="東京都千代田区１")
    house(old)
    lead(old, into=number(1))
    assert freeze() == [(number(1), "property_only", None, 1)]


def test_who_lived_here_under_the_old_number_is_taxed_as_that_number_stood() -> None:
    """Moved out in spring, back in summer under a new number: on 1 January a resident."""
    register_applied()
    before = resident(1, address="加須市旧住所", postcode="3470001")
    back = resident(2, true_from=CAME, resident_since=CAME, address="加須市新住所")
    enter(before, moved_out(before, date(2026, 1, 20)), back)
    lead(number(1), into=number(2))
    assert freeze() == [(number(2), "resident", number(1), 1)]
    assert TaxablePerson.objects.get().address == "加須市旧住所"


def test_a_death_under_either_number_is_the_persons() -> None:
    register_applied()
    one = resident(1)
    enter(one, moved_out(one, date(2025, 12, 20), reason=Reason.DEATH), resident(2))
    lead(number(2), into=number(1))
    assert freeze() == [(number(1), "died_earlier", None, 2)]


def consolidated(*addressee_ids: int) -> Consolidated:
    return consolidate(2026, np.array(sorted(addressee_ids), dtype=np.int64))


def off_the_list(body: int) -> int:
    """Enter somebody whom the list of 2026 does not include."""
    return person_on_the_list(body, included=False, reason="not_here")


def test_documents_of_every_number_add_up_under_the_one_on_the_list() -> None:
    person, other = person_on_the_list(5), person_on_the_list(6)
    away, further = off_the_list(1), off_the_list(900)
    lead(away, into=further)
    lead(further, into=person)
    wage(person, 3_000_000)
    wage(away, 800_000, secondary=True)
    pension(further, 500_000)
    wage(other, 1_000_000)
    found = consolidated(person, other)
    assert found.columns.revenue_employment.tolist() == [3_800_000, 1_000_000]
    assert found.columns.revenue_public_pension.tolist() == [500_000, 0]
    assert consolidated(other).columns.revenue_employment.tolist() == [1_000_000]


def test_a_number_that_was_on_the_list_before_the_merge_keeps_its_documents() -> None:
    """The list was frozen with both; it does not change, and nothing counts twice."""
    person, away, below = person_on_the_list(5), person_on_the_list(6), off_the_list(7)
    lead(below, into=away)
    lead(away, into=person)
    wage(person, 3_000_000)
    wage(away, 800_000)
    wage(below, 70_000, secondary=True)
    found = consolidated(person, away)
    assert found.columns.revenue_employment.tolist() == [3_000_000, 870_000]


def test_last_years_ledger_is_the_persons_under_whichever_number() -> None:
    person, away = person_on_the_list(5), off_the_list(6)
    lead(away, into=person)
    last_years(away, aggregate_income=1_000_000)
    ids = np.array([person, numbered(700)], dtype=np.int64)
    found = previous_year(2026, np.sort(ids))
    assert found.aggregate_income.tolist() == [1_000_000, 0]
    last_years(person, aggregate_income=2_000_000)
    assert previous_year(2026, np.sort(ids)).aggregate_income.tolist() == [2_000_000, 0]
