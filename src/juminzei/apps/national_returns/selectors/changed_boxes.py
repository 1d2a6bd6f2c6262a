"""Which boxes differ between a return and the newer one that replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import known_forms

if TYPE_CHECKING:
    from juminzei.formats.national_return_boxes import FormMap
    from juminzei.formats.national_return_record import NationalReturn

YEAR = "yy"


@dataclass(frozen=True, slots=True)
class ChangedBox:
    """One box that says something else; of amounts and of rows, what it said before and says."""

    label: str
    before: int | None = None
    """Yen, or the number of rows; none of a text, a day or a mark, which is not shown here."""
    after: int | None = None
    rows: bool = False


def changed_boxes(former: NationalReturn, newer: NationalReturn) -> list[ChangedBox]:
    """Return what the newer return says otherwise, in the order of the forms.

    Names, days, texts and marks are told to differ and are not repeated; they stand in the
    returns themselves. Nothing is told where one of the two has no data.
    """
    if not (former.forms and newer.forms):
        return []
    found = []
    for tag, boxes in _boxes().items():
        changed = _changed(tag, boxes, former, newer)
        if changed is not None:
            found.append(changed)
    return found


def _boxes() -> dict[str, FormMap]:
    """Return the form of each box, in the order of the forms."""
    return {tag: maps[-1] for maps in known_forms().values() for tag in maps[-1].by_tag}


def _changed(
    tag: str, boxes: FormMap, former: NationalReturn, newer: NationalReturn
) -> ChangedBox | None:
    rows = former.rows(tag), newer.rows(tag)
    if rows[0] != rows[1]:
        return ChangedBox(boxes.path(tag), len(rows[0]), len(rows[1]), rows=True)
    if boxes.by_tag[tag].type != YEAR and (tag in former.amounts or tag in newer.amounts):
        amounts = former.amount(tag), newer.amount(tag)
        return ChangedBox(boxes.path(tag), *amounts) if amounts[0] != amounts[1] else None
    said = former.value(tag), newer.value(tag)
    # The heading's name or address, on a page that one of the two does not have.
    only_repeated = boxes.by_tag[tag].idref and None in said
    return ChangedBox(boxes.path(tag)) if said[0] != said[1] and not only_repeated else None
