"""How one amount of a ledger version came about, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors.tax_breakdown import law_of
from juminzei.base.yen_text import yen_text
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.explain import explain

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentVersion
    from juminzei.kernel.explain import Step


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step with its figures in words."""

    name: str
    label: str
    law: str
    formula: str
    value: str
    inputs: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that lead to one amount, in order; the last is the amount itself."""

    label: str
    steps: list[ShownStep]
    same_law: bool


def explanation(version: AssessmentVersion, name: str, *, ordinance: str) -> Explanation | None:
    """Explain the amount ``name`` of ``version``, none if there is no such amount.

    Args:
        version: A ledger version.
        name: The kernel's name of the amount, such as ``municipal_income_levy``.
        ordinance: The city's folder of law files.
    """
    law = law_of(version.tax_year, ordinance)
    if law is None:
        return None
    steps = explain(TaxpayerColumns.from_sparse([version.inputs]), law)
    asked = next((step for step in reversed(steps) if step.name == name), None)
    if asked is None:
        return None
    labels = {step.name: step.label for step in steps}
    shown = [_shown(step, labels) for step in _leading_to(asked, steps)]
    return Explanation(asked.label, shown, law.digest == version.law_digest)


def _leading_to(asked: Step, steps: list[Step]) -> list[Step]:
    """Return ``asked`` and every step whose value goes into it, in the order of calculation."""
    needed = {asked.name}
    leading = []
    for step in reversed(steps[: steps.index(asked) + 1]):
        if step.name in needed:
            leading.append(step)
            needed.update(step.inputs)
    return leading[::-1]


def _shown(step: Step, labels: dict[str, str]) -> ShownStep:
    kinds = column_kinds()
    inputs = []
    for name, value in step.inputs.items():
        label = labels.get(name) or (kinds[name].label if name in kinds else name)
        inputs.append((label, yen_text(value)))
    return ShownStep(step.name, step.label, step.law, step.formula, yen_text(step.value), inputs)
