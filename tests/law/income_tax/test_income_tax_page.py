"""docs/income-tax.md: its example gives what it says, and every column of a return is on it."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.main import main
from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.income_tax import ReturnColumns
from juminzei.kernel.income_tax.contract import DERIVED

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parents[3] / "docs/income-tax.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^\$ (echo .+) \| juminzei income-tax \| jq -c \.(\S+)$\n^(\S+)$", re.MULTILINE
)


def test_the_example_gives_what_the_page_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ((given, path, expected),) = EXAMPLE.findall(PAGE)
    monkeypatch.setattr(sys, "stdin", io.StringIO(shlex.split(given)[1]))
    assert main(["income-tax"]) == 0
    answer = json.loads(capsys.readouterr().out)
    for name in path.split("."):
        answer = answer[name]
    assert str(answer) == expected


def test_every_column_of_a_return_stands_on_the_page_with_its_label() -> None:
    for name, kind in kinds_of(ReturnColumns).items():
        assert (f"| `{name}` | {kind.label}" in PAGE) == (name not in DERIVED), name
