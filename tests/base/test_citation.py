"""A rule keeps the articles that it comes from."""

from __future__ import annotations

from juminzei.base.citation import citations, cites


def test_a_rule_names_its_articles_in_order() -> None:
    @cites("地方税法37条", "地方税法314条の6")
    def rule() -> int:
        return 1

    assert citations(rule) == ("地方税法37条", "地方税法314条の6")
    assert rule() == 1


def test_a_function_without_articles_names_none() -> None:
    assert citations(len) == ()
