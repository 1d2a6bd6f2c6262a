"""``juminzei calculate people.parquet --out …``, as a researcher calls it."""

from __future__ import annotations

import errno
import json
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from juminzei.bulk import engines
from juminzei.bulk import parts as parts_of_a_run
from juminzei.cli import calculate_file, main
from support.people_files import read_back, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from juminzei.bulk.parts import Done, Work
    from juminzei.bulk.source import Part

SALARY_TAX = 315_500  # (3,560,000 - 430,000) x 10 % - 2,500, and 5,000
DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"


class Call:
    """Runs the command on a small file in an own folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.people = written({"revenue_employment": [5_000_000]}, folder / "people.parquet")
        self.errors = ""

    def __call__(self, *arguments: str, file: str | None = None) -> tuple[int, str]:
        status = main(["calculate", file or str(self.people), *arguments])
        printed = self.capsys.readouterr()
        self.errors = printed.err
        return status, printed.out

    def out(self, name: str = "tax.parquet") -> str:
        return str(self.folder / name)

    def total(self, name: str = "tax.parquet") -> int:
        return int(read_back(self.folder / name)["total"][0].as_py())


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(tmp_path, capsys)


def test_a_file_becomes_the_file_of_its_tax(call: Call) -> None:
    status, printed = call("--tax-year", "2026", "--out", call.out(), "--json")
    assert status == 0
    assert call.total() == SALARY_TAX
    told = json.loads(printed)
    assert (told["out"], told["people"], told["parts"], told["reused_parts"]) == (
        call.out(),
        1,
        1,
        0,
    )
    assert told["warnings"] == [DRAFT]
    assert call.errors == f"{DRAFT}\n"


@pytest.mark.parametrize(
    ("name", "option", "magic"),
    [
        ("tax.parquet", (), b"PAR1"),
        ("tax.arrow", (), b"ARROW1"),
        ("tax.feather", (), b"ARROW1"),
        ("tax.2026", ("--format", "arrow"), b"ARROW1"),
        ("tax.arrow", ("--format", "parquet"), b"PAR1"),
    ],
)
def test_the_suffix_or_the_option_says_the_format(
    call: Call, name: str, option: tuple[str, ...], magic: bytes
) -> None:
    assert call("--tax-year", "2026", "--out", call.out(name), *option)[0] == 0
    assert (call.folder / name).read_bytes().startswith(magic)
    assert call.total(name) == SALARY_TAX


def test_single_values_of_the_ordinance_are_replaced(call: Call) -> None:
    ordinance = '{"municipal_per_capita_levy": 3500, "prefectural_rate": "5/100"}'
    assert call("--tax-year", "2026", "--out", call.out(), "--ordinance", ordinance)[0] == 0
    # 3,130,000 at 5 % for the prefecture: 31,300 more; the city's per-capita levy 500 more
    assert call.total() == SALARY_TAX + 31_300 + 500


def test_the_city_is_chosen_by_its_code(call: Call) -> None:
    arguments = ("--tax-year", "2026", "--out", call.out(), "--json", "--municipality", "112101")
    assert json.loads(call(*arguments)[1])["municipality"] == "112101"


def test_progress_is_told_when_it_takes_long(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculate_file, "TOLD_EVERY_S", 0)
    call("--tax-year", "2026", "--out", call.out())
    assert "  1 / 1 people\n" in call.errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "tax.parquet"), "--tax-year is missing"),
        (("--out", "tax.parquet", "--tax-year", "1999"), "tax_year: 1999 is not here"),
        (("--out", "tax", "--tax-year", "2026"), "name it .parquet or .arrow, or give --format"),
        (
            ("--out", "tax.parquet", "--format", "text", "--tax-year", "2026"),
            "--format text goes with JSON",
        ),
        (
            ("--out", "tax.parquet", "--tax-year", "2026", "--municipality", "1"),
            'municipality: "1" is unknown',
        ),
        (
            ("--out", "tax.parquet", "--tax-year", "2026", "--ordinance", "{"),
            "--ordinance: no JSON",
        ),
        (
            ("--out", "tax.parquet", "--tax-year", "2026", "--ordinance", '{"grade": 4}'),
            "ordinance.grade: 4 is too large",
        ),
        (("--out", "tax.parquet", "--tax-year", "2026", "--workers", "0"), "--workers 0: give 1"),
        (("--out", "tax.parquet", "--tax-year", "2026", "--threads", "-1"), "--threads -1: give"),
        (("--out", "tax.parquet", "--tax-year", "2026", "--explain"), "--explain goes with JSON"),
        (
            ("--out", "tax.parquet", "--tax-year", "2026", "--scheduler", "tcp://x:1"),
            "--scheduler goes with --engine dask",
        ),
        (
            ("--out", "tax.parquet", "--tax-year", "2026", "--workers", "2", "--threads", "2"),
            "--threads are of one process, or of Dask's workers; leave --workers out",
        ),
        (("--tax-year", "2026"), "--tax-year goes with a file of columns; give --out"),
        (("--format", "arrow"), "--format goes with a file of columns; give --out"),
        ((), "is a file of columns; say with --out where the result goes"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(
    call: Call, arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(call.folder)
    status, printed = call(*arguments)
    assert (status, printed) == (2, "")
    assert said in call.errors
    assert list(call.folder.iterdir()) == [call.people]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "tax.parquet: No space left on device"),
        (BrokenProcessPool(), "a worker was ended, perhaps for want of memory"),
    ],
)
def test_trouble_with_the_machine_keeps_the_parts_and_says_so(
    call: Call, trouble: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def each(_: engines.Local, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        yield parts_of_a_run.do(work, parts[0])
        raise trouble

    arguments = ("--tax-year", "2026", "--out", call.out(), "--json")
    with monkeypatch.context() as broken:
        broken.setattr(engines.Local, "each", each)
        assert call(*arguments) == (2, "")
    assert said in call.errors
    assert "the same command goes on where it was" in call.errors
    assert json.loads(call(*arguments)[1])["reused_parts"] == 1


def test_standard_input_is_no_file_of_columns(call: Call) -> None:
    assert call("--tax-year", "2026", "--out", call.out(), file="-")[0] == 2
    assert "not read from standard input" in call.errors


def test_what_is_wrong_in_the_file_ends_with_2(call: Call) -> None:
    file = written({"age": [30, 200]}, call.folder / "wrong.parquet")
    status, printed = call("--tax-year", "2026", "--out", call.out(), file=str(file))
    assert (status, printed) == (2, "")
    assert "juminzei calculate: age: row 2: is 200; give 0 to 150" in call.errors
