"""Any number of JSON lines: read as they come, answered in order, or not answered at all."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.cli import calculate, main
from juminzei.cli.command import UsageError
from juminzei.cli.records import records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHUNK = 3


class Endless(io.StringIO):
    """Lines without end, which counts how many were read."""

    def __init__(self, *first: str) -> None:
        super().__init__()
        self.first = first
        self.read_lines = 0

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # all that is asked of it
        for line in self.first:
            self.read_lines += 1
            yield line + "\n"
        while True:
            self.read_lines += 1
            yield '{"tax_year": 2026}\n'


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculate, "CHUNK", CHUNK)
    monkeypatch.setattr(calculate, "WAITING_IN_MEMORY", 1_000)


def salary(yen: object) -> str:
    return json.dumps({"tax_year": 2026, "revenue": {"employment": yen}})


def answered(file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[int], str]:
    status = main(["calculate", str(file)])
    printed = capsys.readouterr()
    return status, [json.loads(line)["total"] for line in printed.out.splitlines()], printed.err


@pytest.mark.parametrize("people", [1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK + 1])
def test_answers_come_in_order_on_both_sides_of_a_chunk(
    people: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 5,000,000 + 100,000 n: income 3,560,000 + 80,000 n, base 3,130,000 + 80,000 n, levy a tenth
    # of it without 2,500 (1,500 and 1,000), and 5,000
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join(salary(5_000_000 + 100_000 * n) for n in range(people)))
    expected = [313_000 + 8_000 * n - 2_500 + 5_000 for n in range(people)]
    assert answered(file, capsys)[:2] == (0, expected)


def test_lines_are_read_as_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = Endless()
    monkeypatch.setattr(sys, "stdin", endless)
    given = records(None)
    places = [next(given)[0] for _ in range(5)]
    assert places == ["line 1: ", "line 2: ", "line 3: ", "line 4: ", "line 5: "]
    assert endless.read_lines == 5


def test_empty_lines_are_passed_over_but_counted(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(f"\n{salary(1)}\n\n   \n{salary(2)}\n")
    assert [place for place, _ in records(str(file))] == ["line 2: ", "line 5: "]


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(f'{{"tax_year": "a\u2028b\x85"}}\n{salary(2)}\n', encoding="utf-8")
    assert [place for place, _ in records(str(file))] == ["line 1: ", "line 2: "]


def test_a_wrong_line_after_many_right_ones_leaves_nothing_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.jsonl"
    lines = [salary(5_000_000)] * (10 * CHUNK)
    file.write_text("\n".join([*lines, salary(-1), salary(1.5), *lines]))
    status, totals, told = answered(file, capsys)
    assert (status, totals) == (2, [])
    assert f"line {10 * CHUNK + 1}: revenue.employment: -1 is negative" in told
    assert f"line {10 * CHUNK + 2}: revenue.employment: 1.5 is no whole number" in told
    assert "draft" not in told


def test_the_first_twenty_wrong_lines_are_told_and_the_rest_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join([salary(-1)] * 25))
    _, _, told = answered(file, capsys)
    assert [line.partition(" revenue")[0] for line in told.splitlines()] == [
        "juminzei calculate: line 1:",
        *[f"line {n}:" for n in range(2, 21)],
        "… and 5 more",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param(f"nonsense\n{salary(1)}\n{salary(2)}", "line 1: ", id="the first of three"),
        pytest.param(f"{salary(1)}\nnonsense\n{salary(2)}", "line 2: ", id="the second of three"),
        pytest.param(f"{salary(1)}\n{salary(2)}\n{{", "line 3: ", id="the last of three"),
        pytest.param("nonsense", "", id="the only one"),
    ],
)
def test_a_line_that_is_no_json_is_named(text: str, place: str, tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text(text)
    with pytest.raises(UsageError, match=f"^{place}no JSON"):
        list(records(str(file)))


def test_a_file_that_turns_into_another_code_half_way_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_bytes(f"{salary(1)}\n{salary(2)}\n".encode() + "税".encode("cp932"))
    with pytest.raises(UsageError, match="cannot be read"):
        list(records(str(file)))


def test_a_reader_that_has_seen_enough_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join([salary(1)] * 500))
    command = f"{sys.executable} -m juminzei.cli calculate {file} | head -n 1"
    shown = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=True
    )
    assert json.loads(shown.stdout)["total"] == 0
    assert "Traceback" not in shown.stderr


def test_laws_of_all_chunks_are_warned_of_once_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "people.jsonl"
    file.write_text("\n".join(['{"tax_year": 2026}'] * 4 * CHUNK + ['{"tax_year": 2025}']))
    _, _, told = answered(file, capsys)
    assert [line[:5] for line in told.splitlines()] == ["令和8年度", "令和7年度"]
