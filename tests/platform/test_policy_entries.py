"""Every way in has an entry in the policy: what has none fails here, before anybody can use it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, get_resolver

import juminzei
from juminzei.cli.registry import COMMANDS
from juminzei.platform.policy import entries
from juminzei.platform.policy.entries import KINDS, ways_in
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.reading import PolicyError
from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.unified_schemas import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLResolver

SOURCE = Path(juminzei.__file__).parent


def pages(resolver: URLResolver | None = None) -> Iterator[str]:
    """Return the name of every page."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name, so that no entry can be its"
            yield pattern.name
        else:
            yield from pages(pattern)


def opened_jobs() -> Iterator[str]:
    """Return the kind of every job that the program opens, where it is written out."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "open_job(" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "open_job":
                for keyword in node.keywords:
                    if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant):
                        yield str(keyword.value.value)


def test_every_page_has_an_entry_and_every_entry_a_page() -> None:
    """T-Z01: a new address without an entry fails the build."""
    assert set(pages()) == set(ways_in("pages"))


def test_every_command_has_an_entry() -> None:
    assert set(ways_in("commands")) == set(COMMANDS)


def test_every_kind_of_job_has_an_entry() -> None:
    assert set(ways_in("jobs")) == set(opened_jobs())


def test_every_question_of_the_interface_has_an_entry() -> None:
    assert set(ways_in("calls")) == {*ENDPOINTS, *QUESTIONS}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_open_to_all_says_why(kind: str) -> None:
    for way in ways_in(kind).values():
        assert bool(way.functions) != bool(way.open_because), way.name
        assert set(way.functions) <= set(functions())


GOOD = """
[pages]
person = ["person.view"]
[open.pages]
home = "件数だけ"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("person.view", "person.eat", "pages.person：person.eat は知らない名前です"),
        ('["person.view"]', "[]", "pages.person：機能がありません"),
        ('"件数だけ"', '""', "open.pages.home：文字列がありません"),
        ("home", "person", "open.pages.person：二度あります"),
        ("[pages]", "[page]", "pages：表（[…]）ではありません"),
    ],
)
def test_entries_that_cannot_be_taken_are_refused_with_place_and_remedy(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "entries.toml"
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(entries, "FILE", file)
    with pytest.raises(PolicyError) as refused:
        ways_in.__wrapped__("pages")
    assert said in str(refused.value)
