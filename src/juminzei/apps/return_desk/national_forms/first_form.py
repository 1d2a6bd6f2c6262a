"""第一表: the boxes that the calculation fills, and the kinds (区分) beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.filled_boxes import xml_tags

if TYPE_CHECKING:
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled

LOSSES = {"ABB00300", "ABB00320", "ABB00340", "ABB00410", "ABB00720"}
"""Boxes that may be below 0."""
THIRD_FORM = "ABL"
SPECIFIED = tuple(f"specified_relatives_{n}" for n in range(1, 8))


def fill_first(filled: Filled, declared: Declared) -> None:
    """Fill the first form, and the boxes of the others that are the calculation's."""
    for name, amount in declared.boxes.items():
        tag = xml_tags().get(name)
        if tag is None or (tag.startswith(THIRD_FORM) and not declared.is_separate):
            continue
        filled.put(tag, amount if tag in LOSSES else max(amount, 0))
    _kinds(filled, declared)


def _kinds(filled: Filled, declared: Declared) -> None:
    """Fill in which kind of deduction it is, where the paper asks for it."""
    column, taxes = declared.column, declared.taxes
    filled.mark("ABA00240", column("blue_return_deduction"))
    filled.mark("ABA00250", declared.is_separate)
    filled.mark("ABA00253", declared.has_loss)
    filled.mark("ABB00495", taxes["deduction_single_parent"])
    filled.mark("ABB00515", taxes["deduction_spouse_special"])
    filled.mark("ABB00435", taxes["deduction_medical"] and column("self_medication_paid"))
    if taxes["deduction_specified_relative"]:
        filled.put("ABB00546", str(sum(column(name) for name in SPECIFIED)))
