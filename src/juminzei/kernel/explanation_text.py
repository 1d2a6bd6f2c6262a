"""The explanation as plain text that a citizen can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.wording import input_label, wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.kernel.explain import Step, Value
    from juminzei.kernel.law import Law

CODES = ("disability", "spouse_disability", "single_parent", "kind")
AFTER_CREDIT = "_levy_after_"
ALWAYS = (
    "tax_base",
    "municipal_income_levy",
    "prefectural_income_levy",
    "municipal_per_capita_levy",
    "prefectural_per_capita_levy",
    "total",
)
"""Steps that are told even where they come to 0."""
PERSONS = ("dependants_", "disabled_", "specified_relatives_", "exemption_count")


def explanation_text(steps: Sequence[Step], law: Law) -> str:
    """Return the steps that matter for this person, numbered, in Japanese.

    Steps in which everything is 0 or does not apply are left out.
    """
    head = [
        f"{tax_year_text(law.tax_year)} 個人住民税の計算の根拠（{law.city.name}）",
        *([law.warning] if law.warning else []),
        "",
    ]
    values = {step.name: step.value for step in steps}
    told = [step for step in steps if _matters(step, values)]
    lines = [line for number, step in enumerate(told, 1) for line in _lines(number, step)]
    return "\n".join([*head, *lines])


def _matters(step: Step, values: Mapping[str, Value]) -> bool:
    """Say whether a step changes anything for this person."""
    supports = wording(step.name).only_with
    if supports and not values[supports]:
        return False
    if AFTER_CREDIT in step.name and not step.inputs["credit"]:
        return False
    return bool(step.value) or step.name in ALWAYS


def _lines(number: int, step: Step) -> list[str]:
    used = "、".join(
        f"{input_label(name)} {_shown(name, value)}" for name, value in step.inputs.items() if value
    )
    return [
        f"{number}. {step.label}  {_result(step)}",
        f"   計算: {step.formula}",
        *([f"   もとの数: {used}"] if used else []),
        f"   根拠: {step.law}",
        "",
    ]


def _result(step: Step) -> str:
    unit = wording(step.name).unit
    return _amount(step.value, unit)


def _shown(name: str, value: Value) -> str:
    if name == "age":
        return f"{value}歳"
    if name.startswith(PERSONS):
        return _amount(value, "人")
    if name in CODES and not isinstance(value, bool):
        return f"区分{value}"
    return _amount(value, "円")


def _amount(value: Value, unit: str) -> str:
    if isinstance(value, bool):
        return "該当" if value else "非該当"
    if value is None:
        return "課税"
    if isinstance(value, int):
        return f"{value:,}{unit}"
    names = {exemption.contract_name: exemption.label for exemption in Exemption}
    return names.get(value) or f"{value}{unit}"
