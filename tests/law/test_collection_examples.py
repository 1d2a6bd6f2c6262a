"""docs/collection.md: every command in it gives what the page says."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from pathlib import Path

import pytest

from juminzei.cli import main

PAGE = Path(__file__).parents[2] / "docs" / "collection.md"
EXAMPLES = re.findall(r"^\$ (.+)\n(\{.+\})$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
ONE_KEY = re.compile(r" \| jq -c \.(\w+)$")


def test_the_page_has_an_example_of_every_command() -> None:
    shown = {word for command, _ in EXAMPLES for word in command.split()}
    assert shown >= {
        "instalments", "delinquency-charge", "retirement-income", "seizable-pay", "check-number"
    }  # fmt: skip


@pytest.mark.parametrize(("command", "answer"), EXAMPLES, ids=[one for one, _ in EXAMPLES])
def test_an_example_gives_what_the_page_says(
    command: str,
    answer: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    key = ONE_KEY.search(command)
    words = shlex.split(ONE_KEY.sub("", command))
    if words[0] == "echo":
        monkeypatch.setattr(sys, "stdin", io.StringIO(words[1]))
        words = words[words.index("|") + 1 :]
    assert words[0] == "juminzei"
    assert main(words[1:]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed[key[1]] if key else printed) == json.loads(answer)
