"""Where each consolidated figure came from: told by the calculation itself, and true."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from juminzei.apps.assessment.models import TaxDocument
from juminzei.apps.assessment.services.consolidation import consolidated
from juminzei.apps.assessment.services.consolidation_gathered import gather
from juminzei.apps.assessment.services.consolidation_rules import rules
from juminzei.apps.assessment.services.consolidation_trace import Kept
from support.document_rows import pension, person_on_the_list, wage
from support.return_rows import (
    FILED,
    INHABITANT,
    NATIONAL,
    filed,
    gift,
    row_of,
    told_by_a_city,
    traced,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
BODIES = count(1_000)
yen = st.integers(1, 5_000_000)
few = st.integers(0, 2)
WAGE = st.fixed_dictionaries(
    {"revenue": yen},
    optional={
        "secondary": st.booleans(),
        "income_stated": yen,
        "social_insurance": yen,
        "spouse_status": st.sampled_from(["1", "2", ""]),
        "dependants_other": few,
        "dependants_under16": few,
        "life_general_new": yen,
        "earthquake_deduction_stated": yen,
        "self_disability": st.sampled_from(["none", "ordinary", "special"]),
        "widow": st.booleans(),
        "single_parent": st.booleans(),
        "housing_loan_available": yen,
    },
)
PENSION = st.fixed_dictionaries(
    {"revenue": yen},
    optional={"social_insurance": yen, "dependants_elderly": few, "spouse_status": st.just("1")},
)
RETURN = st.fixed_dictionaries(
    {"kind": st.sampled_from([NATIONAL, INHABITANT, "city_notice"])},
    optional={
        "income_business": yen,
        "revenue_employment": yen,
        "dependants_other": few,
        "stated": st.just({"life_deduction_stated": 1}),
        "on": st.sampled_from([None, FILED]),
    },
)
WAYS: dict[str, Callable[..., int]] = {
    "wage": wage,
    "pension": pension,
    "return": filed,
    "gift": gift,
}
DOCUMENTS = st.one_of(
    st.tuples(st.just("wage"), WAGE),
    st.tuples(st.just("pension"), PENSION),
    st.tuples(st.just("return"), RETURN),
    st.tuples(st.just("gift"), st.fixed_dictionaries({"yen": yen})),
)


def entered(person: int, kind: str, said: dict[str, Any]) -> int:
    return WAYS[kind](person, **said)


def test_the_report_that_is_believed_is_named_and_the_other_is_not() -> None:
    person = person_on_the_list(1)
    main = wage(person, 3_000_000, income_stated=2_020_000, dependants_other=1)
    other = wage(person, 500_000, dependants_other=1)
    kept = traced(person)[1]

    assert kept.sources["dependants_other"].document_ids == [main]
    assert kept.sources["dependants_other"].rule == "one_family"
    assert kept.sources["revenue_employment"].document_ids == sorted([main, other])


def test_a_return_is_named_and_why_each_other_return_was_passed_over() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000)
    older = filed(person, NATIONAL, None, income_business=1)
    same_day = filed(person, INHABITANT, income_business=2)
    ruling = filed(person, NATIONAL, income_business=3)
    kept = traced(person)[1]

    assert kept.sources["income_business"].document_ids == [ruling]
    assert kept.sources["revenue_employment"].rule == "national_return"
    assert kept.left == {older: "newer_return", same_day: "national_return_same_day"}


def test_details_from_a_report_are_named_as_such() -> None:
    person = person_on_the_list(1)
    report = wage(person, 3_000_000, income_stated=2_020_000, life_general_new=80_000)
    filed(person, NATIONAL, stated={"life_deduction_stated": 1}, revenue_employment=3_000_000)
    source = traced(person)[1].sources["life_general_new"]

    assert (source.rule, source.document_ids) == ("detail_of_report", [report])


def test_void_notices_say_why() -> None:
    person = person_on_the_list(1)
    notice = gift(person, 10_000, "見本町")
    told = told_by_a_city(person, income_business=1)
    filed(person, NATIONAL, donation_hometown=10_000)
    kept = traced(person)[1]

    assert kept.left == {notice: "one_stop_void_by_return", told: "city_notice_of_resident"}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents=st.lists(DOCUMENTS, min_size=1, max_size=5), owner=st.booleans())
@example(
    documents=[
        ("wage", {"revenue": 1, "life_general_new": 1}),
        ("return", {"kind": NATIONAL}),
        ("return", {"kind": NATIONAL, "stated": {"life_deduction_stated": 1}}),
    ],
    owner=False,
)
def test_a_figure_does_not_change_when_a_document_that_is_no_source_is_taken_away(
    documents: list[tuple[str, dict[str, Any]]], *, owner: bool
) -> None:
    """What the trace leaves out does not matter; what is not nought has a source.

    Only whether a report may tell a detail is the returns' to say, besides the report.
    """
    person = person_on_the_list(next(BODIES), property_only=owner)
    keys = [entered(person, kind, said) for kind, said in documents]
    returns = {key for key, (kind, _) in zip(keys, documents, strict=True) if kind == "return"}
    row, kept = traced(person)
    figures = row.columns.to_sparse(0)
    fixed = {*rules().groups["register"], *rules().groups["departments"]}
    assert all(kept.sources[name].document_ids for name in figures.keys() - fixed)
    sources = {key for one in figures.keys() - fixed for key in kept.sources[one].document_ids}
    assert sources <= set(row.counted.of_each(1)[0])
    for key in keys:
        TaxDocument.objects.filter(pk=key).update(state="cancelled")
        left = consolidated(gather(2026, row.addressee_ids)).columns.to_sparse(0)
        TaxDocument.objects.filter(pk=key).update(state="active")
        unmoved = {
            name
            for name in figures.keys() - fixed
            if key not in kept.sources[name].document_ids
            and not (key in returns and kept.sources[name].rule == "detail_of_report")
        }
        assert {name: left.get(name) for name in unmoved} == {n: figures[n] for n in unmoved}


def test_telling_where_figures_came_from_changes_none_of_them() -> None:
    person = person_on_the_list(1)
    wage(person, 3_000_000, income_stated=2_020_000, life_general_new=80_000)
    filed(person, INHABITANT, income_business=5, stated={"life_deduction_stated": 1})

    assert traced(person)[0].columns.to_sparse(0) == row_of(person).columns.to_sparse(0)


def test_nothing_is_kept_of_somebody_without_documents() -> None:
    kept = traced(person_on_the_list(1))[1]

    assert isinstance(kept, Kept)
    assert not any(source.document_ids for source in kept.sources.values())
    assert kept.left == {}
