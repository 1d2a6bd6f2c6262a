"""What the income tax law files assume where no source was seen, with the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.income_tax.law import income_year_text, income_years, load_income_tax
from juminzei.kernel.law_document import links
from juminzei.kernel.law_document.bodies import income_tax_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.kernel.law_document.facts import Facts

WHOSE = "国（所得税）"


def income_tax_assumptions(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """Return one row a text: whose law, where, the text and the years."""
    told: dict[tuple[str, str], list[int]] = {}
    for year in income_years():
        for one in income_tax_subjects(load_income_tax(year)):
            for text in one.assumptions:
                told.setdefault((one.path, text), []).append(year)
    for (path, text), years in told.items():
        where = links.section_link(facts, facts.newest_subjects[path], "")
        yield WHOSE, where, text, _years_text(years)


def _years_text(years: list[int]) -> str:
    first, last = income_year_text(years[0]), income_year_text(years[-1])
    return first if first == last else f"{first}～{last}"
