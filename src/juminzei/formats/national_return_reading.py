"""Walks through the forms of a return and says of every box what is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.formats.national_return_boxes import GROUP, form_map, heading, known_forms
from juminzei.formats.national_return_record import Page, Problem, ReturnForm
from juminzei.formats.national_return_values import ValueNotReadError, value_of
from juminzei.formats.national_return_xml import local_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from juminzei.formats.national_return_boxes import Box, FormMap
    from juminzei.formats.national_return_record import Value

HEADING = "IT"
TO_HEADING = "IDREF"
CORRECT = "原本か画像を見て、正しい値を入れてください。"
Values = dict[str, "Value"]
Rows = dict[str, list[Values]]


class FormReader:
    """Reads one form; what it finds wrong is in ``problems``."""

    def __init__(self, element: _Element, heading_values: Mapping[str, Value]) -> None:
        """Take the element of a form and the values of the heading."""
        self.form = local_name(element)
        self.element = element
        self.version = element.get("VR", "")
        self.heading = heading_values
        self.problems: list[Problem] = []
        self.map: FormMap
        self.map, exact = form_map(self.form, self.version)
        if not exact:
            self._note(
                self.form,
                f"様式の版（{self.version[:8]}）の定義がありません。{self.map.version}版の定義で読みました。",
                "新しい版の様式の定義を追加してください。",
                grave=False,
            )

    def read(self) -> ReturnForm:
        """Return the form with its pages."""
        pages: list[Page] = []
        for child in self.element:
            tag = local_name(child)
            box = self.map.by_tag.get(tag)
            if box is not None and box.level == 1:
                pages.append(self._page(child, tag))
            elif self.map.assumed:
                pages.append(self._page(self.element, self.map.pages[0].tag))
                break
            else:
                self._unknown(tag)
        self._check_repeats(Counter(page.tag for page in pages))
        return ReturnForm(self.form, self.map.version, tuple(pages))

    def _page(self, element: _Element, tag: str) -> Page:
        values: Values = {}
        rows: Rows = {}
        self._children(element, values, rows)
        self._check_repeats(Counter({group: len(some) for group, some in rows.items()}))
        return Page(tag, values, {group: tuple(some) for group, some in rows.items()})

    def _children(self, element: _Element, values: Values, rows: Rows) -> None:
        before = -1
        parent = local_name(element)
        for child in element:
            tag = local_name(child)
            box = self.map.by_tag.get(tag)
            if self.map.assumed and box is None and len(child):
                self._children(child, values, rows)
                continue
            if box is None or not (self.map.assumed or self.map.parents[tag] == parent):
                self._unknown(tag)
                continue
            place = self.map.order[tag]
            if place < before:
                self._note(
                    tag, "欄の並びが様式と違います。", "送付元に確かめてください。", grave=False
                )
            before = max(before, place)
            if box.type != GROUP:
                self._take(child, box, values)
            elif box.repeat == 1:
                self._children(child, values, rows)
            else:
                row: Values = {}
                self._children(child, row, {})
                rows.setdefault(tag, []).append(row)

    def _take(self, element: _Element, box: Box, values: Values) -> None:
        if box.tag in values:
            self._note(box.tag, "同じ欄が2回あります。", CORRECT)
            return
        reference = element.get(TO_HEADING)
        if reference is not None:
            if reference in self.heading:
                values[box.tag] = self.heading[reference]
            else:
                self._note(box.tag, "共通部にない項目を参照しています。", CORRECT)
            return
        try:
            value = value_of(element, box.type)
        except ValueNotReadError as error:
            self._note(box.tag, str(error), CORRECT)
            return
        if value is not None:
            values[box.tag] = value

    def _check_repeats(self, counts: Mapping[str, int]) -> None:
        for tag, count in counts.items():
            most = self.map.by_tag[tag].repeat
            if most and count > most:
                self._note(tag, f"{most}回までのところに{count}回あります。", CORRECT)

    def _unknown(self, tag: str) -> None:
        name = tag if tag.isascii() and tag.replace("-", "").isalnum() else "?"
        self._note(
            name[:20],
            "様式の定義にない欄、または場所の違う欄です。読んでいません。",
            "様式の定義を確かめてください。",
            grave=False,
        )

    def _note(self, tag: str, problem: str, remedy: str, *, grave: bool = True) -> None:
        place = " › ".join(filter(None, (self.map.title, self.map.path(tag))))
        self.problems.append(Problem(self.form, tag, place, problem, remedy, grave=grave))


@dataclass(frozen=True, slots=True)
class HeadingRead:
    """The heading (IT部): its values by name, and by the ID to which boxes refer."""

    values: dict[str, Value] = field(default_factory=dict)
    by_id: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_heading(element: _Element) -> HeadingRead:
    """Return the values of the heading (IT部), and what is wrong with them."""
    kinds = {value.name: value for value in heading().values}
    read = HeadingRead()
    for child in element:
        name = local_name(child)
        if name not in kinds:
            continue
        try:
            value = value_of(child, kinds[name].type)
        except ValueNotReadError as error:
            where = f"共通部 › {kinds[name].label}"
            read.problems.append(Problem(HEADING, name, where, str(error), CORRECT))
            continue
        if value is not None:
            read.values[name] = read.by_id[child.get("ID", name)] = value
    return read


def unknown_form(name: str) -> Problem:
    """Return what is said of a form that is not known."""
    known = "・".join(known_forms())
    return Problem(
        name[:10],
        name[:10],
        "申告データ",
        "定義のない様式です。読んでいません。",
        f"読める様式は {known} です。画像を見てください。",
        grave=False,
    )
