"""The pages of the law: complete, in Japanese, every link leads somewhere, and not stale."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

import pytest

from juminzei.kernel.law_document.bodies import (
    bodies,
    kind_of,
    law_file,
    standing_bodies,
    subjects,
    years_of,
)
from juminzei.kernel.law_document.documents import documents, stale, write
from juminzei.kernel.law_document.figures import figures_of

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)"></a>|^## (\w+)$', re.MULTILINE)
YEARS = range(2021, 2028)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Return the pages as they are made now."""
    return documents(ROOT / "tests")


def test_the_pages_of_the_repository_are_as_they_are_made_now(pages: dict[str, str]) -> None:
    assert stale(ROOT / "docs/law", pages) == [], "run make law-docs"


def places() -> list[tuple[str, int]]:
    return [(folder, year) for folder in bodies() for year in years_of(folder)]


def test_pages_are_made_alike_every_time(pages: dict[str, str]) -> None:
    assert documents(ROOT / "tests") == pages


@pytest.mark.parametrize("year", YEARS)
def test_a_year_has_a_heading_for_each_section_and_a_row_for_each_figure(
    pages: dict[str, str], year: int
) -> None:
    page = pages[f"years/{year}.md"]
    found = subjects("national", law_file("national", year).body)
    assert len(found) > 35
    for subject in found:
        assert f"## {subject.title}\n" in page
        assert f"条文　{subject.cites}\n" in page
        for figure in figures_of(subject):
            assert f"| {figure.label} | {figure.text} | `{figure.key}` |" in page


@pytest.mark.parametrize("folder", ["kanagawa", "saitama", "kazo", "yokohama"])
def test_an_ordinance_shows_each_figure_in_every_year(pages: dict[str, str], folder: str) -> None:
    page = pages[f"ordinances/{folder}.md"]
    for year in YEARS:
        file = law_file(folder, year)
        for subject in subjects(file.kind, file.body):
            for figure in figures_of(subject):
                assert any(
                    figure.text in line
                    for line in page.splitlines()
                    if line.startswith(f"| {figure.label} |")
                )


def test_a_change_stands_in_the_page_of_its_year(pages: dict[str, str]) -> None:
    assert "| 額　3,500円 | 額　3,000円 |" in pages["amendments/2024.md"]
    assert "| 額　4,400円 | 額　3,900円 |" in pages["amendments/2024.md"]
    assert "| 額　3,500円 | 額　3,000円 |" not in pages["amendments/2025.md"]
    nation = pages["amendments/2022.md"].partition("## 国")[2].partition("## 神奈川県")[0]
    assert nation.strip() == "改正はありません。"


def test_every_assumption_is_listed_with_its_years(pages: dict[str, str]) -> None:
    page = pages["assumptions.md"]
    files = [law_file(folder, year) for folder, year in places()]
    texts = {t for file in files for one in subjects(file.kind, file.body) for t in one.assumptions}
    texts |= {
        text
        for name, body in standing_bodies().items()
        for one in subjects(name, body)
        for text in one.assumptions
    }
    assert len(texts) > 20
    assert all(f"| {text} |" in page for text in texts)
    assert "135万円は改められていないものとする（法令の原文では未確認）。 | 令和9年度 |" in page


def test_an_article_leads_to_its_figures_and_rules(pages: dict[str, str]) -> None:
    index = pages["articles.md"]
    entry = index.partition("### 附則3条の3\n")[2].partition("\n### ")[0]
    assert "[所得割の非課税限度額](years/2027.md#income_levy_exemption)" in entry
    assert "[`income_levy_threshold`](rules/exemption.md#income_levy_threshold)" in entry


def test_a_rule_is_told_with_its_article_figures_step_and_tests(pages: dict[str, str]) -> None:
    entry = (
        pages["rules/exemption.md"].partition("## income_levy_threshold\n")[2].partition("## ")[0]
    )
    assert "地方税法附則3条の3第1項" in entry
    assert "[所得割の非課税限度額](../years/2027.md#income_levy_exemption)" in entry
    assert "段階　所得割の非課税限度額: 350,000円" in entry
    assert "`test_the_income_levy_threshold_knows_no_grade`" in entry


def test_every_link_leads_to_a_page_a_place_on_it_or_a_file(pages: dict[str, str]) -> None:
    anchors = {
        name: {one or other for one, other in ANCHOR.findall(text)} for name, text in pages.items()
    }
    broken = []
    for name, text in pages.items():
        for target in LINK.findall(text):
            path, _, anchor = target.partition("#")
            where = resolved(name, path)
            if where is None:
                written = ROOT / "docs/law" / PurePosixPath(name).parent / path
                if not Path(os.path.normpath(written)).is_file():
                    broken.append(f"{name}: {target}")
            elif where not in pages or (anchor and anchor not in anchors[where]):
                broken.append(f"{name}: {target}")
    assert broken == []


def resolved(page: str, path: str) -> str | None:
    """Return the page that a link on another leads to, None where it leaves the document."""
    parts: list[str] = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def test_each_place_on_a_page_has_a_name_of_its_own(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        found = [one or other for one, other in ANCHOR.findall(text)]
        assert len(found) == len(set(found)), name


def test_every_section_and_figure_has_a_japanese_name() -> None:
    found = [
        one
        for folder, year in places()
        for one in subjects(kind_of(folder), law_file(folder, year).body)
    ]
    found += [one for name, body in standing_bodies().items() for one in subjects(name, body)]
    named = {one.path: one.title for one in found}
    named |= {f"{one.path}.{f.key}": f.label for one in found for f in figures_of(one)}
    assert len(named) > 200
    assert {path for path, label in named.items() if re.search("[a-z]{2}", label)} == set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two pages."""
    write(tmp_path, {"README.md": "a\n", "years/2026.md": "b\n"})
    return tmp_path


def test_pages_as_they_are_made_are_not_stale(folder: Path) -> None:
    assert stale(folder, {"README.md": "a\n", "years/2026.md": "b\n"}) == []


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            {"README.md": "A\n", "years/2026.md": "b\n"}, ["README.md"], id="another text"
        ),
        pytest.param({"README.md": "a\n"}, ["years/2026.md"], id="a page too many"),
        pytest.param(
            {"README.md": "a\n", "years/2026.md": "b\n", "years/2027.md": "c\n"},
            ["years/2027.md"],
            id="a page is missing",
        ),
    ],
)
def test_a_page_otherwise_than_made_is_stale_until_it_is_written(
    folder: Path, made: dict[str, str], expected: list[str]
) -> None:
    assert stale(folder, made) == expected
    assert write(folder, made) == expected
    assert stale(folder, made) == []
    assert sorted(path.relative_to(folder).as_posix() for path in folder.glob("**/*.md")) == sorted(
        made
    )
