"""Which boxes are entered from the image of a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import known_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
RELATIVES = "ABY00150"
OF_RELATIVE = (
    *("ABY00160", "ABY00180", "ABY00190", "ABY00210", "ABY00220", "ABY00270", "ABY00280"),
)
ROWS = 4
SHORTEST_PATH = 3
"""Page, part and box: a box that stands in its part without a group between."""


def entry_boxes(staged: StagedReturn) -> list[Box]:
    """Return the single boxes that are to be entered: broken ones, and those that are not data."""
    boxes = known_forms()[FORM][-1].by_tag
    pages = {page["tag"] for form in staged.content.get("forms", ()) for page in form["pages"]}
    wanted = [problem["tag"] for problem in staged.problems if problem["tag"] in boxes]
    wanted += OF_FIRST_PAGE if FIRST_PAGE not in pages else ()
    wanted += OF_SECOND_PAGE if SECOND_PAGE not in pages else ()
    return [boxes[tag] for tag in dict.fromkeys(wanted) if boxes[tag].type != "group"]


def relatives_wanted(staged: StagedReturn) -> bool:
    """Whether relatives are to be entered."""
    pages = {page["tag"] for form in staged.content.get("forms", ()) for page in form["pages"]}
    return SECOND_PAGE not in pages


def relative_boxes() -> list[Box]:
    """Return the boxes of one relative."""
    boxes = known_forms()[FORM][-1].by_tag
    return [boxes[tag] for tag in OF_RELATIVE]


def field_name(tag: str, row: int = 0) -> str:
    """Return what a box is called among the entered values; ``row`` from 1 for relatives."""
    return f"{tag}.{row}" if row else tag


def label_of(name: str) -> str:
    """Return the label of an entered value: where it stands within its part of the form."""
    tag, _, row = name.partition(".")
    words = _path(tag)[2:]
    label = "　".join(dict.fromkeys(words[1:] or words))
    return f"親族{row}：{label}" if row else label


def part_of(name: str) -> str:
    """Return in which part of the form an entered value stands."""
    tag, _, row = name.partition(".")
    words = _path(tag)
    if row:
        return f"親族{row}"
    return words[2] if len(words) > SHORTEST_PATH else words[1]


def _path(tag: str) -> list[str]:
    """Return page, part, and so on to the box."""
    return known_forms()[FORM][-1].path(tag).split(" › ")


def rows_of(values: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Yield the relatives among entered values, by box."""
    for row in range(1, ROWS + 1):
        found = {tag: values.get(field_name(tag, row)) for tag in OF_RELATIVE}
        if any(found.values()):
            yield {tag: value for tag, value in found.items() if value}
