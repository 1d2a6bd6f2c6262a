"""Pages of figures: a year's national law, an ordinance over the years, the standing law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.law_document import links
from juminzei.kernel.law_document.bodies import (
    NATION,
    law_file,
    standing_bodies,
    subjects,
    years_of,
)
from juminzei.kernel.law_document.figures import figures_of
from juminzei.kernel.law_document.markdown import anchored, page, table, years_text

if TYPE_CHECKING:
    from juminzei.kernel.law_document.bodies import Subject
    from juminzei.kernel.law_document.facts import Facts

DRAFT = "> この年度の法令データは確認中（draft）です。実際の賦課には使えません。"
REVIEWED = "> この年度の法令データは、2人が条文と照らして確認しています。"


def year(facts: Facts, tax_year: int) -> str:
    """Return the page of one year's national law."""
    body = law_file(NATION, tax_year).body
    return page(
        f"# {tax_year_text(tax_year)}の法令データ（国）",
        DRAFT if body.status == "draft" else REVIEWED,
        links.source_link(f"kernel/statutes/{NATION}/{tax_year}.toml", "../"),
        *(subject_part(facts, one, "../", year=tax_year) for one in subjects(NATION, body)),
    )


def standing_law(facts: Facts) -> str:
    """Return the page of the law that holds from a day on."""
    parts = ["# 年度によらない法令データ"]
    for name, body in standing_bodies().items():
        parts += [f"# {body.name}", links.source_link(f"kernel/statutes/standing/{name}.toml", "")]
        parts += [subject_part(facts, one, "", head=name) for one in subjects(name, body)]
    return page(*parts)


def ordinance(facts: Facts, folder: str) -> str:
    """Return the page of one prefecture or city: its figures, a column a year."""
    years = years_of(folder)
    files = {one: law_file(folder, one) for one in years}
    newest = files[years[-1]]
    found = {one: {s.path: s for s in subjects(newest.kind, files[one].body)} for one in years}
    paths = dict.fromkeys(path for one in years for path in found[one])
    parts = [f"# {newest.name}の条例の数値"]
    parts.append(f"`kernel/statutes/{folder}/`（{years_text(years)}）")
    for path in paths:
        over_years = {one: found[one][path] for one in years if path in found[one]}
        last = over_years[max(over_years)]
        parts += [
            anchored(2, last.title, path.partition(".")[2]),
            f"条文　{last.cites}",
            *(f"> 前提（{years_text(which)}）　{text}" for text, which in _assumed(over_years)),
            _over_years(over_years, years),
            _used_by(facts, last, "../"),
        ]
    return page(*parts)


def subject_part(
    facts: Facts, subject: Subject, up: str, *, year: int | None = None, head: str = ""
) -> str:
    """Return the part of a page about one section: its figures, rules and tests."""
    name = subject.path.partition(".")[2]
    figures = figures_of(subject)
    return page(
        anchored(2, subject.title, f"{head}-{name}" if head else name),
        f"条文　{subject.cites}",
        *(f"> 前提　{one}" for one in subject.assumptions),
        table(("項目", "値", "キー"), ((one.label, one.text, f"`{one.key}`") for one in figures)),
        _used_by(facts, subject, up),
        _vouched_by(facts, subject, up, year),
    ).rstrip("\n")


def _used_by(facts: Facts, subject: Subject, up: str) -> str:
    using = facts.rules_by_section.get(subject.path, [])
    return f"規則　{'、'.join(links.rule_link(one, up) for one in using)}" if using else ""


def _vouched_by(facts: Facts, subject: Subject, up: str, year: int | None) -> str:
    using = facts.rules_by_section.get(subject.path, [])
    files = dict.fromkeys(test.file for rule in using for test in facts.witnesses_of(rule))
    files |= dict.fromkeys(case.file for case in facts.cases_on(subject.cites, year))
    return f"検証　{'、'.join(links.test_link(one, up) for one in files)}" if files else ""


def _over_years(over_years: dict[int, Subject], years: tuple[int, ...]) -> str:
    """Return the figures as rows and the years as columns."""
    lines: dict[str, dict[int, str]] = {}
    for one, subject in over_years.items():
        for figure in figures_of(subject):
            lines.setdefault(figure.label, {})[one] = figure.text
    header = ("項目", *(tax_year_text(one) for one in years))
    return table(
        header, ((label, *(of.get(one, "―") for one in years)) for label, of in lines.items())
    )


def _assumed(over_years: dict[int, Subject]) -> list[tuple[str, tuple[int, ...]]]:
    found: dict[str, list[int]] = {}
    for one, subject in over_years.items():
        for text in subject.assumptions:
            found.setdefault(text, []).append(one)
    return [(text, tuple(which)) for text, which in found.items()]
