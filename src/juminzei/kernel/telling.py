"""The steps of a calculation in words, for text, print and pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from juminzei.base.money import exact_text
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.wording import input_label, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.kernel.explain import Step, Value

AFTER_CREDIT = "_levy_after_"
CODES = ("disability", "spouse_disability", "single_parent", "kind")
TAKEN_OFF = ("loss", "deduction")
"""Inputs that a step takes off an income; where either is 0 it changes nothing."""
ALWAYS = (
    "tax_base",
    "municipal_income_levy",
    "prefectural_income_levy",
    "municipal_per_capita_levy",
    "prefectural_per_capita_levy",
    "total",
)
"""Steps that are told even where they come to 0."""
YEARS = {"age": "歳", "service_years": "年"}
RATES = ("hometown_rate", "one_stop_rate")
PERCENT = "％"
PERSONS = ("dependants", "disabled_", "specified_relatives_", "exemption_count")


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step as people read it; every figure carries its unit."""

    name: str
    label: str
    value: str
    formula: str
    inputs: tuple[tuple[str, str], ...]
    """What went in and is not nothing: its Japanese name and its value."""
    law: str


def told(steps: Sequence[Step]) -> list[ToldStep]:
    """Return the steps that matter for this person, in order.

    Steps in which everything is 0 or does not apply are left out.
    """
    values = {step.name: step.value for step in steps}
    return [_told(step) for step in steps if _matters(step, values)]


def amount_text(value: Value, unit: str = "円") -> str:
    """Return a value of a step in words: ``"1,234円"``, ``"該当"``, the name of an exemption."""
    if isinstance(value, bool):
        return "該当" if value else "非該当"
    if value is None:
        return "課税"
    if isinstance(value, int):
        return f"{value:,}{unit}"
    if unit == PERCENT:
        return _rate_text(value)
    names = {exemption.contract_name: exemption.label for exemption in Exemption}
    return names.get(value) or f"{value}{unit}"


def _rate_text(value: str) -> str:
    """Return ``84.895％``, or a fraction where hundredths do not come out even."""
    rate = sum((Fraction(part) for part in value.split()), Fraction(0))
    percent = exact_text(rate * 100)
    return str(rate) if "/" in percent else f"{percent}％"


def input_text(name: str, value: Value) -> str:
    """Return what went into a step in words, with the unit that its name asks for."""
    if name in YEARS:
        return f"{value}{YEARS[name]}"
    if name in RATES:
        return amount_text(value, PERCENT)
    if name.startswith(PERSONS):
        return amount_text(value, "人")
    if name in CODES and not isinstance(value, bool):
        return f"区分{value}"
    return amount_text(value)


def _told(step: Step) -> ToldStep:
    return ToldStep(
        name=step.name,
        label=step.label,
        value=amount_text(step.value, wording(step.name).unit),
        formula=step.formula,
        inputs=tuple(
            (input_label(name), input_text(name, value))
            for name, value in step.inputs.items()
            if value
        ),
        law=step.law,
    )


def _matters(step: Step, values: Mapping[str, Value]) -> bool:
    """Say whether a step changes anything for this person."""
    supports = wording(step.name).only_with.split()
    if supports and not any(values.get(one) for one in supports):
        return False
    if AFTER_CREDIT in step.name and not step.inputs["credit"]:
        return False
    taken = [step.inputs[name] for name in TAKEN_OFF if name in step.inputs]
    if taken and not (any(taken) and step.inputs.get("income")):
        return False
    return bool(step.value) or step.name in ALWAYS
