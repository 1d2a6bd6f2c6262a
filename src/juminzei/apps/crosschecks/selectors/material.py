"""The frames that checks look at: persons, documents, relatives, who is claimed, employers.

``persons``: everybody of the register, with sums over their documents.
``documents``: every active document with a person, the person's own columns as ``p_…``.
``relatives``: each pair of somebody who claims (``c_…``) and a relative (``p_…``) once.
``claimed``: each person whom anybody claims, with how many people do so, and as what.
``employers``: each employer whose 総括表 differs from its reports, and nobody accepted that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from juminzei.apps.crosschecks.selectors.documents_frame import documents_frame
from juminzei.apps.crosschecks.selectors.employers_frame import employers_frame
from juminzei.apps.crosschecks.selectors.people_frame import people_frame
from juminzei.apps.crosschecks.selectors.relatives_frame import relatives_frame

RETURNS = ("national_return", "inhabitant_return")
DEDUCTED = ("spouse", "dependant")
NOT_COUNTED = ("B", "C", "D", "E", "F")
"""普B to 普F: whom 普A does not count among an employer's people (総従業員数から差し引く)."""
PENSIONABLE = (20, 59)
"""Ages at which somebody may pay 国民年金 (国民年金法7条)."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything of one tax year, by table."""

    tax_year: int
    tables: dict[str, pl.DataFrame]


def material(tax_year: int) -> Material:
    """Return the year's frames, read from the databases."""
    return combined(
        tax_year,
        people=people_frame(tax_year),
        documents=documents_frame(tax_year),
        relatives=relatives_frame(tax_year),
        employers=employers_frame(tax_year),
    )


def combined(
    tax_year: int,
    *,
    people: pl.DataFrame,
    documents: pl.DataFrame,
    relatives: pl.DataFrame,
    employers: pl.DataFrame,
) -> Material:
    """Return the frames with what each has of the others."""
    relatives = _pairs(relatives, documents, people)
    persons = people.join(_sums(documents), on="person", how="left")
    persons = persons.join(_claims(relatives), on="person", how="left")
    persons = persons.join(_claimed_sums(relatives), on="person", how="left")
    counted = [name for name in persons.columns if name.startswith(("n_", "sum_", "as_"))]
    persons = persons.with_columns(pl.col(counted).fill_null(0))
    unreported = pl.col("sum_return_wages") - pl.col("sum_wages")
    persons = persons.with_columns(pay_without_report=unreported.clip(lower_bound=0))
    persons = persons.join(_households(persons), on="household", how="left").with_columns(
        year_begins=pl.lit(date(tax_year - 1, 1, 1)), year_ends=pl.lit(date(tax_year - 1, 12, 31))
    )
    tables = {
        "persons": persons,
        "documents": _documents(documents, persons, relatives),
        "relatives": _relatives(relatives, documents, persons),
        "claimed": persons.filter(pl.col("n_claimants") > 0),
        "employers": employers,
    }
    return Material(tax_year, tables)


