"""Citations of the law files and rules are taken apart into articles, and put in order."""

from __future__ import annotations

import pytest

from juminzei.kernel.law_document.articles import Article, articles_of

LEVY, INCOME = "地方税法", "所得税法"


@pytest.mark.parametrize(
    ("cite", "expected"),
    [
        pytest.param("地方税法314条の6", [(LEVY, "314条の6")], id="one article"),
        pytest.param("地方税法295条1項2号", [(LEVY, "295条")], id="paragraphs do not count"),
        pytest.param(
            "地方税法34条1項6号・314条の2第1項6号",
            [(LEVY, "34条"), (LEVY, "314条の2")],
            id="the second belongs to the same law",
        ),
        pytest.param(
            "所得税法28条・別表第五・租税特別措置法29条の4",
            [(INCOME, "28条"), (INCOME, "別表第五"), ("租税特別措置法", "29条の4")],
            id="a table, and another law",
        ),
        pytest.param(
            "地方税法295条3項・同法施行令47条の3",
            [(LEVY, "295条"), ("地方税法施行令", "47条の3")],
            id="the same law's order",
        ),
        pytest.param(
            "地方税法附則5条の5から5条の7まで・附則7条の2・7条の3",
            [(LEVY, f"附則{n}") for n in ("5条の5", "5条の6", "5条の7", "7条の2", "7条の3")],
            id="a range, and what follows it in the 附則",
        ),
        pytest.param(
            "森林環境税法3条から5条まで",
            [("森林環境税法", f"{n}条") for n in (3, 4, 5)],
            id="a range of whole articles",
        ),
        pytest.param(
            "地方税法37条から41条の2まで",
            [(LEVY, "37条"), (LEVY, "41条の2")],
            id="a range between levels names its ends",
        ),
        pytest.param(
            "地方税法310条・加須市税条例",
            [(LEVY, "310条"), ("加須市税条例", "")],
            id="an ordinance as a whole",
        ),
        pytest.param(
            "地方税法17条の5第3項・第4項・18条",
            [(LEVY, "17条の5"), (LEVY, "18条")],
            id="a further paragraph of the article before",
        ),
        pytest.param("所得税法30条3項・6項", [(INCOME, "30条")], id="the same without 第"),
        pytest.param(
            "地方税法34条1項・34条2項（基礎控除）", [(LEVY, "34条")], id="each article once"
        ),
    ],
)
def test_a_citation_names_its_articles(cite: str, expected: list[tuple[str, str]]) -> None:
    assert articles_of(cite) == [Article(law, number) for law, number in expected]


def test_articles_are_ordered_as_in_the_statute_book() -> None:
    mixed = (
        "租税特別措置法27条・地方税法附則5条・地方税法314条の10・314条の9・37条・所得税法別表第五"
    )
    ordered = sorted(articles_of(mixed), key=lambda article: article.order)
    assert [str(article) for article in ordered] == [
        "地方税法37条",
        "地方税法314条の9",
        "地方税法314条の10",
        "地方税法附則5条",
        "所得税法別表第五",
        "租税特別措置法27条",
    ]
