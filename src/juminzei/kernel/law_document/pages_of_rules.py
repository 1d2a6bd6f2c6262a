"""Pages of rules and articles, and the page that leads to all others."""

from __future__ import annotations

import importlib
import inspect
from typing import TYPE_CHECKING

from juminzei.base.wareki import tax_year_text
from juminzei.kernel.income_tax.law import income_year_text, income_years, load_income_tax
from juminzei.kernel.law import load
from juminzei.kernel.law_document import links
from juminzei.kernel.law_document.articles import Article, articles_of
from juminzei.kernel.law_document.bodies import bodies, law_file, years_of
from juminzei.kernel.law_document.markdown import link, page, table
from juminzei.kernel.law_document.rules import words_of
from juminzei.kernel.law_document.trace import INCOME_TAX_STEP

if TYPE_CHECKING:
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.law import Law
    from juminzei.kernel.law_document.evidence import CaseFile
    from juminzei.kernel.law_document.facts import Facts
    from juminzei.kernel.law_document.rules import Rule

CITY = "kazo"
"""The city with whose figures formulas are written out."""


def rule_module(facts: Facts, module: str) -> str:
    """Return the page of one module's rules."""
    docstring = inspect.getdoc(importlib.import_module(f"juminzei.{module}")) or module
    found = facts.modules[module]
    path = links.source_link(found[0].path, "../")
    return page(
        f"# {docstring.splitlines()[0]}",
        path,
        *(part for rule in found for part in _rule(facts, rule)),
    )


def articles(facts: Facts) -> str:
    """Return the index: each article with its figures, its rules and its cases."""
    by_rule: dict[Article, list[Rule]] = {}
    for found in facts.modules.values():
        for rule in found:
            for article in dict.fromkeys(a for cite in rule.articles for a in articles_of(cite)):
                by_rule.setdefault(article, []).append(rule)
    by_case: dict[Article, list[CaseFile]] = {}
    for case in facts.cases:
        for article in case.articles:
            by_case.setdefault(article, []).append(case)
    known = sorted({*by_rule, *by_case, *facts.sections_by_article}, key=lambda one: one.order)
    parts, law = ["# 条文索引"], ""
    for article in known:
        if article.law != law:
            parts.append(f"## {article.law}")
            law = article.law
        sections = facts.sections_by_article.get(article, {}).values()
        told = {
            "法令データ": [links.section_link(facts, one, "") for one in sections],
            "規則": [links.rule_link(one, "") for one in by_rule.get(article, [])],
            "事例": [links.case_link(one, "") for one in by_case.get(article, [])],
        }
        lines = [f"- {name}　{'、'.join(found)}" for name, found in told.items() if found]
        parts += [f"### {article.number or '（全体）'}", "\n".join(lines)]
    return page(*parts)


def index(facts: Facts) -> str:
    """Return the page that leads to all others."""
    years = facts.years
    files = [law_file(one, years_of(one)[-1]) for one in bodies()]
    rules = sum(len(found) for found in facts.modules.values())
    return page(
        "# 法令データと規則",
        "計算に使う数値と規則を、条文ごと、年度ごとに示します。"
        "`src/juminzei/kernel/` の法令データ（`statutes`）と規則（`rules` など）から作られます。"
        "手で直さず、`make law-docs` で作り直してください。",
        table(
            ("年度", "国の数値", "前年度からの改正"),
            (
                (
                    tax_year_text(year),
                    link("数値", links.year_page(year)),
                    link("新旧対照", links.amendment_page(year)) if year > years[0] else "―",
                )
                for year in reversed(years)
            ),
        ),
        "## 所得税",
        table(
            ("年分", "数値", "前年分からの改正"),
            (
                (
                    income_year_text(year),
                    link("数値", links.income_tax_page(year)),
                    link("新旧対照", links.income_tax_amendment_page(year))
                    if year > income_years()[0]
                    else "―",
                )
                for year in reversed(income_years())
            ),
        ),
        "## 条例",
        "\n".join(f"- {link(one.name, links.ordinance_page(one.folder))}" for one in files[1:]),
        "## そのほか",
        "\n".join(
            [
                f"- {link('条文索引', 'articles.md')}: 条文から、数値・規則・事例へ",
                f"- {link('前提の一覧', 'assumptions.md')}: 原文で確かめられていない数値と取扱い",
                f"- {link('年度によらない法令データ', 'standing.md')}: 延滞金、差押禁止額など",
            ]
        ),
        f"## 規則（{rules:,}）",
        "\n".join(
            f"- {link(f'`{module}`', links.rule_page(module))}（{len(found)}）"
            for module, found in facts.modules.items()
        ),
    )


def _rule(facts: Facts, rule: Rule) -> list[str]:
    subjects = [facts.newest_subjects[path] for path in rule.sections]
    figures = [links.section_link(facts, subject, "../") for subject in subjects]
    lines = [f"- 条文　{'・'.join(rule.articles)}"]
    lines += [f"- 法令データ　{'、'.join(figures)}"] if figures else []
    lines += [f"- 段階　{_step(facts, step)}" for step in rule.steps]
    by_file: dict[str, list[str]] = {}
    for test in facts.witnesses_of(rule):
        by_file.setdefault(test.file, []).append(f"`{test.name}`")
    for file, names in by_file.items():
        lines.append(f"- 検証　{links.test_link(file, '../')}: {'、'.join(names)}")
    if cases := facts.cases_on("・".join(rule.articles)):
        lines.append(f"- 事例　{'、'.join(links.case_link(one, '../') for one in cases)}")
    return [f"## {rule.name}", "\n".join(lines)]


def _step(facts: Facts, step: str) -> str:
    """Return a step's name and, by the newest law that has its figures, its formula."""
    words = words_of(step)
    laws: list[tuple[str, Law | IncomeTaxLaw]] = (
        [(income_year_text(year), load_income_tax(year)) for year in reversed(income_years())]
        if step.startswith(INCOME_TAX_STEP)
        else [(tax_year_text(year), load(year, CITY)) for year in reversed(facts.years)]
    )
    for year, law in laws:
        try:
            formula = words.formula.format(law=law)
        except AttributeError:  # a section that this year has not
            continue
        return f"{words.label}: {formula}（{year}）"
    return words.label
