"""Labels and formulas in words, for every step of the calculation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.kernel.columns import column_kinds
from juminzei.kernel.steps import WITHOUT_PENSION

if TYPE_CHECKING:
    from collections.abc import Mapping

STEP_FILES = ("steps.toml", "income_steps.toml", "retirement_steps.toml")
BODIES = {"municipal_": "市町村民税", "prefectural_": "道府県民税"}
KINDS = {
    "comprehensive": "総所得金額",
    "land_short": "分離短期譲渡・一般",
    "land_short_reduced": "分離短期譲渡・軽減",
    "land_long": "分離長期譲渡・一般",
    "land_long_superior": "分離長期譲渡・優良住宅地",
    "land_long_residence": "分離長期譲渡・居住用財産",
    "listed_dividend": "上場株式等の配当等",
    "unlisted_shares": "一般株式等の譲渡",
    "listed_shares": "上場株式等の譲渡",
    "futures": "先物取引",
    "forestry": "山林",
    "retirement": "退職",
}
BASE = "tax_base_"
MATTERS_WITHOUT_PENSION = "income_public_pension smaller_pension_deduction"
"""What the netting without the pension is for; unless it comes to something, nobody reads it."""


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
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Names of inputs that this step calls otherwise than others do."""
    only_with: str = ""
    """Other steps, by spaces: where all come to 0, this one is not worth telling."""
    all_with: str = ""
    """Other steps, by spaces: where one comes to 0, this one is not worth telling."""


def wording(step: str) -> Wording:
    """Return how ``step`` is told; steps of both bodies, or of all kinds, may share their words.

    Raises:
        KeyError: ``steps.toml`` has no such step.
    """
    steps = _steps()
    if step in steps:
        return steps[step]
    if step.startswith(WITHOUT_PENSION):
        return without_pension(wording(step.removeprefix(WITHOUT_PENSION)))
    for prefix, body in BODIES.items():
        if step.startswith(prefix):
            shared = steps[f"body_{step.removeprefix(prefix)}"]
            formula = shared.formula.replace(".body:", f".{prefix.removesuffix('_')}:")
            return replace(shared, label=f"{shared.label}（{body}）", formula=formula)
    for kind, label in KINDS.items():
        shared_name = shared_by_kinds(step, kind)
        if shared_name in steps:
            shared = steps[shared_name]
            return replace(shared, label=f"{shared.label}（{label}）")
    raise KeyError(step)


def without_pension(shared: Wording) -> Wording:
    """Return how a step is told that is taken a second time, as if there were no pension."""
    label = f"年金がない場合の{shared.label}"
    return replace(shared, label=label, all_with=MATTERS_WITHOUT_PENSION)


def shared_by_kinds(step: str, kind: str) -> str:
    """Return the name that the step of a kind has in the files; empty if it is not of the kind."""
    if step == f"{BASE}{kind}":
        return f"{BASE}kind"
    return f"kind_{step.removeprefix(f'{kind}_')}" if step.startswith(f"{kind}_") else ""


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
    texts = (tomllib.loads(_text(file)) for file in STEP_FILES)
    return {name: Wording(**words) for told in texts for name, words in told.items()}


@cache
def _inputs() -> dict[str, str]:
    return dict(tomllib.loads(_text("inputs.toml")))


def _text(name: str) -> str:
    return files("juminzei.kernel.wording").joinpath(name).read_text(encoding="utf-8")
