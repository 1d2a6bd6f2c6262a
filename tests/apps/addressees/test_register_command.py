"""``juminzei register``: what a clerk types, what a script reads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.addressees.models import Addressee, RegisterFile
from juminzei.cli.main import main
from juminzei.formats import nonregistered
from juminzei.formats.nonregistered import NonregisteredRecord, TaxableGround
from juminzei.formats.register_changes import ChangeKind, RegisterChange
from support.register_rows import (
    changes_file,
    extract_file,
    moved_out,
    moved_within,
    number,
    resident,
)

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
DAY = date(2026, 1, 10)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Two residents and somebody who left before."""
    gone = resident(3)
    path = tmp_path / "register.csv"
    path.write_bytes(
        extract_file(resident(1), resident(2), gone, moved_out(gone, date(2025, 6, 1)))
    )
    return path


def day(folder: Path, sequence: int, *changes: RegisterChange) -> str:
    path = folder / f"changes_{sequence:04d}.csv"
    path.write_bytes(changes_file(sequence, *changes))
    return str(path)


def summary(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_import_tells_how_many_people_live_here(
    capsys: pytest.CaptureFixture[str], register: Path
) -> None:
    told = summary(capsys, "register", "import", str(register))
    assert told["people"] == 2
    assert (told["rows"], told["applied"], told["new_persons"]) == (4, 4, 3)
    assert told["already_applied"] is False
    again = summary(capsys, "register", "import", str(register))
    assert again["already_applied"] is True
    assert (again["people"], again["rows"], again["applied"], again["new_persons"]) == (0, 0, 0, 0)
    assert again.keys() == told.keys()
    assert Addressee.objects.count() == 3


def test_json_may_stand_before_the_act(capsys: pytest.CaptureFixture[str], register: Path) -> None:
    assert main(["register", "--json", "import", str(register)]) == 0
    assert json.loads(capsys.readouterr().out)["people"] == 2


def test_changes_are_applied_in_their_order_however_they_are_named(
    capsys: pytest.CaptureFixture[str], register: Path
) -> None:
    main(["register", "import", str(register)])
    there = moved_within(resident(1), DAY, "加須市三俣")
    first = day(register.parent, 1, RegisterChange(ChangeKind.AMENDED, there))
    second = day(
        register.parent,
        2,
        RegisterChange(ChangeKind.REMOVED, moved_out(there, date(2026, 1, 12))),
        RegisterChange(ChangeKind.AMENDED, replace(resident(9), version=2)),
    )
    capsys.readouterr()
    told = summary(capsys, "register", "changes", second, first)
    assert (told["files"], told["last_sequence"], told["applied"]) == (2, 2, 2)
    assert told["by_reason"] == {"転居": 1, "国内転出": 1}
    assert told["contradictions"] == 1
    assert told["contradicting"][0]["sequence"] == 2
    assert told["contradicting"][0]["addressee_number"] == number(9)
    again = summary(capsys, "register", "changes", first, second)
    assert (again["files"], again["applied"], again["already_applied"]) == (0, 0, [1, 2])


def test_a_gap_stops_at_the_missing_day_and_keeps_the_days_before(
    capsys: pytest.CaptureFixture[str], register: Path
) -> None:
    main(["register", "import", str(register)])
    files = [day(register.parent, sequence) for sequence in (1, 3)]
    capsys.readouterr()
    told = refusal(capsys, "register", "changes", *files)
    assert "changes_0003.csv" in told
    assert "連番 2 が取り込まれていません" in told
    assert RegisterFile.objects.count() == 2


def test_nonregistered_persons_are_numbered(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    owner = NonregisteredRecord(
        reference="1",
        name="北　太郎",
        kana="キタ　タロウ",
        birth_on=date(1970, 5, 5),
        birth_text="昭和45年5月5日",
        address="東京都北区",
        ground=TaxableGround.HOUSE,
        property_address="加須市三俣",
    )
    path = tmp_path / "nonregistered.csv"
    path.write_bytes(nonregistered.write([owner]))
    told = summary(capsys, "register", "nonregistered", str(path))
    assert (told["numbered"], told["premises"]) == (1, 1)
    assert (told["broken"], told["findings"]) == (0, [])
    again = summary(capsys, "register", "nonregistered", str(path))
    assert again["already_applied"] is True
    assert (again["rows"], again["numbered"], again["known"], again["premises"]) == (0, 0, 0, 0)


def test_a_broken_row_is_counted_and_told_by_every_act_alike(
    capsys: pytest.CaptureFixture[str], register: Path
) -> None:
    content = register.read_bytes().splitlines(keepends=True)
    content[-2] = content[-2].replace(b",", b",x", 1)  # the last line is the count of the others
    register.write_bytes(b"".join(content))
    told = [summary(capsys, "register", "import", str(register))]
    changed = day(register.parent, 1, RegisterChange(ChangeKind.AMENDED, resident(1)))
    told.append(summary(capsys, "register", "changes", changed))
    owners = register.parent / "nonregistered.csv"
    owners.write_bytes(nonregistered.write([]))
    told.append(summary(capsys, "register", "nonregistered", str(owners)))
    assert told[0]["broken"] > 0
    for one in told:
        assert len(one["findings"]) == one["broken"]


@pytest.mark.parametrize("act", ["import", "changes", "nonregistered"])
def test_a_file_that_is_not_there_or_not_a_register_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, act: str
) -> None:
    assert "ファイルがありません" in refusal(capsys, "register", act, str(tmp_path / "x.csv"))
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"a,b\r\n")
    assert "wrong.csv" in refusal(capsys, "register", act, str(wrong))


def test_an_unknown_staff_number_is_refused(
    capsys: pytest.CaptureFixture[str], register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings.CONFIGURATION, "staff", "9999")
    assert "9999" in refusal(capsys, "register", "import", str(register))


def test_a_summary_for_people_has_one_line_a_figure(
    capsys: pytest.CaptureFixture[str], register: Path
) -> None:
    assert main(["register", "import", str(register)]) == 0
    assert "people: 2" in capsys.readouterr().out
