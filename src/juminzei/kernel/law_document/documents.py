"""All pages together: made anew, compared with those that stand, and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.law_document import (
    links,
    pages_of_change,
    pages_of_income_tax,
    pages_of_law,
    pages_of_rules,
)
from juminzei.kernel.law_document.bodies import NATION, bodies
from juminzei.kernel.law_document.facts import facts_from

if TYPE_CHECKING:
    from pathlib import Path


def documents(tests: Path) -> dict[str, str]:
    """Return every page by its name below the document's folder.

    Args:
        tests: The tests' folder of the repository.

    Raises:
        LawError: A law file is wrong.
        KeyError: A step or a figure has no words.
    """
    facts = facts_from(tests)
    years = facts.years
    pages = {
        "README.md": pages_of_rules.index(facts),
        "articles.md": pages_of_rules.articles(facts),
    }
    pages["assumptions.md"] = pages_of_change.assumptions(facts)
    pages["standing.md"] = pages_of_law.standing_law(facts)
    pages |= {links.year_page(year): pages_of_law.year(facts, year) for year in years}
    pages |= {
        links.amendment_page(year): pages_of_change.amendments(facts, year) for year in years[1:]
    }
    pages |= {
        links.ordinance_page(folder): pages_of_law.ordinance(facts, folder)
        for folder in bodies()
        if folder != NATION
    }
    pages |= pages_of_income_tax.pages(facts)
    pages |= {
        links.rule_page(module): pages_of_rules.rule_module(facts, module)
        for module in facts.modules
    }
    return pages


def stale(folder: Path, pages: dict[str, str]) -> list[str]:
    """Return the pages of ``folder`` that are missing, otherwise than made anew, or too many."""
    standing = {path.relative_to(folder).as_posix(): path for path in folder.glob("**/*.md")}
    differing = [
        name
        for name, text in pages.items()
        if name not in standing or standing[name].read_text(encoding="utf-8") != text
    ]
    return sorted([*differing, *(name for name in standing if name not in pages)])


def write(folder: Path, pages: dict[str, str]) -> list[str]:
    """Bring ``folder`` up to date, and return the pages that changed."""
    changed = stale(folder, pages)
    for name in changed:
        path = folder.joinpath(name)
        if name in pages:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(pages[name], encoding="utf-8")
        else:
            path.unlink()
    return changed
