"""The law alone needs NumPy and nothing else; who lacks an extra is told which."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from juminzei.cli import main
from juminzei.cli.registry import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
SALARY = '{"tax_year": 2026, "revenue": {"employment": 5000000}}'
SALARY_TAX = 315_500  # (3,560,000 - 430,000) x 10 % - 2,500, and 5,000
HEAVY = ("dask", "distributed", "django", "polars", "pyarrow", "pydantic", "typst")
ALONE: dict[str, tuple[tuple[str, ...], str]] = {
    "calculate": ((), SALARY),
    "calculate --explain": (("--explain",), SALARY),
    "calculate --format text": (("--format", "text"), SALARY),
    "instalments": ((), '{"tax_year": 2026, "method": "ordinary", "amount": 90500}'),
    "delinquency-charge": (
        ("--tax", "100000", "--due", "2026-06-30", "--paid", "2026-12-20"),
        "",
    ),
    "retirement-income": (
        (),
        '{"paid_on": "2026-03-31", "revenue": 24000000, "service_years": 34}',
    ),
    "income-tax": (("--compare",), '{"income_year": 2025, "revenue": {"employment": 5000000}}'),
    "seizable-pay": (("--pay", "282078", "--family", "2"), ""),
    "check-number": (("municipality", "112101"), ""),
    "law": (("--tax-year", "2026"), ""),
}
"""Calls that need no extra, and what they are given."""


def loaded_by(code: str, given: str = "") -> set[str]:
    """Return which heavy packages a fresh interpreter has loaded after ``code``."""
    told = f"\nprint('|', *(name for name in {HEAVY!r} if name in sys.modules))"
    outcome = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}{told}"],
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(outcome.stdout.rpartition("|")[2].split())


def test_the_kernel_is_imported_with_numpy_alone() -> None:
    code = (
        "import pkgutil, importlib, juminzei.kernel as p\n"
        "for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.'):\n"
        "    importlib.import_module(m.name)"
    )
    assert loaded_by(code) == set()


@pytest.mark.parametrize("call", ALONE)
def test_a_command_of_the_law_loads_no_extra(call: str) -> None:
    arguments, given = ALONE[call]
    line = [call.partition(" ")[0], *arguments]
    code = f"from juminzei.cli import main\nassert main({line!r}) == 0"
    assert loaded_by(code, given) == set()


def test_help_loads_not_even_numpy() -> None:
    code = "import juminzei.cli\njuminzei.cli.main(['--help'])\nassert 'numpy' not in sys.modules"
    assert loaded_by(code) == set()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_loads_neither_numpy_nor_an_extra(name: str) -> None:
    code = (
        "import juminzei.cli\n"
        f"try: juminzei.cli.main([{name!r}, '--help'])\n"
        "except SystemExit: pass\n"
        "assert 'numpy' not in sys.modules"
    )
    assert loaded_by(code) == set()


@pytest.mark.parametrize(
    ("missing", "arguments", "said"),
    [
        ("django", ["migrate"], 'needs django, which is not installed: pip install "juminzei[plat'),
        ("pyarrow", ["calculate", "people.parquet", "--out", "tax.parquet", "--tax-year", "2026"],
         'needs pyarrow, which is not installed: pip install "juminzei[bulk]"'),
    ],
)  # fmt: skip
def test_who_lacks_an_extra_is_told_which_in_one_line(
    missing: str,
    arguments: Sequence[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.startswith("juminzei.bulk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Absent(missing), *sys.meta_path])
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


class Absent:
    """Behaves as if a package were not installed."""

    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def test_a_module_of_our_own_that_is_missing_is_no_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(COMMANDS, "migrate", ("juminzei.cli.nowhere", ""))
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        main(["migrate"])


def test_the_wheel_installs_beside_numpy_alone_and_calculates(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, symlinks=True)
    lend_numpy(next(home.glob("lib/python3*/site-packages")))
    # No index: whatever else the wheel asked for would make pip fail.
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        home / "bin" / "python",
        "install",
    ]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(
        [*pip, "--no-index", "--disable-pip-version-check", wheel],
        check=True,
        capture_output=True,
        env=clean,
    )
    outcome = subprocess.run(
        [home / "bin" / "juminzei", "calculate"],
        input=SALARY,
        capture_output=True,
        text=True,
        check=True,
        env=clean,
        cwd=tmp_path,
    )
    assert json.loads(outcome.stdout)["total"] == SALARY_TAX
    assert (
        'pip install "juminzei[platform]"'
        in subprocess.run(
            [home / "bin" / "juminzei", "migrate"],
            capture_output=True,
            text=True,
            check=False,
            env=clean,
            cwd=tmp_path,
        ).stderr
    )


def lend_numpy(packages: Path) -> None:
    """Let another environment use this one's NumPy, and nothing else of it."""
    own = Path(np.__file__).parents[1]
    for part in [own / "numpy", *own.glob("numpy.libs"), *own.glob("numpy-*.dist-info")]:
        (packages / part.name).symlink_to(part)
