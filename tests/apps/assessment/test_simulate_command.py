"""``juminzei simulate``: what it prints, the files it writes, and what it refuses."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.apps.assessment.models import AssessmentRun, RunState
from juminzei.cli.main import main
from juminzei.platform.staff.services import batch_member
from support.moments import START
from support.small_city import TOTAL, City, calculated, small_city

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
MORE = 74_300
"""One hundredth of the bases of the small city: see ``test_simulate``."""
DONE, BAD_INPUT = 0, 2
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def city() -> City:
    """The six people with a fixed ledger."""
    made = small_city()
    calculated(batch_member(START))
    AssessmentRun.objects.update(state=RunState.FIXED)
    return made


@pytest.fixture
def change(tmp_path: Path) -> Path:
    file = tmp_path / "change.toml"
    file.write_text('title = "市民税7％案"\n[city.income_levy]\nrate = "7/100"\n', encoding="utf-8")
    return file


def simulated(change: Path, *options: object) -> int:
    arguments = ["simulate", "--tax-year", "2026", "--with", change, *options]
    return main([str(argument) for argument in arguments])


def printed(capsys: Capture, change: Path, *options: object) -> str:
    capsys.readouterr()
    assert simulated(change, *options) == DONE
    return capsys.readouterr().out


def refused(capsys: Capture, change: Path, *options: object) -> str:
    capsys.readouterr()
    assert simulated(change, *options) == BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("juminzei simulate: ")
    return told.err


def test_the_table_tells_the_change_and_the_revenue(
    city: City, change: Path, capsys: Capture
) -> None:
    assert city
    text = printed(capsys, change)

    assert "制度改正の試算　令和8年度　市民税7％案" in text
    assert "市民税所得割・率　6％ → 7％　［地方税法314条の3・加須市税条例］" in text
    (total,) = [line.split() for line in text.splitlines() if line.strip().startswith("合計 ")][:1]
    assert total[1:] == [f"{TOTAL:,}", f"{TOTAL + MORE:,}", f"{MORE:,}"]
    assert "確認中（draft）" in text


def test_columns_of_the_table_stand_under_each_other(
    city: City, change: Path, capsys: Capture
) -> None:
    assert city
    lines = printed(capsys, change).splitlines()
    start = lines.index("税収（円）")
    table = lines[start + 1 : start + 10]
    # Full-width letters take two columns, so that the ends agree on a terminal.
    widths = {sum(1 + (ord(letter) > 0x2E80) for letter in line) for line in table}
    assert len(widths) == 1


@pytest.mark.parametrize("option", [("--json",), ("--format", "json")])
def test_json_is_one_line(
    option: tuple[str, ...], city: City, change: Path, capsys: Capture
) -> None:
    assert city
    (line,) = printed(capsys, change, *option).splitlines()
    told: dict[str, Any] = json.loads(line)
    assert told["revenue"]["total"] == {
        "before": TOTAL,
        "after": TOTAL + MORE,
        "difference": MORE,
    }


def test_files_are_written_for_their_owner_and_name_nobody(
    city: City, change: Path, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "out" / "here"
    printed(capsys, change, "--out", folder)

    written = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    assert set(written) == {
        *("simulation.json", "simulation.txt", "revenue.svg", "income.svg"),
        *("age.svg", "family.svg", "mean.svg", "change.svg"),
    }
    assert json.loads(written["simulation.json"])["people"] == 6
    numbers = [f"{getattr(city, name):010d}" for name in City.__slots__]
    assert not [one for one in numbers for text in written.values() if one in text]
    assert "見本" not in "".join(written.values())
    modes = {stat.S_IMODE(file.stat().st_mode) & 0o077 for file in folder.iterdir()}
    assert modes == {0}


def test_numbers_are_told_when_asked_for(city: City, change: Path, capsys: Capture) -> None:
    number = f"{city.both:010d}"
    assert number not in printed(capsys, change)
    assert number in printed(capsys, change, "--numbers")
    assert number in printed(capsys, change, "--numbers", "--json")


def test_in_production_somebody_must_be_named_to_see_numbers(
    city: City, change: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert city
    configuration = settings.CONFIGURATION.model_copy(update={"profile": "production"})
    monkeypatch.setattr(settings, "CONFIGURATION", configuration)
    assert "JUMINZEI_STAFF" in refused(capsys, change, "--numbers")
    assert printed(capsys, change)


def test_classes_with_few_people_are_withheld(city: City, change: Path, capsys: Capture) -> None:
    assert city
    text = printed(capsys, change, "--least", "5")
    assert "秘匿" in text
    assert "増える額の大きい人" not in text


def test_as_many_of_the_largest_changes_are_told_as_asked(
    city: City, change: Path, capsys: Capture
) -> None:
    assert city
    assert len(json.loads(printed(capsys, change, "--json", "--top", "2"))["increases"]) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--least", "-1"), "--least -1: 0 から 1,000 まで"),
        (("--least", "1001"), "--least 1001: 0 から 1,000 まで"),
        (("--top", "1001"), "--top 1001: 0 から 1,000 まで"),
    ],
)
def test_numbers_out_of_range_are_refused(
    options: tuple[str, ...], words: str, change: Path, capsys: Capture
) -> None:
    assert words in refused(capsys, change, *options)


def test_a_change_file_that_is_not_there_is_refused(tmp_path: Path, capsys: Capture) -> None:
    told = refused(capsys, tmp_path / "nowhere.toml")
    assert "nowhere.toml" in told
    assert "場所と名前を確かめてください" in told


def test_a_change_file_in_other_letters_is_refused(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "change.toml"
    file.write_bytes('title = "案"'.encode("cp932"))
    assert "UTF-8 で保存してください" in refused(capsys, file)


def test_a_change_that_is_no_toml_is_refused_before_anything_starts(
    tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "change.toml"
    file.write_text("[city", encoding="utf-8")
    assert "change.toml：TOML として読めません" in refused(capsys, file)


def test_a_change_that_does_not_fit_says_where_what_and_what_to_do(
    city: City, tmp_path: Path, capsys: Capture
) -> None:
    assert city
    file = tmp_path / "改正案.toml"
    file.write_text("[city.income_levy]\nrate = 0.07\n", encoding="utf-8")
    assert (
        '改正案.toml：city.income_levy.rate：0.07 とは書けません。率は小数でなく、"3/100"'
        in refused(capsys, file)
    )


def test_without_a_ledger_the_command_says_what_comes_first(change: Path, capsys: Capture) -> None:
    small_city()
    assert "juminzei assess --tax-year 2026" in refused(capsys, change)


def test_a_ledger_that_is_not_fixed_is_used_when_asked_for(change: Path, capsys: Capture) -> None:
    small_city()
    calculated(batch_member(START))
    assert "--draft" in refused(capsys, change)
    assert "確定前の計算結果による試算です" in printed(capsys, change, "--draft")


def test_a_folder_that_cannot_be_written_is_refused(
    city: City, change: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert city
    taken = tmp_path / "taken"
    taken.write_text("")
    assert "フォルダーの場所と権限" in refused(capsys, change, "--out", taken)
