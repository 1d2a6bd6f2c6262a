"""The rules of consolidation as data: every column in its place, every reason in words."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import fields
from importlib.resources import files
from typing import Any

import pytest

from juminzei.apps.assessment.services import consolidation_ruling
from juminzei.apps.assessment.services.consolidation_rules import (
    ConsolidationRulesError,
    read_rules,
    rules,
)
from juminzei.kernel.columns import TaxpayerColumns

PACKAGE = "juminzei.apps.assessment.services"
TABLE = tomllib.loads(
    files(PACKAGE).joinpath("consolidation_rules.toml").read_text(encoding="utf-8")
)


def changed(**parts: object) -> dict[str, Any]:
    return {**copy.deepcopy(TABLE), **parts}


def test_every_column_of_the_law_stands_in_exactly_one_group() -> None:
    grouped = [column for columns in rules().groups.values() for column in columns]
    assert sorted(grouped) == sorted(field.name for field in fields(TaxpayerColumns))


def test_a_column_left_out_is_named() -> None:
    groups = {**TABLE["groups"], "status": ["widow", "single_parent", "working_student"]}
    with pytest.raises(ConsolidationRulesError, match="disability"):
        read_rules(changed(groups=groups))


def test_a_column_in_two_groups_is_named() -> None:
    groups = {**TABLE["groups"], "departments": ["public_assistance", "widow"]}
    with pytest.raises(ConsolidationRulesError, match="widow"):
        read_rules(changed(groups=groups))


def test_an_unknown_group_is_refused() -> None:
    kind = {**TABLE["kind"][0], "replaces": ["everything"]}
    with pytest.raises(ConsolidationRulesError, match="everything"):
        read_rules(changed(kind=[kind]))


@pytest.mark.parametrize(
    "part",
    [
        {"filled": [{"columns": ["nothing_such"], "stated": ""}]},
        {"derived": [{"column": "nothing_such", "where": "x", "plus": [], "minus": []}]},
    ],
)
def test_an_unknown_column_is_refused(part: dict[str, object]) -> None:
    with pytest.raises(ConsolidationRulesError, match="nothing_such"):
        read_rules(changed(**part))


def test_a_return_replaces_everything_but_register_and_departments() -> None:
    kept = {*rules().groups["register"], *rules().groups["departments"]}
    everything = {field.name for field in fields(TaxpayerColumns)}
    for kind in rules().ruling_in(2026):
        assert set(kind.columns) == everything - kept


def test_every_reason_has_words() -> None:
    named = {*consolidation_ruling.PASSED_OVER.values(), *(kind.kind for kind in rules().kinds)}
    assert named <= set(rules().words)


def test_no_kind_rules_before_its_first_year() -> None:
    table = changed(kind=[{**TABLE["kind"][0], "from_tax_year": 2026}])
    assert read_rules(table).ruling_in(2025) == ()
    assert len(read_rules(table).ruling_in(2026)) == 1
