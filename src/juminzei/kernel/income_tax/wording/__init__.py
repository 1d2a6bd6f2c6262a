"""Labels, formulas and articles of the income tax's steps, beside those that both taxes share."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from juminzei.kernel.column_set import kinds_of
from juminzei.kernel.income_tax.return_columns import ReturnColumns
from juminzei.kernel.steps import WITHOUT_PENSION
from juminzei.kernel.wording import KINDS, Wording, input_label, shared_by_kinds, without_pension
from juminzei.kernel.wording import wording as shared_wording

TAX = "tax_"


def wording(step: str) -> Wording:
    """Return how a step of the income tax is told.

    What ``steps.toml`` says of a step that both taxes share takes the place of the shared
    words: most often the article alone.

    Raises:
        KeyError: Neither tax has such a step.
    """
    if step.startswith(WITHOUT_PENSION):
        return without_pension(wording(step.removeprefix(WITHOUT_PENSION)))
    own = _steps()
    if step in own:
        return _over(step, own[step])
    for kind, label in KINDS.items():
        if step in (f"{TAX}{kind}", f"{TAX}{kind}_exact"):
            of_kind = Wording(**own[step.replace(kind, "kind")])
            return replace(of_kind, label=f"{of_kind.label}（{label}）")
        if shared_by_kinds(step, kind) in own:
            return replace(shared_wording(step), **own[shared_by_kinds(step, kind)])
    return shared_wording(step)


def label_of_input(name: str) -> str:
    """Return the Japanese name of something that goes into a step of the income tax.

    Raises:
        KeyError: It is no column and no step, and ``inputs.toml`` does not name it.
    """
    kinds = kinds_of(ReturnColumns)
    if name in kinds:
        return kinds[name].label
    if name in _inputs():
        return _inputs()[name]
    try:
        return input_label(name)
    except KeyError:
        return wording(name).label


def own_steps() -> tuple[str, ...]:
    """Return the names of ``steps.toml``: steps, and what steps of all kinds share."""
    return tuple(_steps())


def _over(step: str, own: dict[str, Any]) -> Wording:
    """Return the words of a step, what is not said taken from the words of both taxes."""
    return Wording(**own) if "formula" in own else replace(shared_wording(step), **own)


@cache
def _steps() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_text("steps.toml"))


@cache
def _inputs() -> dict[str, str]:
    return dict(tomllib.loads(_text("inputs.toml")))


def _text(name: str) -> str:
    return files("juminzei.kernel.income_tax.wording").joinpath(name).read_text(encoding="utf-8")
