"""Every document of the year that counts and has its person, with what it says, as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from django.conf import settings

from juminzei.apps.addressees.api import survivors
from juminzei.apps.assessment.api import (
    DocumentState,
    ReturnFigures,
    TaxDocument,
    corrections_in_force,
    of_figures,
    with_corrections,
)
from juminzei.platform.storage.columns import read_columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from juminzei.platform.storage.columns import Columns

OWN = (
    *("id", "kind", "addressee_id", "payer_name", "payer_number", "collector_number"),
    *("birth_on", "municipality", "received_file_id"),
)
SHARED = (
    *("revenue", "social_insurance", "dependants_specified", "dependants_elderly"),
    *("dependants_other", "dependants_under16", "disabled_special", "disabled_other"),
    *("disabled_special_cohabiting",),
    *("spouse_status", "self_disability", "widow", "single_parent"),
)
WAGE = (
    *("income_stated", "life_deduction_stated", "earthquake_deduction_stated"),
    *("housing_loan_stated", "housing_loan_available", "housing_move_in_on", "spouse_elderly"),
    *("spouse_income", "spouse_deduction_stated", "dependants_elderly_cohabiting"),
    *("working_student", "minor", "secondary", "left_on", "previous_revenue"),
    *("previous_payer_name", "ordinary_collection", "ordinary_reason", "family_employee"),
    *("small_enterprise_mutual_aid",),
)
RETURNED = {
    "revenue": "revenue_employment",
    "pension_revenue": "revenue_public_pension",
    "social_insurance": "social_insurance",
    "dependants_specified": "dependants_specified",
    "dependants_elderly": "dependants_elderly",
    "dependants_other": "dependants_other",
    "dependants_under16": "dependants_under16",
    "disabled_special": "disabled_special",
    "disabled_other": "disabled_other",
    **{
        name: name
        for name in (
            *("disabled_special_cohabiting", "dependants_elderly_cohabiting"),
            *("small_enterprise_mutual_aid", "medical_paid", "medical_reimbursed"),
            *("self_medication_paid", "donation_hometown", "income_dividend"),
            *("dividend_ordinary",),
        )
    },
}
"""Columns here → the kernel's columns that a return states."""
DISABILITY_WORDS = {"": 0, "none": 0, "ordinary": 1, "special": 2}


def documents_frame(tax_year: int) -> pl.DataFrame:
    """Return one row a document; what its kind does not say is 0, false or null."""
    frames = [_reports(tax_year, "wage", WAGE), _reports(tax_year, "pension", ()), _rest(tax_year)]
    documents = pl.concat(frames, how="diagonal").rename({"id": "document"})
    stands_for = survivors()
    if stands_for:
        documents = documents.with_columns(pl.col("person").replace(stands_for))
    numbers = [name for name, kind in documents.schema.items() if kind == pl.Int64]
    kept = {"person", "document", "received_file_id"}
    flags = [name for name, kind in documents.schema.items() if kind == pl.Boolean]
    return documents.with_columns(
        pl.col([name for name in numbers if name not in kept]).fill_null(0),
        pl.col(flags).fill_null(value=False),
        pl.col(pl.String).fill_null(""),
    ).with_columns(
        payer=pl.coalesce(
            pl.when(pl.col("payer_number") != "").then(pl.col("payer_number")),
            pl.when(pl.col("collector_number") != "").then(pl.col("collector_number")),
            pl.col("payer_name"),
        ),
        ours=pl.col("municipality") == str(settings.CONFIGURATION.municipality),
    )


def _active(tax_year: int) -> QuerySet[TaxDocument]:
    return TaxDocument.objects.filter(
        tax_year=tax_year, state=DocumentState.ACTIVE, addressee__isnull=False
    )


def _reports(tax_year: int, kind: str, more: tuple[str, ...]) -> pl.DataFrame:
    """Return the wage or the pension reports."""
    figures = [f"{kind}__{name}" for name in (*SHARED, *more)]
    rows = _active(tax_year).filter(kind=f"{kind}_report").order_by("pk")
    received = read_columns(rows, *OWN, *figures)
    corrected = corrections_in_force(tax_year)
    found = with_corrections(received, corrected, key="id", prefix=f"{kind}__")
    frame = framed({name.removeprefix(f"{kind}__"): column for name, column in found.items()})
    disability = pl.col("self_disability").replace_strict(
        DISABILITY_WORDS, default=1, return_dtype=pl.Int64
    )
    return frame.with_columns(self_disability=disability).rename({"addressee_id": "person"})


def _rest(tax_year: int) -> pl.DataFrame:
    """Return returns, one-stop notices and other cities' notices."""
    reports = ("wage_report", "pension_report")
    rows = _active(tax_year).exclude(kind__in=reports).order_by("pk")
    in_force = corrections_in_force(tax_year)
    own = with_corrections(read_columns(rows, *OWN), in_force, key="id")
    frame = framed(own).rename({"addressee_id": "person"})
    figures = ReturnFigures.objects.filter(document__in=rows.values("pk"))
    said = dict(figures.values_list("document_id", "columns"))
    for key, corrected in in_force.items():
        if key in said:
            said[key] = {**said[key], **of_figures(corrected)}
    ids = frame["id"].to_list()
    columns = {
        ours: [_whole(said.get(key, {}), theirs) for key in ids]
        for ours, theirs in RETURNED.items()
    }
    columns["self_disability"] = [_whole(said.get(key, {}), "disability") for key in ids]
    flags = {
        name: [bool(said.get(key, {}).get(name)) for key in ids]
        for name in ("widow", "single_parent", "working_student", "minor", "has_spouse")
    }
    schema: dict[str, Any] = dict.fromkeys(columns, pl.Int64) | dict.fromkeys(flags, pl.Boolean)
    return frame.hstack(pl.DataFrame({**columns, **flags}, schema=schema))


def _whole(said: Mapping[str, Any], name: str) -> int:
    value = said.get(name, 0)
    return int(value) if isinstance(value, int) else 0


def framed(columns: Columns) -> pl.DataFrame:
    """Return columns as a frame: texts as texts, whole numbers as 64 bits."""
    return pl.DataFrame([_series(name, column) for name, column in columns.items()])


def _series(name: str, column: Any) -> pl.Series:  # noqa: ANN401 - a NumPy array of any type
    if column.dtype.kind == "O":
        values = column.tolist()
        numbers = all(value is None or isinstance(value, int) for value in values)
        number = numbers and name in {"addressee_id", "received_file_id", "income"}
        return pl.Series(name, values, dtype=pl.Int64 if number else pl.String)
    if column.dtype.kind == "M":
        return pl.Series(name, column.astype("datetime64[D]")).cast(pl.Date)
    if column.dtype.kind == "b":
        return pl.Series(name, column, dtype=pl.Boolean)
    return pl.Series(name, column.astype("int64"), dtype=pl.Int64)