def _pairs(relatives: pl.DataFrame, documents: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return each claim once, however many of a person's documents repeat it."""
    claimants = documents.select("document", claimant="person")
    ages = people.select(other="person", register_age="age")
    alone = (-pl.col("relative")).alias("someone")
    found = relatives.join(claimants, on="document", how="inner")
    found = found.join(ages, on="other", how="left").with_columns(
        pl.coalesce("other", alone).alias("someone"), age=pl.coalesce("register_age", "age")
    )
    return found.sort("document", "place").unique(
        ["claimant", "someone", "group"], keep="last", maintain_order=True
    )


def _sums(documents: pl.DataFrame) -> pl.DataFrame:
    """Return what each person's documents add up to."""
    wage, pension = pl.col("kind") == "wage_report", pl.col("kind") == "pension_report"
    one_stop, returned = pl.col("kind") == "one_stop", pl.col("kind").is_in(RETURNS)
    main = wage & ~pl.col("secondary") & pl.col("left_on").is_null()
    return documents.group_by("person").agg(
        n_documents=pl.len(),
        n_wages=wage.sum(),
        n_main_wages=main.sum(),
        n_pensions=pension.sum(),
        n_national_returns=(pl.col("kind") == "national_return").sum(),
        n_inhabitant_returns=(pl.col("kind") == "inhabitant_return").sum(),
        n_one_stops=pl.col("payer").filter(one_stop).n_unique(),
        n_disability_stated=(pl.col("self_disability") > 0).sum(),
        n_widow=pl.col("widow").sum(),
        n_single_parent=pl.col("single_parent").sum(),
        n_student=pl.col("working_student").sum(),
        n_family_pay=(wage & pl.col("family_employee")).sum(),
        sum_wages=pl.col("revenue").filter(wage).sum(),
        sum_pensions=pl.col("revenue").filter(pension).sum(),
        sum_pension_insurance=pl.col("social_insurance").filter(pension).sum(),
        sum_report_insurance=pl.col("social_insurance").filter(wage | pension).sum(),
        sum_return_wages=pl.col("revenue").filter(returned).max(),
        sum_return_pensions=pl.col("pension_revenue").filter(returned).max(),
        sum_return_insurance=pl.col("social_insurance").filter(returned).max(),
        any_document=pl.col("document").last(),
    )


def _claims(relatives: pl.DataFrame) -> pl.DataFrame:
    """Return how many relatives each person claims."""
    return relatives.group_by(person="claimant").agg(
        n_claims=pl.col("group").is_in(DEDUCTED).sum(),
        n_spouses=(pl.col("group") == "spouse").sum(),
        n_children=((pl.col("group") == "under16") | (pl.col("group") == "dependant")).sum(),
    )


def _claimed_sums(relatives: pl.DataFrame) -> pl.DataFrame:
    """Return by how many people each person is claimed, and as what."""
    known = relatives.filter(pl.col("other").is_not_null())

    def by(group: str) -> pl.Expr:
        return pl.col("claimant").filter(pl.col("group") == group).n_unique()

    return known.group_by(person="other").agg(
        n_claimants=pl.col("claimant").n_unique(),
        as_spouse=by("spouse"),
        as_dependant=by("dependant"),
        as_under16=by("under16"),
        as_family_employee=by("family_employee"),
        claimant_1=pl.col("claimant").min(),
        claimant_2=pl.col("claimant").max(),
    )


def _households(persons: pl.DataFrame) -> pl.DataFrame:
    """Return of each household what others of it may have paid."""
    living = persons.filter(pl.col("resident") & pl.col("household").is_not_null())
    return living.group_by("household").agg(
        household_withheld=pl.col("withheld_premiums").sum(),
        household_documents=pl.col("n_documents").sum(),
        household_pensionable=pl.col("age").is_between(*PENSIONABLE).sum(),
        household_children=(pl.col("age") < 23).sum(),  # noqa: PLR2004 - 所得金額調整控除, ひとり親: a child
    )


def _documents(
    documents: pl.DataFrame, persons: pl.DataFrame, relatives: pl.DataFrame
) -> pl.DataFrame:
    same = documents.group_by("person", "kind", "payer").len("same_payer")
    employed = documents.filter(~pl.col("ordinary_reason").is_in(NOT_COUNTED))
    reports = employed.group_by("kind", "payer").len("payer_reports")
    previous = documents.select(
        "person", previous_payer_name="payer_name", previous_found="revenue"
    ).unique(["person", "previous_payer_name"])
    found = documents.join(same, on=["person", "kind", "payer"], how="left")
    found = found.join(reports, on=["kind", "payer"], how="left")
    found = found.join(previous, on=["person", "previous_payer_name"], how="left")
    found = found.join(_named(relatives), on="document", how="left")
    counted = [name for name in found.columns if name.startswith("named_")]
    found = found.with_columns(pl.col(*counted, "previous_found").fill_null(0))
    return found.join(_called(persons, "p"), left_on="person", right_on="p_person", how="left")


def _named(relatives: pl.DataFrame) -> pl.DataFrame:
    """Return how many relatives of which age and class a document's claimant names."""
    age, deducted = pl.col("age"), pl.col("group") == "dependant"
    unknown = (deducted & age.is_null()).sum()
    return relatives.group_by("document").agg(
        named_spouses=(pl.col("group") == "spouse").sum(),
        named_dependants=deducted.sum(),
        named_unknown=unknown,
        named_specified=(deducted & age.is_between(19, 22)).sum(),
        named_elderly=(deducted & (age >= 70)).sum(),  # noqa: PLR2004 - 老人扶養親族, 地方税法314条の2
        named_abroad=pl.col("abroad").sum(),
    )


def _relatives(
    relatives: pl.DataFrame, documents: pl.DataFrame, persons: pl.DataFrame
) -> pl.DataFrame:
    stated = (
        *("document", "kind", "disabled_special", "disabled_other", "spouse_elderly"),
        *("spouse_deduction_stated", "dependants_elderly_cohabiting"),
    )
    found = relatives.join(documents.select(stated), on="document", how="left")
    found = found.join(_called(persons, "c"), left_on="claimant", right_on="c_person", how="left")
    found = found.join(_called(persons, "p"), left_on="other", right_on="p_person", how="left")
    back = relatives.filter(pl.col("other").is_not_null()).select(
        claimant="other", other="claimant", group="group", mutual=pl.lit(value=True)
    )
    back = back.unique(["claimant", "other", "group"])
    return found.join(back, on=["claimant", "other", "group"], how="left").with_columns(
        pl.col("mutual").fill_null(value=False)
    )


def _called(persons: pl.DataFrame, letter: str) -> pl.DataFrame:
    """Return the columns of persons with a letter before."""
    return persons.rename({name: f"{letter}_{name}" for name in persons.columns})
