"""How one amount of a ledger version came about, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors.tax_breakdown import law_of
from juminzei.apps.assessment.selectors.tracing import Traced, traced
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.telling import ToldStep, amount_text, input_text, parts_of
from juminzei.kernel.wording import input_label, wording

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentVersion

EXEMPTIONS = {one.contract_name: one.label for one in Exemption}


OTHER_NAMES = {
    "municipal_income_levy_relief": "municipal_relief_credit",
    "prefectural_income_levy_relief": "prefectural_relief_credit",
}
"""Amounts whose step is called otherwise."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that lead to one amount, in order; the last is the amount itself."""

    label: str
    steps: list[ToldStep]
    left_out: int
    """Steps that changed nothing and are therefore not among ``steps``."""
    same_law: bool


def explanation(
    version: AssessmentVersion, name: str, *, ordinance: str, every_step: bool = False
) -> Explanation | None:
    """Explain the amount ``name`` of ``version``, none if there is no such amount.

    Args:
        version: A ledger version.
        name: The kernel's name of the amount, such as ``municipal_income_levy``.
        ordinance: The city's folder of law files.
        every_step: Show also the steps that change nothing.
    """
    law = law_of(version.tax_year, ordinance)
    if law is None:
        return None
    steps = traced(TaxpayerColumns.from_sparse([version.inputs]), law)
    wanted_name = OTHER_NAMES.get(name, name)
    asked = next((place for place, one in enumerate(steps) if one.step.name == wanted_name), None)
    if asked is None:
        return None
    every = _leading_to(asked, steps, through=False)
    wanted = every if every_step else _leading_to(asked, steps, through=True)
    labels = _labels(wanted, steps)
    parts = parts_of([one.step.name for one in steps])
    shown = [_shown(place, steps, labels, through=not every_step) for place in wanted]
    return Explanation(
        label=steps[asked].step.label,
        steps=[replace(step, part=parts[step.name]) for step in shown],
        left_out=len(every) - len(wanted),
        same_law=law.digest == version.law_digest,
    )


def _leading_to(asked: int, steps: list[Traced], *, through: bool) -> list[int]:
    """Return the places of all steps whose values go into ``asked``, in order.

    Args:
        asked: Place of the amount.
        steps: All steps.
        through: Pass through steps that change nothing, and by those that come to nothing.
    """
    needed, open_places = {asked}, [asked]
    while open_places:
        one = steps[open_places.pop()]
        for key, place in one.sources.items():
            if through and not one.step.inputs[key]:
                continue
            source = _origin(place, steps) if through else place
            if source not in needed:
                needed.add(source)
                open_places.append(source)
    return sorted(needed)


def _origin(place: int, steps: list[Traced]) -> int:
    """Return the step from which the value of the step at ``place`` came unchanged."""
    step, sources = steps[place].step, steps[place].sources
    given = {key: value for key, value in step.inputs.items() if value}
    if len(given) != 1:
        return place
    [(key, value)] = given.items()
    unchanged = value == step.value and type(value) is type(step.value) and key in sources
    return _origin(sources[key], steps) if unchanged else place


def _labels(wanted: list[int], steps: list[Traced]) -> dict[int, str]:
    """Return what each step is called; "before rounding" only where the rounding is shown."""
    exact = {place: steps[place].step.label for place in wanted}
    labels = {place: _plain(label) for place, label in exact.items()}
    rounded = {label for place, label in labels.items() if label == exact[place]}
    return {place: exact[place] if label in rounded else label for place, label in labels.items()}


def _plain(label: str) -> str:
    return label.replace("（端数処理前）", "").replace("・端数処理前", "")


def _shown(place: int, steps: list[Traced], labels: dict[int, str], *, through: bool) -> ToldStep:
    """Return a step in words; what it takes from other steps goes by their names."""
    one, inputs = steps[place], []
    for key, value in one.step.inputs.items():
        if through and not value:
            continue
        label = one.columns.get(key) or input_label(key)
        if key in one.sources:
            label = steps[one.sources[key]].step.label
            origin = _origin(one.sources[key], steps) if through else one.sources[key]
            told = labels.get(origin, label)
            label = told if _plain(told) == _plain(label) else f"{_plain(label)}（{told}と同額）"
        inputs.append((label, _input_text(key, label, one, steps)))
    step = one.step
    return ToldStep(
        name=step.name,
        label=labels[place],
        value=amount_text(step.value, wording(step.name).unit, label=labels[place]),
        formula=step.formula,
        inputs=tuple(inputs),
        law=step.law,
    )


def _input_text(key: str, label: str, one: Traced, steps: list[Traced]) -> str:
    """Return an input with the unit of the step it came from, or of its own name."""
    value = one.step.inputs[key]
    if key in one.sources:
        unit = wording(steps[one.sources[key]].step.name).unit
        return amount_text(value, unit, label=label)
    return input_text(key, value, label=label)
