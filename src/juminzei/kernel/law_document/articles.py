"""Citations taken apart: ``地方税法34条1項6号・314条の2第1項6号`` names two articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

BEGINNING = re.compile(r"附則|別表|\d")
NUMBER = re.compile(r"別表第[一二三四五六七八九十]+|\d+条(?:の\d+)*")
RANGE = re.compile(r"(\d+条(?:の\d+)*)から(\d+条(?:の\d+)*)まで")
FURTHER_PARAGRAPH = re.compile(r"第?\d+[項号]")
LAWS = (
    *("地方税法", "地方税法施行令", "地方税法施行規則", "所得税法", "所得税法施行令"),
    *("租税特別措置法", "租税特別措置法施行令"),
)
"""In this order, before all others."""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a law, without its paragraphs."""

    law: str
    number: str
    """``314条の2``, ``附則5条の4`` or ``別表第五``; empty where a whole law is cited."""

    @property
    def order(self) -> tuple[int, str, int, list[int]]:
        """What articles are sorted by: the law, main part before 附則, the numbers."""
        rank = LAWS.index(self.law) if self.law in LAWS else len(LAWS)
        part = 1 if self.number.startswith("附則") else 2 if "別表" in self.number else 0
        return rank, self.law, part, [int(one) for one in re.findall(r"\d+", self.number)]

    def __str__(self) -> str:
        return f"{self.law}{self.number}"


def articles_of(cite: str) -> list[Article]:
    """Return the articles that a citation names, in its order, each once.

    Args:
        cite: Parts are set apart by ``・``. A part without a law's name belongs to the law
            before it, one without 附則 after one with it to the 附則; ``同法`` is the law before.
    """
    found: dict[Article, None] = {}
    law, part = "", ""
    for piece in cite.split("・"):
        if FURTHER_PARAGRAPH.match(piece):
            continue  # of the article before: 17条の5第3項・第4項
        beginning = BEGINNING.search(piece)
        named = piece[: beginning.start()] if beginning else piece
        if named:
            law, part = law + named[2:] if named.startswith("同法") else named, ""
        rest = piece[beginning.start() :] if beginning else ""
        part = "附則" if rest.startswith("附則") else part
        found |= {Article(law, number): None for number in _numbers(rest, part)}
    return list(found)


def _numbers(text: str, part: str) -> list[str]:
    """Return the numbers of one piece; a range such as ``3条から5条まで`` has several."""
    span = RANGE.search(text)
    if span is None:
        found = NUMBER.match(text.removeprefix("附則"))
        return [part + found[0] if found else part]
    first, last = (tuple(map(int, re.findall(r"\d+", end))) for end in span.groups())
    if first[:-1] != last[:-1]:
        return [_written(part, first), _written(part, last)]
    return [_written(part, (*first[:-1], n)) for n in range(first[-1], last[-1] + 1)]


def _written(part: str, numbers: tuple[int, ...]) -> str:
    return f"{part}{numbers[0]}条" + "".join(f"の{number}" for number in numbers[1:])
