"""Whom to look at before fixing: the people behind each count of exceptions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.apps.assessment.selectors.run_exceptions import REASONS, exceptional
from juminzei.apps.assessment.services.run_totals import EXCEPTIONS
from juminzei.cli.command import UsageError
from juminzei.cli.main import call
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.staff.services import batch_member
from support.document_rows import person_on_the_list, wage
from support.moments import START
from support.previous_ledger import last_years
from support.small_city import City, calculated, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentRun

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def city() -> City:
    return small_city()


def named(run: AssessmentRun, reason: str) -> list[int]:
    return [version.addressee_id for version in exceptional(run, reason)]


def test_adults_of_working_age_without_documents_are_named(city: City) -> None:
    child = person_on_the_list(50, birth_on=date(2010, 1, 1))
    pensioner = person_on_the_list(51, birth_on=date(1950, 1, 1))
    run = calculated(batch_member(START))

    assert named(run, "no_document") == [city.nobody]
    assert not {child, pensioner, city.landlord} & set(named(run, "no_document"))


def test_people_of_unknown_birth_are_named(city: City) -> None:
    unknown = person_on_the_list(50, birth_on=None)
    run = calculated(batch_member(START))

    assert named(run, "birthday_unknown") == [unknown]
    assert city.nobody not in named(run, "birthday_unknown")


def test_incomes_that_doubled_or_halved_are_named(city: City) -> None:
    last_years(city.employee, aggregate_income=1_780_000)  # now 3,560,000
    last_years(city.leaver, aggregate_income=1_010_001)  # now 2,020,000: not quite double
    last_years(city.pensioner, aggregate_income=2_600_000)  # now 1,300,000
    last_years(city.nobody, aggregate_income=900_000)  # now nothing, but a small sum
    run = calculated(batch_member(START))

    assert named(run, "income_jump") == sorted([city.employee, city.pensioner])


def test_last_years_newest_version_is_compared(city: City) -> None:
    last_years(city.employee, aggregate_income=1)
    last_years(city.employee, aggregate_income=3_560_000, version=2)

    assert named(calculated(batch_member(START)), "income_jump") == []


def test_owners_of_houses_are_taxed_without_documents_and_no_exception(city: City) -> None:
    run = calculated(batch_member(START))

    assert named(run, "taxed_without_documents") == []
    assert city.landlord not in named(run, "no_document")


def test_as_many_are_named_as_are_counted(city: City) -> None:
    person_on_the_list(50, birth_on=None)
    person_on_the_list(51)
    wage(city.nobody, 100_000)
    last_years(city.both, aggregate_income=10_000_000)
    run = calculated(batch_member(START))

    for reason in REASONS:
        assert len(named(run, reason)) == run.totals["exceptions"][reason], reason
    assert run.totals["exceptions"]["income_jump"] == 1


def test_every_reason_has_words_and_an_unknown_one_is_refused(city: City) -> None:
    run = calculated(batch_member(START))

    assert set(REASONS) <= set(EXCEPTIONS)
    with pytest.raises(KeyError):
        exceptional(run, "luck")
    assert city.nobody


def test_the_command_names_them(city: City) -> None:
    calculated(batch_member(START))

    summary = call("assess", ["--tax-year", "2026", "--exceptions", "no_document"])
    assert isinstance(summary, dict)
    told = {name: summary[name] for name in ("reason", "words", "addressees")}
    assert told == {
        "reason": "no_document",
        "words": EXCEPTIONS["no_document"],
        "addressees": [f"{city.nobody:010d}"],
    }


def test_the_command_says_which_reasons_there_are(city: City) -> None:
    assert city.nobody
    with pytest.raises(UsageError, match="income_jump"):
        call("assess", ["--tax-year", "2026", "--exceptions", "luck"])


def test_before_a_run_there_is_nobody_to_name(city: City) -> None:
    assert city.nobody
    with pytest.raises(UsageError, match="まだ計算していません"):
        call("assess", ["--tax-year", "2026", "--exceptions", "no_document"])


@pytest.mark.parametrize("option", [("--exceptions", "no_document"), ("--dry-run",)])
@pytest.mark.usefixtures("city")
def test_the_command_is_for_who_may_know(
    monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...]
) -> None:
    calculated(batch_member(START))
    clerk("auditor", staff_number="3001")
    configuration = settings.CONFIGURATION.model_copy(update={"staff": "3001"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    with pytest.raises(UsageError, match="権限がありません"):
        call("assess", ["--tax-year", "2026", *option])


@pytest.mark.usefixtures("city")
def test_it_is_recorded_who_had_the_people_named() -> None:
    calculated(batch_member(START))
    call("assess", ["--tax-year", "2026", "--exceptions", "no_document"])
    looked = OutgoingRecord.objects.get(action="assessment.exceptions.viewed")
    assert looked.details == {"reason": "no_document", "found": 1}
