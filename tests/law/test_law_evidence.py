"""The tests that name a rule are found, whatever name they know it by; so are the cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from juminzei.kernel.law_document.articles import Article, articles_of
from juminzei.kernel.law_document.evidence import Witness, case_files, witnesses_by_rule
from juminzei.kernel.law_document.facts import facts_from

TOTAL_TAX = ("juminzei.kernel.rules.levies", "total_tax")
FILE = "law/test_made_up.py"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder as that of the tests."""
    for name in ("base", "law/cases/authority"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def naming(folder: Path, source: str) -> list[str]:
    """Return the tests of a module that name ``total_tax``."""
    (folder / FILE).write_text(source, encoding="utf-8")
    found = witnesses_by_rule(folder).get(TOTAL_TAX, [])
    assert all(test.file == FILE for test in found)
    return [test.name for test in found]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            "from juminzei.kernel.rules.levies import total_tax\ndef test_it(): total_tax()",
            id="by its own name",
        ),
        pytest.param(
            "from juminzei.kernel.rules.levies import total_tax as whole\ndef test_it(): whole()",
            id="by another",
        ),
        pytest.param(
            "from juminzei.kernel.rules import levies\ndef test_it(): levies.total_tax()",
            id="by its module",
        ),
        pytest.param(
            "from juminzei.kernel.rules import levies as rules\n"
            "def total(): return rules.total_tax()\n"
            "def test_it(): total()",
            id="through a helper",
        ),
        pytest.param(
            "from juminzei.kernel.rules.levies import total_tax\n"
            "RULES = (total_tax,)\n"
            "def test_it(): RULES[0]()",
            id="through a constant",
        ),
        pytest.param(
            "from juminzei.kernel.rules.levies import total_tax\n"
            "class TestSums:\n    def test_it(self): total_tax()",
            id="in a class",
        ),
        pytest.param(
            "import pytest\nfrom juminzei.kernel.rules.levies import total_tax\n"
            "@pytest.mark.parametrize('rule', [total_tax])\ndef test_it(rule): rule()",
            id="as a parameter",
        ),
    ],
)
def test_a_test_that_calls_a_rule_is_found(folder: Path, source: str) -> None:
    assert naming(folder, source) == ["test_it"]


def test_a_test_beside_it_that_does_not_call_the_rule_is_not_found(folder: Path) -> None:
    source = (
        "from juminzei.kernel.rules.levies import total_tax\n"
        "def helper(): total_tax()\n"
        "def test_calls(): helper()\n"
        "def test_does_not(): assert 1\n"
    )
    assert naming(folder, source) == ["test_calls"]


def test_a_function_of_the_same_name_elsewhere_is_another(folder: Path) -> None:
    assert naming(folder, "def total_tax(): pass\ndef test_it(): total_tax()") == []


def test_tests_come_in_the_order_of_their_files(folder: Path) -> None:
    source = "from juminzei.kernel.rules.levies import total_tax\ndef test_it(): total_tax()"
    for name in ("law/test_b.py", "law/test_a.py", "base/test_c.py"):
        (folder / name).write_text(source, encoding="utf-8")
    assert witnesses_by_rule(folder)[TOTAL_TAX] == [
        Witness("base/test_c.py", "test_it"),
        Witness("law/test_a.py", "test_it"),
        Witness("law/test_b.py", "test_it"),
    ]


def test_a_file_of_cases_tells_its_articles_years_and_how_many_it_holds(folder: Path) -> None:
    (folder / "law/cases/authority/levies.toml").write_text(
        'cites = ["地方税法314条の6・37条"]\n'
        "[[case]]\ngiven = { tax_year = 2026 }\n"
        "[[case]]\ngiven = { tax_year = 2024 }\n"
        "[[table]]\nwith = { tax_year = 2026 }\nrows = [[1, 2], [3, 4], [5, 6]]\n"
        "[[table]]\nyears = [2021, 2022]\nwith = {}\nrows = [[1, 2], [3, 4]]\n",
        encoding="utf-8",
    )
    (found,) = case_files(folder)
    assert found.file == "law/cases/authority/levies.toml"
    assert found.articles == (Article("地方税法", "314条の6"), Article("地方税法", "37条"))
    assert found.years == (2021, 2022, 2024, 2026)
    assert found.count == 2 + 3 + 2 * 2


def test_every_file_of_cases_names_articles_that_a_rule_or_a_figure_comes_from() -> None:
    facts = facts_from(Path(__file__).parents[1])
    cited = {cite for found in facts.modules.values() for rule in found for cite in rule.articles}
    known = {article for cite in cited for article in articles_of(cite)}
    known |= facts.sections_by_article.keys()
    assert len(facts.cases) > 10
    assert [case.file for case in facts.cases if not case.articles] == []
    assert {a for case in facts.cases for a in case.articles} <= known
