"""Which box of which form of which year feeds each column of the inhabitant tax, as a table.

The table in ``docs/formats/national-return-columns.md`` is made of the data here and in
``formats/layouts``; a test holds it true. Run as a module it writes the table anew.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juminzei.formats.national_return_boxes import known_forms
from juminzei.formats.national_return_layout import layout
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("column_sources.toml")
INCOME_YEARS = range(2020, 2027)
FIRST_OF_ALL = 0


@dataclass(frozen=True, slots=True)
class ColumnSource:
    """Where a column comes from."""

    column: str
    boxes: tuple[str, ...]
    how: str = ""
    """In words, if no box is the column as it stands."""
    nothing: str = ""
    """Why nothing of a return feeds it."""
    note: str = ""
    """What else is to be said of a column that boxes feed as they stand."""
    from_income_year: int = FIRST_OF_ALL
    """The first income year whose law has the column."""

    def needed(self, income_year: int) -> bool:
        """Whether the law of an income year asks for it."""
        return income_year >= self.from_income_year


@cache
def column_sources() -> dict[str, ColumnSource]:
    """Return the source of every column, in the order of the columns.

    Raises:
        ValueError: A column is told of twice, is none, or has no source and no reason.
    """
    found = {one.column: one for one in _direct()}
    for one in _told():
        if one.column in found:
            raise ValueError(f"{one.column}: told of twice; leave one of both")
        if not (one.how or one.nothing):
            raise ValueError(f"{one.column}: neither a source nor a reason; give one")
        found[one.column] = one
    kinds = column_kinds()
    if found.keys() != kinds.keys():
        raise ValueError(f"{sorted(found.keys() ^ kinds.keys())}: name each column once")
    return {name: found[name] for name in kinds}


def audit_text() -> str:
    """Return the table as Markdown, columns of one source on one line."""
    kinds = column_kinds()
    together: dict[ColumnSource, list[str]] = {}
    for one in column_sources().values():
        together.setdefault(replace(one, column=""), []).append(one.column)
    lines = [
        f"| {'<br>'.join(f'{kinds[name].label} `{name}`' for name in names)} "
        f"| {_boxes(one)} | {_words(one)} |"
        for one, names in together.items()
    ]
    return HEAD + "\n".join(lines) + "\n"


HEAD = """# Columns of the inhabitant tax and the boxes of a national return

Made by `python -m juminzei.apps.national_returns.column_audit FILE` from the boxes
(`formats/layouts/`), the numbers on paper (`formats/views/national_return.toml`) and
`apps/national_returns/column_sources.toml`. Where numbers differ between income years (年分),
the years are told; those of 2020, 2021, 2022, 2024 and 2026 are an assumption. The XML of every
year is read by the structure of 2025, the only one that is public.

| column | boxes | how |
|---|---|---|
"""


def _direct() -> Iterator[ColumnSource]:
    fed: dict[str, list[str]] = {}
    for maps in known_forms().values():
        for box in maps[-1].boxes:
            if box.column:
                fed.setdefault(box.column, []).append(box.tag)
    notes = _file()["notes"]
    for column, tags in fed.items():
        yield ColumnSource(column, tuple(tags), note=notes.get(column, ""))


def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _told() -> Iterator[ColumnSource]:
    for row in _file()["rows"]:
        for column in row["columns"]:
            yield ColumnSource(
                column,
                tuple(row["boxes"]),
                row.get("how", ""),
                row.get("nothing", ""),
                from_income_year=row.get("from_income_year", FIRST_OF_ALL),
            )


def _boxes(one: ColumnSource) -> str:
    return "<br>".join(_box(tag, one) for tag in one.boxes)


def _box(tag: str, one: ColumnSource) -> str:
    boxes = next(maps[-1] for maps in known_forms().values() if tag in maps[-1].by_tag)
    words = boxes.path(tag).split(" › ")
    where = words[0].removeprefix("申告書") if boxes.form == MAIN_FORM else boxes.title
    return " ".join(filter(None, (tag, where, "・".join(words[-2:]), _marks(tag, one))))


MAIN_FORM = "KOA020"


def _marks(tag: str, one: ColumnSource) -> str:
    """Return the numbers on the paper by income year, years of the same number together."""
    mark = _laid_marks().get(tag, "")
    if not mark:
        return ""
    years = [year for year in INCOME_YEARS if one.needed(year)]
    runs = [
        (text, list(some)) for text, some in groupby(years, lambda year: layout().words(mark, year))
    ]
    if len(runs) == 1:
        return runs[0][0]
    return "、".join(f"{_span(some)}年分{text}" for text, some in runs)


def _span(years: list[int]) -> str:
    return "〜".join(map(str, dict.fromkeys((years[0], years[-1]))))


@cache
def _laid_marks() -> dict[str, str]:
    blocks = [block for sheet in layout().sheets for block in sheet.blocks]
    return {box.tag: box.mark for block in blocks for box in block.boxes}


def _words(one: ColumnSource) -> str:
    since = f"{one.from_income_year}年分から。" if one.from_income_year else ""
    if one.nothing:
        return f"{since}入らない: {one.nothing}"
    return since + (one.how or one.note or ("合計" if len(one.boxes) > 1 else "そのまま"))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(audit_text(), encoding="utf-8")
