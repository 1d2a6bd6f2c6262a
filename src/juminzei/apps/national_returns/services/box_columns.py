"""Boxes that are columns of the inhabitant tax as they stand, and figures kept by name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import form_map
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.formats.national_return_boxes import Box
    from juminzei.formats.national_return_record import NationalReturn

AFTER_DEDUCTION = {
    "separate_land_short",
    "separate_land_short_reduced",
    "separate_land_long",
    "separate_land_long_superior",
    "separate_land_long_residence",
}
"""On 第三表 after the special deduction, in the kernel before it."""
LAND_DEDUCTION = "ABL00863"


def columns_of(one: NationalReturn) -> dict[str, int]:
    """Return the columns that boxes feed by themselves, yen; noughts left out."""
    sums: dict[str, int] = defaultdict(int)
    instead: dict[str, int] = {}
    for box, amount in _given(one):
        if box.instead:
            instead[box.column] = amount
        elif box.column:
            sums[box.column] += amount
    columns = {**sums, **instead}
    _separate_land(one, columns)
    return {name: amount for name, amount in columns.items() if amount}


def stated_of(one: NationalReturn) -> dict[str, int]:
    """Return the figures that are kept by name, yen, as they stand on the paper."""
    stated: dict[str, int] = defaultdict(int)
    for box, amount in _given(one):
        if box.stated:
            stated[box.stated] += amount
    return dict(stated)


def out_of_range(one: NationalReturn) -> list[str]:
    """Return the boxes whose amount no column can hold, as below nought where no loss can be."""
    kinds = column_kinds()
    return [
        box.tag
        for box, amount in _given(one)
        if box.column and not kinds[box.column].least <= amount <= kinds[box.column].most
    ]


def _given(one: NationalReturn) -> Iterator[tuple[Box, int]]:
    versions = {form.form: form.version for form in one.forms}  # a form may come several times
    amounts = one.amounts
    for form, version in versions.items():
        for box in form_map(form, version)[0].fed:
            if amount := amounts.get(box.tag):
                yield box, amount


def _separate_land(one: NationalReturn, columns: dict[str, int]) -> None:
    """Put the special deduction of land back where there is one kind of gain alone."""
    deduction = one.amount(LAND_DEDUCTION)
    kinds = sorted(AFTER_DEDUCTION & columns.keys())
    if deduction > 0 and len(kinds) == 1:
        columns[kinds[0]] += deduction
        columns[f"{kinds[0]}_deduction"] = deduction
