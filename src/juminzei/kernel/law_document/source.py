"""What a rule's own source says of the figures that it uses, for rules that are no steps."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from juminzei.kernel.law import City, NationalLaw, Prefecture
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.standing_law import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

BODIES: dict[str, Any] = {"national": NationalLaw, "prefecture": Prefecture, "city": City}
Function = ast.FunctionDef


def sections_named(module: ModuleType, name: str) -> tuple[str, ...]:
    """Return the sections that a function names: ``law.national.collection`` or a type.

    What the functions of its own module name that it calls counts as its own.
    """
    tree = ast.parse(inspect.getsource(module))
    functions = {node.name: node for node in tree.body if isinstance(node, Function)}
    found: dict[str, None] = {}
    for node in _with_callees(functions, name):
        found |= dict.fromkeys(_named(node))
    return tuple(found)


def _with_callees(functions: dict[str, Function], name: str) -> list[Function]:
    """Return a function and all of its module that it leads to."""
    reached, waiting = dict.fromkeys([name]), [name]
    while waiting:
        for node in ast.walk(functions[waiting.pop()]):
            if isinstance(node, ast.Name) and node.id in functions and node.id not in reached:
                reached[node.id] = None
                waiting.append(node.id)
    return [functions[one] for one in reached]


def _named(function: Function) -> Iterator[str]:
    types = _sections_by_type()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            body = BODIES.get(node.value.attr)
            if body is not None and node.attr in _section_names(body):
                yield f"{node.value.attr}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in types:
            yield from types[node.id]


@cache
def _sections_by_type() -> dict[str, list[str]]:
    """Return the sections that have a type, by its name, such as ``EmploymentIncome``."""
    standing: dict[str, Any] = {file: kind for kind, file in FILES.items()}
    found = {
        kind.__name__: [f"{file}.{name}" for name in _section_names(kind)]
        for file, kind in standing.items()
    }
    for body, kind in (BODIES | standing).items():
        for name, section in _section_names(kind).items():
            found.setdefault(section, []).append(f"{body}.{name}")
    return found


@cache
def _section_names(body: Any) -> dict[str, str]:  # noqa: ANN401 - a class of sections
    """Return the names of the sections of a body with the names of their types."""
    hints = get_type_hints(body)
    types = {
        one.name: [kind for kind in (hints[one.name], *get_args(hints[one.name])) if _is(kind)]
        for one in fields(body)
    }
    return {name: kinds[0].__name__ for name, kinds in types.items() if kinds}


def _is(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)
