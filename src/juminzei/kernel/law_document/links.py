"""Where things stand in the document: names of its pages, and links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.law_document.bodies import bodies, kind_of
from juminzei.kernel.law_document.markdown import link

if TYPE_CHECKING:
    from juminzei.kernel.law_document.bodies import Subject
    from juminzei.kernel.law_document.evidence import CaseFile
    from juminzei.kernel.law_document.facts import Facts
    from juminzei.kernel.law_document.rules import Rule

SOURCE, TESTS = "src/juminzei", "tests"


def year_page(year: int) -> str:
    """Return the page of a year's national figures."""
    return f"years/{year}.md"


def ordinance_page(folder: str) -> str:
    """Return the page of a prefecture or city."""
    return f"ordinances/{folder}.md"


def amendment_page(year: int) -> str:
    """Return the page of what changed from the year before."""
    return f"amendments/{year}.md"


def income_tax_page(income_year: int) -> str:
    """Return the page of a year's income tax."""
    return f"income-tax/{income_year}.md"


def income_tax_amendment_page(income_year: int) -> str:
    """Return the page of what changed in the income tax from the year before."""
    return f"income-tax/amendments/{income_year}.md"


def rule_page(module: str) -> str:
    """Return the page of a module's rules."""
    name = module.removeprefix("kernel.").removeprefix("rules.").replace(".", "_")
    return f"rules/{name}.md"


def rule_link(rule: Rule, up: str) -> str:
    """Return a link to a rule; ``up`` leads from the page to the document's folder."""
    return link(f"`{rule.name}`", f"{up}{rule_page(rule.module)}#{rule.name}")


def section_link(facts: Facts, subject: Subject, up: str) -> str:
    """Return a link to a section: in the newest year, or in an ordinance that has it."""
    head, _, name = subject.path.partition(".")
    if subject.path in facts.newest_year:
        target = f"{year_page(facts.newest_year[subject.path])}#{name}"
    elif subject.path in facts.newest_income_year:
        target = f"{income_tax_page(facts.newest_income_year[subject.path])}#{name}"
    elif folders := [one for one in bodies() if kind_of(one) == head]:
        target = f"{ordinance_page(folders[0])}#{name}"
    else:
        target = f"standing.md#{head}-{name}"
    return link(subject.title, f"{up}{target}")


def source_link(path: str, up: str) -> str:
    """Return a link to a source file of the package."""
    return link(f"`{path}`", f"{up}../../{SOURCE}/{path}")


def test_link(file: str, up: str) -> str:
    """Return a link to a file of the tests."""
    return link(f"`{file}`", f"{up}../../{TESTS}/{file}")


def case_link(case: CaseFile, up: str) -> str:
    """Return a link to a file of cases, and how many it holds."""
    return f"{test_link(case.file, up)}（{case.count:,}件）"
