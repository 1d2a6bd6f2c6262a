"""Which boxes are entered from the image of a return."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import known_forms, newest_maps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.formats.national_return_boxes import Box

FORM = "KOA020"
FIRST_PAGE, SECOND_PAGE = "KOA020-1", "KOA020-2"
OF_FIRST_PAGE = (
    *("ABB00080", "ABB00100", "ABB00300", "ABB00320", "ABB00340", "ABB00350", "ABB00360"),
    *("ABB01090", "ABB01120", "ABB00410", "ABB00440", "ABB00450", "ABB00460", "ABB00470"),
    *("ABB00480", "ABB00520", "ABB00540", "ABB00560", "ABB00590", "ABB00650", "ABB00710"),
    "ABB00780",
)
"""第一表, where no data came with the image."""
OF_SECOND_PAGE = (
    *("ABH00215", "ABH00220", "ABH00225", "ABH00230", "ABH00235", "ABH00250", "ABH00260"),
    *("ABH00350", "ABH00365", "ABH00380", "ABH00610", "ABH00620"),
    *("ABY00020", "ABY00040", "ABY00060", "ABY00070", "ABY00090", "ABY00130"),
    *("ABI00010", "ABI00030", "ABI00040", "ABI00090", "ABI00104", "ABI00106"),
    *("ABI00240", "ABI00250", "ABI00270", "ABI00280"),
)
"""第二表 with the matters of the inhabitant tax."""
OF_RELATIVE = (
    *("ABY00160", "ABY00180", "ABY00190", "ABY00210", "ABY00220", "ABY00270", "ABY00280"),
)
USUAL = frozenset({*OF_FIRST_PAGE, *OF_SECOND_PAGE, *OF_RELATIVE})
"""What nearly every return has: asked for without anybody adding its page."""
ROWS, MOST_ROWS = 4, 40
SHORTEST_PATH = 3
"""Page, part and box: a box that stands in its part without a group between."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that a clerk may add, because the image has it."""

    tag: str
    label: str


@cache
def sheets_to_add() -> tuple[Sheet, ...]:
    """Return every page of every form that is known, in the order of the forms."""
    return tuple(
        Sheet(page.tag, f"{maps[-1].title}　{page.label}")
        for maps in known_forms().values()
        for page in maps[-1].pages
    )


def entry_names(
    staged: StagedReturn, *, pages: Collection[str] = (), rows: int = ROWS
) -> list[str]:
    """Return the names of the values that are asked for, in the order in which they stand.

    Boxes that are broken, those of the pages that did not come as data, and every box of the
    pages that were added. Where a broken box stands in a row, all rows are asked for.

    Args:
        staged: The return.
        pages: Tags of added pages; unknown ones are left out.
        rows: How many rows of each repeated part, as far as the form has as many.
    """
    had = {page["tag"] for form in staged.content.get("forms", ()) for page in form["pages"]}
    tags = [tag for one in staged.problems for tag in _with_its_rows(one["tag"])]
    tags += OF_FIRST_PAGE if FIRST_PAGE not in had else ()
    tags += (*OF_SECOND_PAGE, *OF_RELATIVE) if SECOND_PAGE not in had else ()
    tags += [tag for page in pages for tag in _boxes_of_page(page)]
    return [name for tag in dict.fromkeys(tags) for name in _names(tag, rows)]


def field_name(tag: str, row: int = 0) -> str:
    """Return what a box is called among the entered values; ``row`` from 1 in repeated parts."""
    return f"{tag}.{row}" if row else tag


def box_of(name: str) -> Box:
    """Return the box of an entered value."""
    tag = name.partition(".")[0]
    return newest_maps()[tag].by_tag[tag]


def in_order(names: Iterable[str]) -> list[str]:
    """Return entered values in the order of forms, rows and boxes."""

    def place(name: str) -> tuple[str, int, int, int]:
        tag, _, row = name.partition(".")
        form = newest_maps()[tag]
        group = form.repeated_in(tag)
        return form.form, form.order[group or tag], int(row or 0), form.order[tag]

    return sorted(names, key=place)


def label_of(name: str) -> str:
    """Return the label of an entered value: where it stands within its part of the form."""
    tag, _, row = name.partition(".")
    words = _path(tag)[2:]
    label = "　".join(dict.fromkeys(words[1:] or words))
    return f"{_group_label(tag)}{row}：{label}" if row else label


def part_of(name: str) -> str:
    """Return in which part of the form an entered value stands."""
    tag, _, row = name.partition(".")
    words = _path(tag)
    if row:
        part = f"{_group_label(tag)}{row}"
    else:
        part = words[2] if len(words) > SHORTEST_PATH else words[1]
    form = newest_maps()[tag]
    return part if form.form == FORM else f"{form.title}　{words[0]}　{part}"


def rows_of(values: Mapping[str, object]) -> dict[str, list[dict[str, object]]]:
    """Return the rows among entered values, by the tag of their group; blank ones are left out."""
    found: dict[str, dict[int, dict[str, object]]] = {}
    for name, value in values.items():
        tag, _, row = name.partition(".")
        if row and value not in {None, ""}:
            group = newest_maps()[tag].repeated_in(tag)
            found.setdefault(group, {}).setdefault(int(row), {})[tag] = value
    return {group: [rows[row] for row in sorted(rows)] for group, rows in found.items()}


def _boxes_of_page(page: str) -> list[str]:
    """Return what is written by hand on a page: no number, nothing that the heading says."""
    form = newest_maps().get(page)
    if form is None:
        return []
    return [
        box.tag
        for box in form.boxes
        if form.page_of(box.tag) == page
        and box.type not in {"group", "number"}
        and not box.idref
        and box.level > 1
    ]


def _with_its_rows(tag: str) -> list[str]:
    """Return a broken box, or all boxes of the repeated part in which it stands."""
    form = newest_maps().get(tag)
    if form is None or form.by_tag[tag].type == "group":
        return []
    group = form.repeated_in(tag)
    if not group:
        return [tag]
    return [one for one in _boxes_of_page(form.page_of(tag)) if form.repeated_in(one) == group]


def _names(tag: str, rows: int) -> list[str]:
    form = newest_maps()[tag]
    group = form.repeated_in(tag)
    if not group:
        return [field_name(tag)]
    fits = form.by_tag[group].repeat or MOST_ROWS
    on_further = form.by_tag[form.page_of(tag)].repeat != 1  # 次葉 have as many again
    most = MOST_ROWS if on_further else fits
    return [field_name(tag, row) for row in range(1, min(max(rows, 1), most) + 1)]


def _group_label(tag: str) -> str:
    form = newest_maps()[tag]
    return form.by_tag[form.repeated_in(tag)].label


def _path(tag: str) -> list[str]:
    """Return page, part, and so on to the box."""
    return newest_maps()[tag].path(tag).split(" › ")
