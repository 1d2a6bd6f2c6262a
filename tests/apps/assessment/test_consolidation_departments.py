"""Public assistance exempts; a handbook alone deducts nothing but is told to a clerk."""

from __future__ import annotations

from datetime import date

import pytest

from juminzei.apps.addressees.models import Addressee
from juminzei.base.japanese_text import kana_key
from juminzei.kernel.assess import assess
from juminzei.kernel.law import load
from support.department_rows import ASSISTANCE, DISABILITY, feed, row, taken
from support.document_rows import person_on_the_list, wage
from support.return_rows import NATIONAL, filed, found, row_of, said
from support.staff_members import clerk

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
KANA = "ミホン　タロウ"


def told(kind: str, **given: object) -> None:
    """Let a department's file say something of the person numbered after 1."""
    Addressee.objects.update(kana_key=kana_key(KANA))
    outcome = taken(clerk(), feed(kind, row(kind, 1, kana=KANA, **given)))
    assert outcome.accepted == 1, outcome


@pytest.mark.parametrize(
    ("since", "until", "exempt"),
    [
        pytest.param(date(2026, 1, 1), None, True, id="from 1 January"),
        pytest.param(date(2026, 1, 2), None, False, id="from the day after"),
        pytest.param(date(2025, 1, 1), date(2026, 1, 1), True, id="until 1 January"),
        pytest.param(date(2025, 1, 1), date(2025, 12, 31), False, id="until the day before"),
    ],
)
def test_public_assistance_on_the_assessment_date_exempts(
    since: date, until: date | None, *, exempt: bool
) -> None:
    """地方税法295条1項1号: 賦課期日に生活扶助を受けている者."""
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    told(ASSISTANCE, valid_from=since, valid_until=until)

    assert said(person, "public_assistance") == {"public_assistance": int(exempt)}
    assert (int(assess(row_of(person).columns, load(2026)).total[0]) == 0) == exempt


def test_medical_aid_alone_does_not_exempt() -> None:
    """生活保護法11条: only 生活扶助 is meant by 地方税法295条."""
    person = person_on_the_list(1)
    told(ASSISTANCE, grade="医療")

    assert said(person, "public_assistance") == {"public_assistance": 0}


def test_assistance_that_only_a_return_claims_is_told_and_does_not_exempt() -> None:
    person = person_on_the_list(1)
    filed(person, NATIONAL, public_assistance=1, income_business=1)

    assert said(person, "public_assistance") == {"public_assistance": 0}
    assert found(person) == {"assistance_not_confirmed": 1}


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("none", {"disability_not_declared": 2}),
        ("ordinary", {"disability_not_declared": 2}),
        ("special", {}),
    ],
)
def test_a_handbook_that_no_document_tells_is_for_a_clerk(
    declared: str, expected: dict[str, int]
) -> None:
    """地方税法314条の2: the deduction is declared, not given; 1級 is 特別障害者."""
    person = person_on_the_list(1)
    wage(person, 3_000_000, self_disability=declared)
    told(DISABILITY)

    assert found(person) == expected
    assert said(person, "disability")["disability"] == ("none", "ordinary", "special").index(
        declared
    )


@pytest.mark.parametrize(
    ("since", "expected"),
    [(date(2025, 12, 31), {"disability_not_declared": 2}), (date(2026, 1, 1), {})],
)
def test_disability_counts_on_the_last_day_of_the_income_year(
    since: date, expected: dict[str, int]
) -> None:
    """地方税法314条の2第9項."""
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    told(DISABILITY, valid_from=since)

    assert found(person) == expected


def test_a_handbook_of_somebody_without_documents_is_not_told() -> None:
    person = person_on_the_list(1)
    told(DISABILITY)

    assert found(person) == {}
