"""``juminzei assess``: what it prints, how far it goes, and what it refuses."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.assessment.models import AssessmentRun, AssessmentVersion, RunState
from juminzei.cli import main
from juminzei.cli.command import UsageError
from juminzei.cli.main import call
from juminzei.platform.audit.models import AuditRecord
from support.closing import closed
from support.document_rows import wage
from support.previous_ledger import last_years
from support.small_city import TOTAL, City, small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
YEAR = ("--tax-year", "2026")
DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"


@pytest.fixture(autouse=True)
def city() -> City:
    return small_city()


@pytest.fixture
def as_supervisor(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def sign() -> None:
        clerk("tax_supervisor", staff_number="2001")
        configuration = settings.CONFIGURATION.model_copy(update={"staff": "2001"})
        monkeypatch.setattr(settings, "CONFIGURATION", configuration)
        closed()

    return sign


def assess(*options: str) -> dict[str, Any]:
    summary = call("assess", [*YEAR, *options])
    assert isinstance(summary, dict)
    return summary


def test_the_summary_says_what_the_year_comes_to() -> None:
    summary = assess()

    assert (summary["people"], summary["assessed"], summary["taxed"]) == (6, 6, 5)
    assert summary["municipal"] + summary["prefectural"] + summary["forest"] == TOTAL
    assert sum(summary["by_method"].values()) == 6
    assert summary["state"] == "calculated"
    assert len(summary["result_digest"]) == 64
    assert summary["seconds"] >= 0


def test_with_json_it_prints_one_object_and_progress_goes_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["assess", *YEAR, "--json"]) == 0

    printed = capsys.readouterr()
    summary = json.loads(printed.out)
    assert {"people", "assessed", "taxed", "municipal", "prefectural", "forest"} <= set(summary)
    assert {"instalments", "by_method", "result_digest", "seconds"} <= set(summary)
    assert printed.err.startswith("  6 / 6 人")
    assert "残り約" in printed.err


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--review",)])
def test_a_draft_year_is_warned_of_in_the_summary_and_beside_it(
    options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess(*options)["warnings"] == [DRAFT]
    assert DRAFT in capsys.readouterr().err.splitlines()


def test_a_dry_run_writes_nothing_and_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    trial = assess("--dry-run")
    assert not AssessmentRun.objects.exists()
    assert "試算" in capsys.readouterr().err

    real = assess()
    different = {name for name in trial if trial[name] != real[name]}
    assert different <= {"state", "seconds"}


def test_a_small_city_needs_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)

    assert assess("--workers", "8")["people"] == 6


def test_a_review_after_the_calculation_does_not_calculate_again() -> None:
    first = assess()
    reviewed = assess("--review")

    assert reviewed["state"] == "reviewed"
    assert reviewed["result_digest"] == first["result_digest"]
    assert AssessmentRun.objects.count() == 1
    assert "documents_unmatched" in reviewed["exceptions"]


def test_a_review_tells_the_ledgers_own_sums_and_the_year_before(city: City) -> None:
    last_years(city.employee)  # 7 persons, 7 yen
    assert not {"control", "last_year"} & assess().keys()

    reviewed = assess("--review")
    assert (reviewed["control"]["people"], reviewed["control"]["due"]) == (6, TOTAL)
    assert reviewed["last_year"]["people"] == {"this": 6, "last": 7, "difference": -1}
    assert reviewed["last_year"]["total"]["difference"] == TOTAL - 7


def test_without_a_calculation_a_review_calculates_first() -> None:
    assert assess("--review")["state"] == "reviewed"


def test_calculating_again_replaces_a_reviewed_run() -> None:
    assess("--review")

    assert assess()["state"] == "calculated"
    states = AssessmentRun.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RunState.ABANDONED, RunState.CALCULATED]


def test_a_command_without_a_supervisor_does_not_fix() -> None:
    with pytest.raises(UsageError, match=r"batch.*当初賦課の確定"):
        assess("--review", "--fix")

    assert AssessmentRun.objects.get().state == RunState.REVIEWED


def test_a_supervisor_goes_from_documents_to_a_fixed_year_in_one_command(
    as_supervisor: Callable[[], None],
) -> None:
    as_supervisor()

    assert assess("--review", "--fix")["state"] == "fixed"
    run = AssessmentRun.objects.get()
    assert (run.reviewed_by, run.fixed_by) == (run.started_by, run.started_by)
    assert run.started_by.staff_number == "2001"


def test_fixing_needs_the_review(as_supervisor: Callable[[], None]) -> None:
    as_supervisor()

    with pytest.raises(UsageError, match="--review"):
        assess("--fix")


@pytest.mark.parametrize("options", [[], ["--review"], ["--fix"], ["--review", "--fix"]])
def test_a_fixed_year_is_left_alone(as_supervisor: Callable[[], None], options: list[str]) -> None:
    as_supervisor()
    assess("--review", "--fix")

    with pytest.raises(UsageError, match=r"確定済み.*更正"):
        assess(*options)
    assert AssessmentVersion.objects.count() == 6


def test_a_year_that_is_not_frozen_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", "--tax-year", "2025"]) == 2

    assert "juminzei taxable freeze --tax-year 2025" in capsys.readouterr().err


def test_a_staff_number_nobody_has_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = settings.CONFIGURATION.model_copy(update={"staff": "9999"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)

    with pytest.raises(UsageError, match="9999"):
        assess()


@pytest.mark.django_db(databases=["default", "audit"], transaction=True)
def test_every_step_of_the_run_is_in_the_audit_database() -> None:
    assess("--review")

    actions = AuditRecord.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == [
        f"assessment.run.{act}" for act in ("started", "calculated", "reviewed")
    ]


def test_some_people_are_calculated_anew_and_everybody_is_compared(city: City) -> None:
    assess()
    assert assess("--compare")["old_results"] == 0
    wage(city.nobody, 3_000_000)
    assert assess("--compare")["old_results"] == 1
    done = assess("--people", str(city.nobody), "--compare")
    assert done["recalculated"] == [f"{city.nobody:010d}"]
    assert done["old_results"] == 0


@pytest.mark.parametrize("options", [("--compare",), ("--people", "14")])
def test_before_there_is_a_run_nobody_is_compared_or_calculated_anew(
    options: tuple[str, ...],
) -> None:
    with pytest.raises(UsageError, match="まだ計算していません"):
        assess(*options)


def test_nobody_whose_result_is_right_is_calculated_anew(city: City) -> None:
    assess()
    with pytest.raises(UsageError, match="要る人はいません"):
        assess("--people", str(city.employee))
