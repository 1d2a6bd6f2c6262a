"""Who vouches: the tests that name a rule, and the cases that name an article."""

from __future__ import annotations

import ast
import importlib
import inspect
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from juminzei.kernel.law_document.articles import Article

from juminzei.kernel.law_document.articles import articles_of

PACKAGE = "juminzei"
FOLDERS = ("base", "law")
"""Folders of the tests that test rules."""
CASES = "law/cases"
Reference = tuple[str, str]
"""Module and name of a function: ``juminzei.kernel.rules.levies``, ``total_tax``."""
Top = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A test that names a rule, by itself or through something of its module."""

    file: str
    """Below the tests' folder: ``law/test_levies.py``."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A file of cases that an authority outside the kernel vouches for."""

    file: str
    articles: tuple[Article, ...]
    years: tuple[int, ...]
    count: int
    """Rows of tables count one by one, and once for each year that they hold in."""


def witnesses_by_rule(tests: Path) -> dict[Reference, list[Witness]]:
    """Return the tests that name a function of this package, by that function."""
    found: dict[Reference, list[Witness]] = {}
    for folder in FOLDERS:
        for path in sorted(tests.joinpath(folder).glob("**/test_*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            file = path.relative_to(tests).as_posix()
            for name, references in _references(tree).items():
                for reference in references:
                    found.setdefault(reference, []).append(Witness(file, name))
    return found


def case_files(tests: Path) -> list[CaseFile]:
    """Return the files of cases with the articles that they say they test."""
    found = []
    for path in sorted(tests.joinpath(CASES).glob("**/*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        cases = [one for value in content.values() for one in _tables(value)]
        cites = content.get("cites", [])
        found.append(
            CaseFile(
                file=path.relative_to(tests).as_posix(),
                articles=tuple(article for cite in cites for article in articles_of(cite)),
                years=tuple(sorted({year for case in cases for year in _years(case)})),
                count=sum(len(_list(case, "rows")) * len(_list(case, "years")) for case in cases),
            )
        )
    return found


def _tables(value: object) -> list[dict[str, object]]:
    """Return the tables of a list, such as every ``[[case]]``."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _years(case: dict[str, object]) -> Iterator[int]:
    """Return the tax years that a case names, however deep in its request."""
    for name, value in case.items():
        if name == "tax_year" and isinstance(value, int):
            yield value
        elif name == "years" and isinstance(value, list):
            yield from value
        elif isinstance(value, dict):
            yield from _years(value)


def _list(case: dict[str, object], name: str) -> list[object]:
    """Return a list that a case may have; without it the case counts once."""
    value = case.get(name)
    return value if isinstance(value, list) else [None]


def _references(tree: ast.Module) -> dict[str, set[Reference]]:
    """Return what each test of a module refers to, through helpers and constants too."""
    imported = dict(_imported(tree))
    tops = dict(_tops(tree))
    direct = {name: set(_named(node, imported)) for name, node in tops.items()}
    uses = {
        name: {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id in tops}
        for name, node in tops.items()
    }
    return {
        name: set().union(*(direct[one] for one in _reached(name, uses)))
        for name in tops
        if name.startswith("test_")
    }


def _reached(name: str, uses: dict[str, set[str]]) -> set[str]:
    reached, waiting = {name}, [name]
    while waiting:
        further = uses[waiting.pop()] - reached
        reached |= further
        waiting += further
    return reached


def _tops(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Return the functions and constants of a module, a class's tests one by one."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name, node
            yield from ((one.name, one) for one in node.body if isinstance(one, ast.FunctionDef))
        elif isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((one.id, node) for one in targets if isinstance(one, ast.Name))


def _imported(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """Return what a module imports of this package, by the name that it gives it."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            module = importlib.import_module(node.module or "")
            for alias in node.names:
                yield alias.asname or alias.name, _thing(module, alias.name)


def _thing(module: ModuleType, name: str) -> object:
    """Return what a module names, be it a module of its own that nobody has imported yet."""
    if hasattr(module, name) or not hasattr(module, "__path__"):
        return getattr(module, name, None)
    return importlib.import_module(f"{module.__name__}.{name}")


def _named(node: ast.AST, imported: dict[str, object]) -> Iterator[Reference]:
    for one in ast.walk(node):
        thing: object = None
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
            thing = getattr(imported.get(one.value.id), one.attr, None)
        elif isinstance(one, ast.Name):
            thing = imported.get(one.id)
        if inspect.isroutine(thing) and str(thing.__module__).startswith(PACKAGE):
            yield str(thing.__module__), thing.__name__
