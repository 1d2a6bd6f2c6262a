"""Pages of amendments and of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.law_document import links
from juminzei.kernel.law_document.amendment import amendment
from juminzei.kernel.law_document.bodies import (
    NATION,
    bodies,
    law_file,
    standing_bodies,
    subjects,
    years_of,
)
from juminzei.kernel.law_document.income_tax_assumptions import income_tax_assumptions
from juminzei.kernel.law_document.markdown import link, page, table, years_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.kernel.law_document.amendment import SubjectChange
    from juminzei.kernel.law_document.bodies import LawFile
    from juminzei.kernel.law_document.facts import Facts


def amendments(facts: Facts, tax_year: int) -> str:
    """Return what the law of ``tax_year`` has otherwise than that of the year before."""
    new, old = tax_year_text(tax_year), tax_year_text(tax_year - 1)
    parts = [f"# {new}の法令データの改正（{old}との新旧対照）", "同じところは省いてあります。"]
    for folder in bodies():
        if {tax_year, tax_year - 1} <= set(years_of(folder)):
            parts += _body(facts, law_file(folder, tax_year - 1), law_file(folder, tax_year))
    return page(*parts)


def assumptions(facts: Facts) -> str:
    """Return the page of everything that was assumed where no source was seen."""
    rows = [row for folder in bodies() for row in _assumed(folder)]
    for name, body in standing_bodies().items():
        for one in subjects(name, body):
            where = links.section_link(facts, one, "")
            rows += [(body.name, where, text, "―") for text in one.assumptions]
    rows += list(income_tax_assumptions(facts))
    return page(
        "# 前提の一覧",
        "法令や条例の原文で確かめられていない数値と取扱いです。計算の根拠を示すときは、その段階に「※前提」として表れます。",
        table(("団体・種別", "節", "前提", "年度"), rows),
    )


def _assumed(folder: str) -> Iterator[tuple[str, str, str, str]]:
    """Return what one body's law assumes, with the years: one row a text."""
    told: dict[tuple[str, str], list[int]] = {}
    titles = {}
    for year in years_of(folder):
        file = law_file(folder, year)
        for one in subjects(file.kind, file.body):
            titles[one.path] = one.title
            for text in one.assumptions:
                told.setdefault((one.path, text), []).append(year)
    for (path, text), years in told.items():
        national = folder == NATION
        target = links.year_page(years[-1]) if national else links.ordinance_page(folder)
        place = link(titles[path], f"{target}#{path.partition('.')[2]}")
        yield law_file(folder, years[-1]).name, place, text, years_text(years)


def _body(facts: Facts, old: LawFile, new: LawFile) -> list[str]:
    changes = amendment(old, new)
    if not changes:
        return [f"## {new.name}", "改正はありません。"]
    header = (tax_year_text(old.body.tax_year), tax_year_text(new.body.tax_year))
    return [f"## {new.name}", *(change_part(facts, one, header) for one in changes)]


def change_part(
    facts: Facts, change: SubjectChange, header: tuple[str, str], up: str = "../"
) -> str:
    """Return the part of a page about one section that changed."""
    subject = change.subject
    absent = {"新設": ("（新設）", ""), "廃止": ("", "（廃止）"), "改正": ("（なし）", "（削る）")}
    left, right = absent[change.kind]
    rows = [(before or left, after or right) for before, after in change.lines]
    using = [links.rule_link(one, up) for one in facts.rules_by_section.get(subject.path, [])]
    return page(
        f"### {subject.title}（{change.kind}）",
        f"`{subject.path}`　{subject.cites}",
        table(header, rows),
        f"規則　{'、'.join(using)}" if using else "",
    ).rstrip("\n")
