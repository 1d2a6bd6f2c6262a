"""Everything that the pages are made of, looked up once, and how one leads to another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from juminzei.kernel.income_tax.law import income_years, load_income_tax
from juminzei.kernel.law_document.articles import Article, articles_of
from juminzei.kernel.law_document.bodies import (
    NATION,
    bodies,
    income_tax_subjects,
    kind_of,
    law_file,
    standing_bodies,
    subjects,
    years_of,
)
from juminzei.kernel.law_document.evidence import CaseFile, Witness, case_files, witnesses_by_rule
from juminzei.kernel.law_document.rules import Rule, rules

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.kernel.law_document.bodies import Subject
    from juminzei.kernel.law_document.evidence import Reference


@dataclass(frozen=True)
class Facts:
    """The law files, the rules, and what vouches for them."""

    witnesses: dict[Reference, list[Witness]]
    cases: list[CaseFile]

    @property
    def years(self) -> tuple[int, ...]:
        """The tax years of the national files, in order."""
        return years_of(NATION)

    @cached_property
    def rules_by_section(self) -> dict[str, list[Rule]]:
        """The rules that use the figures of a section."""
        found: dict[str, list[Rule]] = {}
        for rule in rules():
            for section in rule.sections:
                found.setdefault(section, []).append(rule)
        return found

    @cached_property
    def modules(self) -> dict[str, list[Rule]]:
        """The rules of each module."""
        found: dict[str, list[Rule]] = {}
        for rule in rules():
            found.setdefault(rule.module, []).append(rule)
        return found

    @cached_property
    def sections_by_article(self) -> dict[Article, dict[str, Subject]]:
        """The sections that cite an article, by path, as the newest year has them."""
        found: dict[Article, dict[str, Subject]] = {}
        for one in self.newest_subjects.values():
            for article in articles_of(one.cites):
                found.setdefault(article, {})[one.path] = one
        return found

    @cached_property
    def newest_subjects(self) -> dict[str, Subject]:
        """The sections of all bodies by path, each as the newest year that has it tells it."""
        found: dict[str, Subject] = {}
        for folder in bodies():
            for year in years_of(folder):
                file = law_file(folder, year)
                found |= {one.path: one for one in subjects(file.kind, file.body)}
        for name, body in standing_bodies().items():
            found |= {one.path: one for one in subjects(name, body)}
        for year in income_years():
            found |= {one.path: one for one in income_tax_subjects(load_income_tax(year))}
        return found

    @cached_property
    def newest_year(self) -> dict[str, int]:
        """The newest tax year that has a section of the national law, by path."""
        return {
            one.path: year
            for year in self.years
            for one in subjects(kind_of(NATION), law_file(NATION, year).body)
        }

    @cached_property
    def newest_income_year(self) -> dict[str, int]:
        """The newest income year that has a section of the income tax law, by path."""
        return {
            one.path: year
            for year in income_years()
            for one in income_tax_subjects(load_income_tax(year))
        }

    def witnesses_of(self, rule: Rule) -> list[Witness]:
        """Return the tests that name a rule."""
        return self.witnesses.get((f"juminzei.{rule.module}", rule.name), [])

    def cases_on(self, cites: str, year: int | None = None) -> list[CaseFile]:
        """Return the files of cases on one of the articles, of ``year`` only if given."""
        wanted = set(articles_of(cites))
        return [
            case
            for case in self.cases
            if wanted & set(case.articles) and (year is None or year in case.years)
        ]


def facts_from(tests: Path) -> Facts:
    """Return everything that the pages are made of.

    Args:
        tests: The tests' folder, which is no part of the installed package.
    """
    return Facts(witnesses=witnesses_by_rule(tests), cases=case_files(tests))
