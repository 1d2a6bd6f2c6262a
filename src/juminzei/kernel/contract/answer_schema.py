"""The answer of ``calculate`` as JSON Schema, made from the writer's own tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from juminzei.kernel.contract import writer
from juminzei.kernel.contract.schema import Schema, closed, tax_year
from juminzei.kernel.contract.schema_words import ANSWER, CREDITS, STEP
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.separate_kinds import KINDS
from juminzei.kernel.wording import wording

if TYPE_CHECKING:
    from collections.abc import Mapping

AMOUNT: Schema = {"type": "integer"}
BODIES = {"municipal": "市町村民税", "prefectural": "道府県民税"}
NOT_ALWAYS = ("withheld_levy_applied", "steps")
"""Keys of an answer that stand only where there is something to tell."""


@cache
def answer_schema() -> Schema:
    """Return the schema of one answer of ``calculate``."""
    both = all_of(BODIES)
    bases = {"comprehensive": "tax_base"} | {kind: f"tax_base_{kind}" for kind in KINDS}
    kinds: Schema = {
        "tax_year": tax_year(),
        "exempt": {"enum": [one.contract_name for one in Exemption]},
        "income": all_of(
            {name: wording(f"income_{name}").label for name in writer.INCOMES}
            | {name: wording(name).label for name in writer.ADJUSTMENTS}
        ),
        "total_income": AMOUNT,
        "aggregate_income": AMOUNT,
        "total_income_etc": AMOUNT,
        "exemption_count": AMOUNT,
        "deductions": all_of(
            {name: wording(f"deduction_{name}").label for name in writer.DEDUCTIONS}
        ),
        "deduction_total": AMOUNT,
        "tax_base": closed(
            {name: AMOUNT | _told(wording(step).label) for name, step in bases.items()},
            required=("comprehensive",),
        ),
        "personal_deduction_gap": AMOUNT,
        "calculated_levy": both,
        "credits": closed(
            {name: both | _told(CREDITS[name]) for name in writer.CREDITS},
            required=list(writer.CREDITS),
        ),
        "income_levy": both,
        "per_capita_levy": both,
        "forest_environment_tax": AMOUNT,
        "withheld_levy_applied": AMOUNT,
        "withheld_levy_refund": AMOUNT,
        "total": AMOUNT,
        "steps": {"type": "array", "items": step_schema()},
    }
    told = {name: kind | {"description": ANSWER[name]} for name, kind in kinds.items()}
    return closed(told, required=[name for name in told if name not in NOT_ALWAYS])


def step_schema() -> Schema:
    """Return the schema of one step of an explained answer."""
    value: Schema = {"type": ["integer", "string", "boolean", "null"]}
    kinds: Schema = {
        "name": {"type": "string"},
        "label": {"type": "string"},
        "law": {"type": "string"},
        "formula": {"type": "string"},
        "inputs": {"type": "object", "additionalProperties": value},
        "value": value,
    }
    told = {name: kind | {"description": STEP[name]} for name, kind in kinds.items()}
    return closed(told, required=list(told))


def all_of(names: Mapping[str, str]) -> Schema:
    """Return the schema of an object with exactly these amounts, by their Japanese names."""
    told = {name: AMOUNT | _told(label) for name, label in names.items()}
    return closed(told, required=list(names))


def _told(description: str) -> Schema:
    return {"description": description}
