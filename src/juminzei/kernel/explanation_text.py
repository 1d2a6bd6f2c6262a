"""The explanation as plain text that a citizen can read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.telling import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.explain import Step
    from juminzei.kernel.law import Law
    from juminzei.kernel.telling import ToldStep


def explanation_text(steps: Sequence[Step], law: Law) -> str:
    """Return the tax and the steps that matter for this person, numbered, in Japanese.

    Steps in which everything is 0 or does not apply are left out.
    """
    head = [
        f"{tax_year_text(law.tax_year)} 個人住民税の計算の根拠（{law.city.name}）",
        *([law.warning] if law.warning else []),
        _tax(steps),
        "",
    ]
    return "\n".join([*head, *lines_of(told(steps))])


def lines_of(steps: Sequence[ToldStep]) -> list[str]:
    """Return the steps part by part, numbered."""
    lines: list[str] = []
    for part, group in groupby(enumerate(steps, 1), key=lambda one: one[1].part):
        lines += [f"■ {part}", ""]
        lines += [line for number, step in group for line in _lines(number, step)]
    return lines


def _tax(steps: Sequence[Step]) -> str:
    """Return what somebody looks for first: the year's tax, and whose it is."""
    values = {step.name: step.value for step in steps}

    def summed(*names: str) -> str:
        return f"{sum(int(str(values[name])) for name in names):,}円"

    city, prefecture = (
        summed(f"{body}_income_levy", f"{body}_per_capita_levy")
        for body in ("municipal", "prefectural")
    )
    return (
        f"年税額 {summed('total')}（市町村民税 {city}、道府県民税 {prefecture}、"
        f"森林環境税 {summed('forest_environment_tax')}）"
    )


def steps_text(steps: Sequence[Step]) -> str:
    """Return the steps that matter, numbered, without a head."""
    return "\n".join(
        line for number, step in enumerate(told(steps), 1) for line in _lines(number, step)
    )


def _lines(number: int, step: ToldStep) -> list[str]:
    used = "、".join(f"{label} {value}" for label, value in step.inputs)
    return [
        f"{number}. {step.label}  {step.value}",
        f"   計算: {step.formula}",
        *([f"   もとの数: {used}"] if used else []),
        f"   根拠: {step.law}",
        "",
    ]
