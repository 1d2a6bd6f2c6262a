"""Consolidated people and their tax as bare columns, for tests that need no database."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from juminzei.apps.assessment.services.consolidation_result import (
    Consolidated,
    CountedDocuments,
    SpecialBar,
)
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_DAYS = {"birth_on"}
OF_FLAGS = {"chosen_ordinary", "family_employee", "property_only", "secondary_only"}


def people(given: Mapping[str, object], n: int = 1) -> Consolidated:
    """Return people born in 1980 with one document and no employer, but for what is given."""
    columns: dict[str, Any] = {}
    for field in fields(Consolidated):
        if field.name == "columns":
            columns["columns"] = TaxpayerColumns.of(n)
        elif field.name == "findings":
            columns["findings"] = {}
        elif field.name == "counted":
            nothing = np.zeros(0, dtype=np.int64)
            columns["counted"] = CountedDocuments(person=nothing, document_id=nothing)
        elif field.name in OF_DAYS:
            columns[field.name] = np.full(n, "1980-01-01", dtype="datetime64[D]")
        else:
            kind = np.bool_ if field.name in OF_FLAGS else np.int64
            columns[field.name] = np.zeros(n, dtype=kind)
    columns["addressee_ids"] = np.arange(1, n + 1)
    columns["document_count"] = np.ones(n, dtype=np.int64)
    columns["special_bar"] = np.full(n, SpecialBar.NO_WAGE_REPORT, dtype=np.int8)
    for name, value in given.items():
        columns[name] = np.full(n, value, dtype=columns[name].dtype)
    return Consolidated(**columns)


def tax(n: int = 1, *, on: tuple[int, int, int] = (0, 0, 0), fixed: int = 0) -> Assessment:
    """Return the tax of people whose income levy is on employment, pension, other income."""
    columns: dict[str, Any] = {
        field.name: np.zeros(n, dtype=np.int8 if field.name == "exempt" else np.int64)
        for field in fields(Assessment)
    }
    employment, pension, other = on
    for name, value in (
        ("levy_on_employment", employment),
        ("levy_on_pension", pension),
        ("levy_on_other", other),
        ("municipal_income_levy", employment + pension + other),
        ("fixed_charge", fixed),
        ("municipal_per_capita_levy", fixed),
        ("total", employment + pension + other + fixed),
    ):
        columns[name] += value
    return Assessment(**columns)
