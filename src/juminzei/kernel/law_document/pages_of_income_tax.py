"""Pages of the income tax: a year's figures, and what changed from the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.income_tax.law import income_year_text, income_years, load_income_tax
from juminzei.kernel.law_document import links
from juminzei.kernel.law_document.amendment import changes_of
from juminzei.kernel.law_document.bodies import income_tax_subjects
from juminzei.kernel.law_document.markdown import page
from juminzei.kernel.law_document.pages_of_change import change_part
from juminzei.kernel.law_document.pages_of_law import subject_part

if TYPE_CHECKING:
    from juminzei.kernel.law_document.facts import Facts

REVIEWED = "> この年分の法令データは、2人が条文と照らして確認しています。"


def pages(facts: Facts) -> dict[str, str]:
    """Return the pages of every income year by their names."""
    years = income_years()
    found = {links.income_tax_page(one): year(facts, one) for one in years}
    return found | {
        links.income_tax_amendment_page(one): amendments(facts, one) for one in years[1:]
    }


def year(facts: Facts, income_year: int) -> str:
    """Return the page of one year's income tax law."""
    law = load_income_tax(income_year)
    return page(
        f"# {income_year_text(income_year)}の法令データ（所得税・復興特別所得税）",
        f"> {law.warning}" if law.warning else REVIEWED,
        links.source_link(f"kernel/statutes/income_tax/{income_year}.toml", "../"),
        *(subject_part(facts, one, "../") for one in income_tax_subjects(law)),
    )


def amendments(facts: Facts, income_year: int) -> str:
    """Return what the income tax of a year has otherwise than that of the year before."""
    header = (income_year_text(income_year - 1), income_year_text(income_year))
    changes = changes_of(
        income_tax_subjects(load_income_tax(income_year - 1)),
        income_tax_subjects(load_income_tax(income_year)),
    )
    return page(
        f"# {header[1]}の所得税の法令データの改正（{header[0]}との新旧対照）",
        "同じところは省いてあります。",
        *(change_part(facts, one, header, "../../") for one in changes),
        "" if changes else "改正はありません。",
    )
