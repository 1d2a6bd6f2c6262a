"""A made-up city with planted contradictions: the checks find them, and cry no wolf.

The generator says whom which check must find; nothing of that is read by the program.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from juminzei.apps.crosschecks.models import Case
from juminzei.apps.crosschecks.services.run_checks import run_checks
from juminzei.cli.main import main
from juminzei.platform.clock import now
from juminzei.platform.staff.policy import Role
from support.page_rows import staff

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
PEOPLE = "1500"
DROPPED = {
    "wage_reports": ("eltax", "employer"),
    "pension_reports": ("eltax", "pension_payer"),
    "one_stop": ("eltax", "municipality"),
    "inhabitant_returns": ("paper", "person"),
    "national_returns": ("national_tax", "agency"),
}
LEAST = {
    # check: least precision, least recall
    "one_stop_with_return": (1.0, 1.0),
    "both_returns": (1.0, 1.0),
    "birth_differs": (0.9, 0.9),
    "report_not_in_return": (1.0, 1.0),
    "pension_not_in_return": (1.0, 1.0),
}
"""A wrong birthday may lead to nobody: such a document waits for a clerk and is not checked."""


def called(*arguments: object) -> None:
    assert main([str(argument) for argument in arguments]) in {0, 1}  # 1: something is held


def planted(files: Path) -> dict[str, set[int]]:
    """Return whom which check must find, of the city's truth."""
    found: dict[str, set[int]] = defaultdict(set)
    with (files / "truth_checks.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found[line["check"]].add(int(line["subject"]))
    with (files / "truth.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            told = line["dirt"].split(), line["state"], line["kind"]
            if "wrong_birth" in told[0] and told[1] == "active" and line["addressee_number"]:
                found["birth_differs"].add(int(line["addressee_number"]))
    return found


def test_the_checks_find_what_was_planted_and_little_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = staff("9001", Role.TAX_SUPERVISOR)
    monkeypatch.setenv("JUMINZEI_STAFF", "9001")
    files = tmp_path / "city"
    called("synthetic", "--people", PEOPLE, "--out", files)
    called("register", "import", files / "register.csv")
    called("taxable", "freeze", "--tax-year", "2026")
    for folder, (channel, source) in DROPPED.items():
        called("receive", files / folder, "--channel", channel, "--source", source)
    called("match", "--tax-year", "2026")
    run_checks(tax_year=2026, actor=boss, at=now())
    wanted = planted(files)
    found: dict[str, set[int]] = defaultdict(set)
    for check, person in Case.objects.values_list("check_id", "addressee_id"):
        found[check].add(person)

    missed = {}
    for check, (precision, recall) in LEAST.items():
        hits = len(wanted[check] & found[check])
        if hits < precision * len(found[check]) or hits < recall * len(wanted[check]):
            missed[check] = (hits, len(found[check]), len(wanted[check]))
    assert missed == {}
    assert len(wanted["one_stop_with_return"]) > 5
    assert len(wanted["birth_differs"]) > 10
