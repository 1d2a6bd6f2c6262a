"""Every rule is found with its articles, the steps that it makes and the figures that it uses."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from juminzei.kernel import rules as rules_package
from juminzei.kernel.income_tax import income_years, load_income_tax
from juminzei.kernel.law_document.articles import articles_of
from juminzei.kernel.law_document.bodies import (
    bodies,
    income_tax_subjects,
    law_file,
    standing_bodies,
    subjects,
)
from juminzei.kernel.law_document.facts import facts_from
from juminzei.kernel.law_document.rules import Rule, rules

CITED_BY_THEIR_STEPS = {
    *("rounding.round_down", "rounding.round_up"),
    *("sums.within_levy", "sums.levy_after"),
}
"""Arithmetic that serves many articles: the wording of each step names its own."""
FOUND = {(rule.module.removeprefix("kernel."), rule.name): rule for rule in rules()}


def of(module: str, name: str) -> Rule:
    return FOUND[module, name]


def test_every_public_function_of_the_rules_is_a_step_and_names_an_article() -> None:
    unfound, no_step = [], []
    for path in sorted(Path(rules_package.__path__[0]).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                rule = FOUND.get((f"rules.{path.stem}", node.name))
                if rule is None:
                    unfound.append(f"{path.stem}.{node.name}")
                elif not rule.steps:
                    no_step.append(f"{path.stem}.{node.name}")
    assert set(unfound) == CITED_BY_THEIR_STEPS
    assert no_step == []


def test_every_citation_names_a_law() -> None:
    named = [
        article for rule in FOUND.values() for one in rule.articles for article in articles_of(one)
    ]
    assert len(named) > 250
    assert all(article.law and not article.law[0].isascii() for article in named)


def test_every_section_that_a_rule_uses_is_one_of_the_law_files() -> None:
    files = [law_file(folder, year) for folder in bodies() for year in (2024, 2027)]
    known = {one.path for file in files for one in subjects(file.kind, file.body)}
    known |= {one.path for name, body in standing_bodies().items() for one in subjects(name, body)}
    known |= {
        one.path for year in income_years() for one in income_tax_subjects(load_income_tax(year))
    }
    assert {section for rule in FOUND.values() for section in rule.sections} <= known


@pytest.mark.parametrize(
    ("module", "name", "section"),
    [
        ("rules.employment_income", "employment_income_exact", "national.employment_income"),
        ("rules.exemption", "exemption_count", "national.relatives"),
        ("rules.exemption", "per_capita_threshold", "national.per_capita_exemption"),
        ("rules.exemption", "per_capita_threshold", "city.grade"),
        ("rules.adjustment_credit", "adjustment_credit_exact", "national.adjustment_credit"),
        ("rules.levies", "per_capita_levy", "city.per_capita_levy"),
        ("rules.levies", "per_capita_levy", "prefecture.per_capita_levy"),
        ("rules.fixed_reduction", "fixed_reduction", "national.fixed_reduction"),
        ("rules.separate_levy", "separate_levy_exact", "national.separate_levy.land_short"),
        ("rules.separate_levy", "tiered_levy_exact", "national.separate_levy.land_long_superior"),
        ("instalments.divide", "special", "national.collection"),
        ("instalments.divide", "ordinary", "city.ordinary_collection"),
        ("instalments.due", "due_dates", "city.ordinary_collection"),
        ("delinquency.charge", "delinquency_charge", "interest.rates"),
    ],
)
def test_a_rule_is_found_with_the_figures_that_it_uses(
    module: str, name: str, section: str
) -> None:
    assert section in of(module, name).sections


@pytest.mark.parametrize(
    ("module", "name", "steps"),
    [
        ("rules.exemption", "exemption_count", ("exemption_count",)),
        (
            "rules.levies",
            "per_capita_levy",
            ("municipal_per_capita_levy", "prefectural_per_capita_levy"),
        ),
        ("instalments.divide", "special", ()),
    ],
)
def test_a_rule_is_found_with_the_steps_that_it_makes(
    module: str, name: str, steps: tuple[str, ...]
) -> None:
    assert of(module, name).steps == steps


def test_a_rule_that_uses_no_figure_has_none() -> None:
    assert of("rules.levies", "total_tax").sections == ()


def test_a_rule_stands_where_its_path_says() -> None:
    source = Path(rules_package.__path__[0]).parents[1]
    assert all((source / rule.path).is_file() for rule in FOUND.values())


def test_every_rule_is_named_by_a_test_or_has_cases_on_its_article() -> None:
    facts = facts_from(Path(__file__).parents[1])
    public = [rule for rule in FOUND.values() if not rule.name.startswith("_")]
    unvouched = [
        f"{rule.module}.{rule.name}"
        for rule in public
        if not facts.witnesses_of(rule) and not facts.cases_on("・".join(rule.articles))
    ]
    assert len(public) > 200
    assert unvouched == []
