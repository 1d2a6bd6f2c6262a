"""``juminzei taxable freeze``: what a clerk types, what a script reads."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from juminzei.apps.assessment.models import TaxableList
from juminzei.cli.main import main
from juminzei.formats.register_reasons import Reason
from support.register_rows import enter, moved_out, register_applied, resident

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def _people() -> None:
    """One of each whose standing changes on 1 January itself, and a resident."""
    register_applied(0, date(2026, 1, 5))
    out, dead, removed = (resident(body) for body in (2, 3, 4))
    enter(
        *(resident(1), out, dead, removed),
        moved_out(out, NEW_YEAR),
        moved_out(dead, NEW_YEAR, Reason.DEATH),
        moved_out(removed, NEW_YEAR, Reason.REMOVED_EX_OFFICIO),
    )


def freeze(capsys: pytest.CaptureFixture[str], *switches: str) -> dict[str, Any]:
    assert main(["taxable", "freeze", "--tax-year", "2026", *switches, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_list_is_frozen_and_counted_by_reason(capsys: pytest.CaptureFixture[str]) -> None:
    told = freeze(capsys)
    assert (told["included"], told["excluded"]) == (2, 2)
    assert told["by_reason"] == {"resident": 2, "moved_out_earlier": 1, "removed_earlier": 1}
    assert told["digest"] == TaxableList.objects.get().digest
    assert told["assessment_date"] == "2026-01-01"
    assert told["warnings"] == []


@pytest.mark.parametrize(
    ("switch", "included"),
    [
        ("--moved-out-that-day-counts", 3),
        ("--removed-that-day-counts", 3),
        ("--died-that-day-does-not-count", 1),
    ],
)
def test_each_convention_can_be_chosen(
    capsys: pytest.CaptureFixture[str], switch: str, included: int
) -> None:
    assert freeze(capsys, switch)["included"] == included


def test_freezing_again_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    freeze(capsys)
    assert main(["taxable", "freeze", "--tax-year", "2026"]) == 2
    assert "確定済み" in capsys.readouterr().err
    assert TaxableList.objects.count() == 1
