"""The command: any size, the same bytes for the same seed, an honest summary."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.cli.main import main
from juminzei.formats import (
    city_notice,
    employer_summary,
    inhabitant_return,
    pension_report,
    register_changes,
    resident_register,
    wage_report,
)
from juminzei.formats.national_delivery import read_delivery
from juminzei.synthetic import city

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ["changes", "city.json", "city_notices", "departments", "inhabitant_returns"]
PARTS += ["national_returns", "nonregistered.csv", "one_stop", "pension_reports", "register.csv"]
PARTS += ["summaries", "truth.csv", "truth_checks.csv", "truth_returns.csv", "wage_reports"]


@pytest.mark.parametrize("people", [1, 2, 10, 100, 149, 150, 200])
def test_a_hamlet_of_any_size_can_be_written_and_read(people: int, tmp_path: Path) -> None:
    summary = city.build(people, 3, tmp_path)
    extract = resident_register.read((tmp_path / "register.csv").read_bytes())
    living = [record for _, record in extract.records if record.ceased_on is None]
    assert len(living) == summary["people"] == people
    for folder, read in (
        ("changes", register_changes.read),
        ("wage_reports", wage_report.read),
        ("pension_reports", pension_report.read),
        ("summaries", employer_summary.read),
    ):
        for path in (tmp_path / folder).iterdir():
            assert read(path.read_bytes()).records
    for folder, read_own in (
        ("city_notices", city_notice.read),
        ("inhabitant_returns", inhabitant_return.read),
    ):
        for path in (tmp_path / folder).iterdir():
            assert read_own(path.read_bytes()).rows.records
    for delivery in (tmp_path / "national_returns").iterdir():
        assert read_delivery(delivery).rows
    assert sorted(path.name for path in tmp_path.iterdir()) == PARTS


def test_below_150_people_nothing_happens_and_from_150_on_everything(tmp_path: Path) -> None:
    quiet = city.build(149, 3, tmp_path / "quiet")["events"]
    busy = city.build(150, 3, tmp_path / "busy")["events"]
    assert isinstance(quiet, dict)
    assert isinstance(busy, dict)
    assert set(quiet) == {"in"}
    assert set(busy) == {"marriage", "birth", "death", "out", "within", "in"}


@pytest.mark.parametrize("people", [0, -5])
def test_a_city_without_people_is_refused(people: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="人数は1以上"):
        city.build(people, 1, tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    first, second = (
        _digests(_run(tmp_path / name, seed="7", hash_seed=hash_seed))
        for name, hash_seed in (("first", "1"), ("second", "4711"))
    )
    assert first == second
    assert len(first) > 15


def test_another_seed_gives_another_city(tmp_path: Path) -> None:
    city.build(150, 7, tmp_path / "seven")
    city.build(150, 8, tmp_path / "eight")
    seven, eight = _digests(tmp_path / "seven"), _digests(tmp_path / "eight")
    assert seven["register.csv"] != eight["register.csv"]
    assert seven["truth.csv"] != eight["truth.csv"]


def test_the_command_prints_what_city_json_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "city"
    assert main(["synthetic", "--people", "60", "--seed", "2", "--out", str(out), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((out / "city.json").read_text("utf-8"))
    assert printed["people"] == 60
    assert printed["seed"] == 2


def test_the_command_never_writes_into_a_folder_with_something_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("precious", "utf-8")
    assert main(["synthetic", "--people", "5", "--out", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_command_takes_an_empty_folder(tmp_path: Path) -> None:
    assert main(["synthetic", "--people", "5", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "register.csv").exists()


@pytest.mark.parametrize("wrong", [["--people", "0"], ["--seed", "-1"]])
def test_the_command_refuses_what_it_cannot_draw(wrong: list[str], tmp_path: Path) -> None:
    assert main(["synthetic", "--out", str(tmp_path / "city"), *wrong]) == 2
    assert not (tmp_path / "city").exists()


def _run(out: Path, *, seed: str, hash_seed: str) -> Path:
    command = [sys.executable, "-m", "juminzei.cli", "synthetic"]
    command += ["--people", "400", "--seed", seed, "--out", str(out)]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
    )
    return out


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
