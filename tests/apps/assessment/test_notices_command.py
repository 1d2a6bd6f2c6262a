"""``juminzei notices``: what it prints beside the notices, and what it refuses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from juminzei.cli.main import call, main
from support.printed_pages import texts
from support.small_city import small_city
from support.staff_members import clerk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"
ORDINARY = ("--tax-year", "2026", "--kind", "ordinary")


def test_notices_of_a_draft_year_come_with_the_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city()
    call("assess", ["--tax-year", "2026"])
    capsys.readouterr()
    assert main(["notices", *ORDINARY, "--out", str(tmp_path), "--json"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["warnings"] == [DRAFT]
    assert DRAFT in told.err.splitlines()
    front, slips = texts(next(tmp_path.glob("ordinary-*.pdf")).read_bytes())[:2]
    assert DRAFT in front
    assert DRAFT in slips


@pytest.mark.parametrize(
    ("command", "function"),
    [
        (("notices", *ORDINARY), "通知書の作成"),
        (("assess", "--tax-year", "2026"), "当初賦課の計算"),
        (("taxable", "freeze", "--tax-year", "2026"), "課税対象者の確定"),
        (("match", "--tax-year", "2026"), "課税資料の照合"),
    ],
)
def test_who_may_not_is_told_so_in_a_sentence(
    command: tuple[str, ...],
    function: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    small_city()
    clerk("privacy_officer", staff_number="3001")
    configuration = settings.CONFIGURATION.model_copy(update={"staff": "3001"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    assert main(list(command)) == 2
    told = capsys.readouterr()
    assert told.err.startswith(f"juminzei {command[0]}: ")
    assert function in told.err
    assert told.out == ""


def test_notices_before_the_calculation_are_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", *ORDINARY, "--out", str(tmp_path)]) == 2
    assert "juminzei assess --tax-year 2026" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_year_whose_law_is_not_here_is_refused_by_its_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city()
    configuration = settings.CONFIGURATION.model_copy(update={"ordinance": "atlantis"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    assert main(["assess", "--tax-year", "2026"]) == 2
    assert "statutes/atlantis/2026.toml" in capsys.readouterr().err
