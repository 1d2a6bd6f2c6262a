"""Labels and formulas in words, for every step of the calculation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from juminzei.kernel.columns import column_kinds

BODIES = {"municipal_": "市町村民税", "prefectural_": "道府県民税"}


@dataclass(frozen=True, slots=True)
class Wording:
    """How one step is told."""

    label: str
    formula: str
    law: str = ""
    """Articles, where the rule alone does not say them."""
    unit: str = "円"
    assumption: str = ""
    """Path of the section of the law whose assumption is told with the step."""
    only_with: str = ""
    """Another step: where that comes to 0, this one is not worth telling."""


def wording(step: str) -> Wording:
    """Return how ``step`` is told; steps of both bodies may share their words.

    Raises:
        KeyError: ``steps.toml`` has no such step.
    """
    steps = _steps()
    if step in steps:
        return steps[step]
    for prefix, body in BODIES.items():
        if step.startswith(prefix):
            shared = steps[f"body_{step.removeprefix(prefix)}"]
            return replace(shared, label=f"{shared.label}（{body}）")
    raise KeyError(step)


def input_label(name: str) -> str:
    """Return the Japanese name of something that goes into a step.

    Raises:
        KeyError: It is no column and no step, and ``inputs.toml`` does not name it.
    """
    kinds = column_kinds()
    if name in kinds:
        return kinds[name].label
    inputs = _inputs()
    return inputs[name] if name in inputs else wording(name).label


@cache
def _steps() -> dict[str, Wording]:
    return {name: Wording(**words) for name, words in tomllib.loads(_text("steps.toml")).items()}


@cache
def _inputs() -> dict[str, str]:
    return dict(tomllib.loads(_text("inputs.toml")))


def _text(name: str) -> str:
    return files("juminzei.kernel.wording").joinpath(name).read_text(encoding="utf-8")
