"""What every command shares: how its summary is printed, and what ends it quietly."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.cli import main
from juminzei.cli.registry import COMMANDS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

DONE = 0


class Told:
    """A command that does nothing and has something of each type to tell."""

    EXAMPLE = "juminzei told"

    @staticmethod
    def arguments(_parser: ArgumentParser) -> None:
        """Declare nothing."""

    @staticmethod
    def run(_options: Namespace) -> dict[str, object]:
        """Tell."""
        return {"tax_year": 2026, "people": 112_000, "fixed": True, "warnings": ["確認中"]}


def test_years_have_no_comma_and_lists_no_brackets(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "told", Told)
    monkeypatch.setitem(COMMANDS, "told", ("told", ""))
    assert main(["told"]) == DONE
    assert capsys.readouterr().out.splitlines() == [
        "tax_year: 2026",
        "people: 112,000",
        "fixed: True",
        "warnings: 確認中",
    ]


@pytest.mark.parametrize("command", ["", "law --tax-year 2026", "calculate --help"])
def test_whoever_reads_the_first_line_only_sees_no_traceback(command: str) -> None:
    shown = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m juminzei.cli {command} | true"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stderr == ""
