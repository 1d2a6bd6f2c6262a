"""An explanation as the template prints it: every figure already a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text, wareki_text
from juminzei.base.yen_text import yen_text
from juminzei.notices.drawing import compiled
from juminzei.notices.glyphs import drawable

if TYPE_CHECKING:
    from juminzei.kernel.telling import ToldStep
    from juminzei.notices.computation_page import Values
    from juminzei.notices.explanation.form import ExplanationForm, SumLine

FORM = "explanation"


def explanation_pdf(form: ExplanationForm) -> bytes:
    """Return the explanation as PDF; the same form gives the same bytes."""
    content = json.dumps(_values(form), ensure_ascii=False, separators=(",", ":")).encode()
    return compiled(FORM, {"data.json": content})


def _values(form: ExplanationForm) -> Values:
    year = tax_year_text(form.tax_year)
    about = f"（{form.about}）" if form.about else ""
    return {
        "city": form.city,
        "title": f"{year}　個人住民税　計算の根拠{about}",
        "who": [drawable(line).text for line in form.who],
        "issued": f"作成日　{wareki_text(form.issued_on)}" if form.issued_on else "",
        "notices": list(form.notices),
        "incomes": [_sum(line) for line in form.incomes],
        "levies": [_sum(line) for line in form.levies],
        "steps": [_step(number, step) for number, step in enumerate(form.steps, 1)],
    }


def _sum(line: SumLine) -> Values:
    both = line.municipal is not None and line.prefectural is not None
    whole = line.words if line.whole is None else f"{yen_text(line.whole)}円"
    return {
        "label": line.label,
        "strong": line.strong,
        "municipal": f"{yen_text(line.municipal or 0)}円" if both else "",
        "prefectural": f"{yen_text(line.prefectural or 0)}円" if both else "",
        "whole": "" if both else whole,
    }


def _step(number: int, step: ToldStep) -> Values:
    return {
        "number": str(number),
        "part": step.part,
        "label": step.label,
        "value": step.value,
        "formula": step.formula,
        "inputs": [list(one) for one in step.inputs],
        "law": step.law,
    }
