"""The rules: which articles each comes from, which steps it makes, which figures it uses."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import juminzei.base
import juminzei.kernel
from juminzei.base.citation import citations
from juminzei.kernel.income_tax.wording import wording as income_tax_wording
from juminzei.kernel.law_document.bodies import INCOME_TAX
from juminzei.kernel.law_document.source import sections_named
from juminzei.kernel.law_document.trace import INCOME_TAX_STEP, traced
from juminzei.kernel.wording import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from juminzei.kernel.wording import Wording

PACKAGES = (juminzei.base, juminzei.kernel)
PREFIX = "juminzei."
FIGURE_TOLD = re.compile(r"\{law\.(national|prefecture|city)\.([a-z0-9_]+)\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A function that stands for an article."""

    module: str
    """``kernel.rules.employment_income``."""
    name: str
    articles: tuple[str, ...]
    steps: tuple[str, ...]
    """Names of the steps that the chain takes with it; none where it is no step of the tax."""
    sections: tuple[str, ...]
    """``national.employment_income``: the figures that it uses."""

    @property
    def path(self) -> str:
        """Where it stands: ``kernel/rules/employment_income.py``."""
        return self.module.replace(".", "/") + ".py"


@cache
def rules() -> tuple[Rule, ...]:
    """Return every function of the base and the kernel that names its articles."""
    return tuple(
        _rule(module, name, function)
        for module in _modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and citations(function)
    )


def _rule(module: ModuleType, name: str, function: Callable[..., object]) -> Rule:
    seen = traced().get((module.__name__, name))
    steps = tuple(seen.steps) if seen else ()
    told = [section for step in steps for section in _told(step)]
    used = (*seen.sections, *told) if seen else sections_named(module, name)
    return Rule(
        module=module.__name__.removeprefix(PREFIX),
        name=name,
        articles=citations(function),
        steps=steps,
        sections=tuple(dict.fromkeys(used)),
    )


def _told(step: str) -> list[str]:
    """Return the sections whose figures the formula of a step tells, picked by the chain."""
    formula = words_of(step).formula
    return [".".join(_of_tax(step, found)) for found in FIGURE_TOLD.findall(formula)]


def words_of(step: str) -> Wording:
    """Return how a step of either tax is told."""
    if step.startswith(INCOME_TAX_STEP):
        return income_tax_wording(step.removeprefix(INCOME_TAX_STEP))
    return wording(step)


def _of_tax(step: str, found: tuple[str, str]) -> tuple[str, str]:
    return (INCOME_TAX, found[1]) if step.startswith(INCOME_TAX_STEP) else found


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        for name in sorted(one.name for one in found):
            yield importlib.import_module(name)
