"""Starts a trial from what was decided: a ledger version's columns, typed into the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.yen_text import yen_text
from juminzei.kernel.columns import Disability, column_kinds
from juminzei.kernel.contract import fields as contract_fields
from juminzei.kernel.contract.family import DISABILITIES
from juminzei.kernel.contract.reader import HOUSING_CAPS, SINGLE_PARENTS
from juminzei.web.estimate.boxes import boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from juminzei.kernel.law import Law

Columns = dict[str, int]
Row = dict[str, str]
ON = "on"
"""What a browser sends of a ticked box."""
ORDINARY, SPECIAL = (
    next(word for word, code in DISABILITIES.items() if code == wanted)
    for wanted in (Disability.ORDINARY, Disability.SPECIAL)
)
AGES = (
    # column, of which live with the taxpayer, the age typed: any age of the class does
    ("dependants_under16", "", 10),
    ("dependants_other_under23", "", 17),
    ("dependants_specified", "", 20),
    ("dependants_elderly", "dependants_elderly_cohabiting", 75),
)
ADULT, STUDENT, ELDERLY = 40, 20, 70


def typed_from(given: Columns, law: Law, municipality: str) -> dict[str, str]:
    """Return what a clerk would type to come to a decided tax.

    Args:
        given: The columns of a ledger version that are not nought.
        law: Of its year and city.
        municipality: The city's code.
    """
    typed = {"tax_year": str(law.tax_year), "municipality": municipality}
    for box in boxes():
        if text := _text(box.path, given):
            typed[box.name] = text
    rows = _relatives(given, law)
    typed |= {"relative-TOTAL_FORMS": str(len(rows) + 1), "relative-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        typed |= {f"relative-{number}-{name}": text for name, text in row.items()}
    return typed


def left_out(given: Columns, back: Columns) -> list[str]:
    """Return the Japanese names of columns that the boxes do not give back as they were.

    Args:
        given: The decided columns.
        back: Those that the typed request is read as.
    """
    kinds = column_kinds()
    return [kind.label for name, kind in kinds.items() if given.get(name, 0) != back.get(name, 0)]


def _text(path: str, given: Columns) -> str:
    if column := contract_fields.AMOUNTS.get(path):
        return _yen(given.get(column, 0))
    if column := contract_fields.FLAGS.get(path):
        return ON if given.get(column) else ""
    return _OWN[path](given) if path in _OWN else ""


def _yen(amount: int) -> str:
    return yen_text(amount) if amount else ""


def _word(words: Mapping[str, int], column: str) -> Callable[[Columns], str]:
    def told(given: Columns) -> str:
        code = given.get(column, 0)
        return next((word for word, one in words.items() if one == code), "") if code else ""

    return told


def _tick(column: str) -> Callable[[Columns], str]:
    return lambda given: ON if given.get(column) else ""


_OWN: dict[str, Callable[[Columns], str]] = {
    "age": lambda given: str(given.get("age", "")),
    "taxpayer.disability": _word(DISABILITIES, "disability"),
    "taxpayer.single_parent": _word(SINGLE_PARENTS, "single_parent"),
    "taxpayer.minor": lambda given: "true" if given.get("minor") else "",
    "credits.housing_loan.cap": _word(HOUSING_CAPS, "housing_loan_seven_percent"),
    "spouse.given": _tick("has_spouse"),
    "spouse.income": lambda given: _yen(given.get("spouse_income", 0)),
    "spouse.age": lambda given: str(ELDERLY) if given.get("spouse_elderly") else "",
    "spouse.disability": _word(DISABILITIES, "spouse_disability"),
    "spouse.cohabiting": _tick("spouse_cohabiting"),
    "spouse.abroad": lambda given: "yes" if given.get("spouse_abroad") else "",
}


def _relatives(given: Columns, law: Law) -> list[Row]:
    """Return a row for each relative; only the class of each is known, not the age."""
    rows: list[Row] = []
    for column, cohabiting, age in AGES:
        parents = given.get(cohabiting, 0)
        rows += [
            {"age": str(age)} | ({"cohabiting_parent": ON} if number < parents else {})
            for number in range(given.get(column, 0))
        ]
    others = given.get("dependants_other", 0) - given.get("dependants_other_under23", 0)
    rows += [{"age": str(ADULT)} for _ in range(others)]
    _mark_disabled(rows, given)
    for row in rows[: given.get("dependants_abroad", 0)]:
        row["abroad"] = "yes"
    ineligible = given.get("dependants_abroad_ineligible", 0)
    rows += [{"age": str(ADULT), "abroad": "ineligible"} for _ in range(ineligible)]
    return rows + _specified(given, law)


def _mark_disabled(rows: list[Row], given: Columns) -> None:
    """Say of so many rows that they are disabled; which of them makes no difference."""
    special, ordinary = given.get("disabled_special", 0), given.get("disabled_other", 0)
    for number, row in enumerate(rows):
        if number < special:
            row["disability"] = SPECIAL
            if number < given.get("disabled_special_cohabiting", 0):
                row["cohabiting"] = ON
        elif number < special + ordinary:
            row["disability"] = ORDINARY


def _specified(given: Columns, law: Law) -> list[Row]:
    """Return 特定親族, each with the highest income of the row of the law's table."""
    table = law.national.specified_relative.by_income.rows
    return [
        {"age": str(STUDENT), "income": yen_text(row.up_to)}
        for number, row in enumerate(table, 1)
        for _ in range(given.get(f"specified_relatives_{number}", 0))
    ]
