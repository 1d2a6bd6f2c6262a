"""The steps of a calculation in words, for text, print and pages alike."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from juminzei.base.money import exact_text
from juminzei.base.yen_text import yen_text
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.wording import input_label, wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from juminzei.kernel.explain import Step, Value
    from juminzei.kernel.wording import Wording

AFTER_CREDIT = "_levy_after_"
_DISABILITY, _PARENT = ("なし", "障害者", "特別障害者"), ("なし", "母", "父")
CODES = {
    "disability": _DISABILITY,
    "spouse_disability": _DISABILITY,
    "single_parent": _PARENT,
    "kind": _PARENT,
}
"""What the codes of columns mean, in order."""
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
RATES = ("hometown_rate", "one_stop_rate", "average_rate_parts")
PERCENT = "％"
ROUNDED, EXACT = "amount", "_exact"
ROUNDINGS = ("", "_rounded", "_by_table")
TURNED_ROUND = {"income_public_pension": "public_pension_income"}
"""Roundings that are called otherwise than what they round."""
ANSWERS = {"か": ("はい", "いいえ"), "有無": ("あり", "なし")}
APPLIES = ("該当", "非該当")
FIRST_PART, BASES, LEVIES = "所得", "課税標準額", "税額"
LEVIES_BEGIN = "municipal_"
BEGINS = {
    "is_widow": "非課税の判定",
    "disabled_ordinary": "所得控除と人的控除額の差",
    "tax_base_exact": BASES,
    "fixed_charge": "徴収方法ごとの額",
}
"""Steps with which a part begins; the tax begins with the first step of the city's levy."""
PERSONS = ("dependants", "disabled_", "specified_relatives_", "exemption_count")


@dataclass(frozen=True, slots=True)
class Words:
    """How the steps of one tax are told: its words, and where its parts begin."""

    wording: Callable[[str], Wording]
    input_label: Callable[[str], str]
    always: tuple[str, ...]
    """Steps that are told even where they come to 0."""
    begins: Mapping[str, str]
    """Steps with which a part begins."""


INHABITANT_TAX = Words(wording, input_label, ALWAYS, BEGINS)


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
    part: str = ""
    """What it is a step of: income, exemption, deductions, base, tax or collection."""


def told(steps: Sequence[Step], words: Words = INHABITANT_TAX) -> list[ToldStep]:
    """Return the steps that matter for this person, in order.

    Left out are steps in which everything is 0 or does not apply, and roundings that change
    nothing: what was there before them is then told under the name it has after them.
    """
    values = {step.name: step.value for step in steps}
    wanted = [step for step in steps if _matters(step, values, words)]
    idle = idle_roundings(wanted)
    names = {before: wanted[after].label for after, before in idle.items()}
    parts = parts_of([step.name for step in steps], words.begins)
    return [
        _told(step, names.get(place, step.label), parts[step.name], words)
        for place, step in enumerate(wanted)
        if place not in idle
    ]


def parts_of(names: Sequence[str], begins: Mapping[str, str] = BEGINS) -> dict[str, str]:
    """Return the part that each step belongs to.

    Args:
        names: Every step, in the order of calculation.
        begins: Steps with which a part begins.
    """
    parts: dict[str, str] = {}
    part = FIRST_PART
    for name in names:
        if part == BASES and name.startswith(LEVIES_BEGIN):
            part = LEVIES
        part = parts[name] = begins.get(name, part)
    return parts


def amount_text(value: Value, unit: str = "円", *, label: str = "") -> str:
    """Return a value of a step in words.

    Args:
        value: What a step came to, or took.
        unit: Of whole numbers and of fractions of a yen.
        label: What it is called; the answer to a question is yes or no.

    Returns:
        Such as ``"1,234円"``, ``"▲500円"``, ``"該当"``, ``"はい"``, the name of an exemption.
    """
    if isinstance(value, bool):
        yes, no = next((words for end, words in ANSWERS.items() if label.endswith(end)), APPLIES)
        return yes if value else no
    if value is None:
        return "課税"
    if isinstance(value, int):
        return f"{yen_text(value)}{unit}"
    if unit == PERCENT:
        return _rate_text(value)
    names = {exemption.contract_name: exemption.label for exemption in Exemption}
    return names.get(value) or f"{_fraction_text(value)}{unit}"


def idle_roundings(steps: Sequence[Step]) -> dict[int, int]:
    """Return the places of roundings that change nothing, each with that of what they round.

    A rounding is called as the step before it without ``_exact``, some with an ending.
    """
    idle: dict[int, int] = {}
    exact: dict[str, int] = {}
    for place, step in enumerate(steps):
        if step.name.endswith(EXACT):
            exact[step.name.removesuffix(EXACT)] = place
        elif set(step.inputs) == {ROUNDED} and step.inputs[ROUNDED] == step.value:
            name = TURNED_ROUND.get(step.name, step.name)
            stems = [name.removesuffix(ending) for ending in ROUNDINGS]
            before = [exact[stem] for stem in stems if stem in exact]
            if before:
                idle[place] = before[0]
    return idle


def _fraction_text(value: str) -> str:
    """Return ``22,979.52`` for ``22979.52``, and ``2,940と4320/7979`` for ``2940 4320/7979``."""
    whole, blank, part = value.partition(" ")
    digits, point, decimals = whole.partition(".")
    if not digits.isdecimal():
        return value
    return f"{int(digits):,}{point}{decimals}{'と' if blank else ''}{part}"


def _rate_text(value: str) -> str:
    """Return ``84.895％``, or a fraction where hundredths do not come out even."""
    rate = sum((Fraction(part) for part in value.split()), Fraction(0))
    percent = exact_text(rate * 100)
    return str(rate) if "/" in percent else f"{percent}％"


def input_text(name: str, value: Value, *, label: str = "") -> str:
    """Return what went into a step in words, with the unit that its name asks for."""
    if name in YEARS:
        return f"{value}{YEARS[name]}"
    if name in RATES:
        return amount_text(value, PERCENT)
    if name.startswith(PERSONS):
        return amount_text(value, "人")
    if name in CODES and not isinstance(value, bool):
        return CODES[name][int(value or 0)]
    return amount_text(value, label=label)


def _told(step: Step, label: str, part: str, book: Words) -> ToldStep:
    words = book.wording(step.name)
    named = [(words.inputs.get(name) or book.input_label(name), name) for name in step.inputs]
    return ToldStep(
        name=step.name,
        label=label,
        value=amount_text(step.value, words.unit, label=label),
        formula=step.formula,
        inputs=tuple(
            (told_as, input_text(name, step.inputs[name], label=told_as))
            for told_as, name in named
            if step.inputs[name]
        ),
        law=step.law,
        part=part,
    )


def _matters(step: Step, values: Mapping[str, Value], book: Words) -> bool:
    """Say whether a step changes anything for this person."""
    supports = book.wording(step.name).only_with.split()
    if supports and not any(values.get(one) for one in supports):
        return False
    if not all(values.get(one) for one in book.wording(step.name).all_with.split()):
        return False
    if AFTER_CREDIT in step.name and not step.inputs["credit"]:
        return False
    taken = [step.inputs[name] for name in TAKEN_OFF if name in step.inputs]
    if taken and not (any(taken) and step.inputs.get("income")):
        return False
    return bool(step.value) or step.name in book.always
