"""所得税の確定申告書 as the tax agency's XML (RKO0010): return forms 1 to 4 and the statements.

Forms, their boxes and which column each feeds are data (``layouts/national_return_*.toml``,
one file a form and version, from public facts). How the tax agency wraps returns when it
hands them to municipalities is not public: see :mod:`juminzei.formats.national_delivery`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.formats.errors import FormatError
from juminzei.formats.national_return_boxes import form_map, known_forms
from juminzei.formats.national_return_reading import (
    CORRECT,
    HEADING,
    FormReader,
    HeadingRead,
    read_heading,
    unknown_form,
)
from juminzei.formats.national_return_record import (
    NationalReturn,
    Page,
    Problem,
    ReturnForm,
    Value,
)
from juminzei.formats.national_return_writing import write_xml
from juminzei.formats.national_return_xml import local_name, parsed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from lxml.etree import _Element

__all__ = ["NationalReturn", "Problem", "check_structure", "compose", "read_return", "write_return"]

MAIN_FORM = "KOA020"
FIRST_PAGE = "KOA020-1"
PROCEDURE = "RKO0010"
REQUIRED = {
    "NENBUN": "年分",
    "NOZEISHA_NM": "氏名",
}


def read_return(xml: bytes) -> NationalReturn:
    """Return a return; what is wrong with single boxes is in its ``problems``.

    Raises:
        FormatError: It is no XML that may be read, or no return.
    """
    contents = _contents(parsed(xml))
    head = _heading_of(contents)
    problems = head.problems
    forms: list[ReturnForm] = []
    for element in contents:
        name = local_name(element)
        if name in known_forms():
            reader = FormReader(element, head.by_id)
            forms.append(reader.read())
            problems += reader.problems
        elif name.startswith("KO"):
            problems.append(unknown_form(name))
    _check_required(head.values, forms, problems)
    return NationalReturn(heading=head.values, forms=tuple(forms), problems=tuple(problems))


def check_structure(xml: bytes) -> tuple[Problem, ...]:
    """Return what is wrong: missing parts, order, kinds, repetitions, as far as they are known.

    Raises:
        FormatError: It is no XML that may be read, or no return.
    """
    return read_return(xml).problems


def write_return(
    one: NationalReturn, *, made_on: date, made_by: str = "juminzei", software: str = "juminzei"
) -> bytes:
    """Return a return as XML; :func:`read_return` gives it back.

    Args:
        one: The return.
        made_on: Date of making.
        made_by: Who made it.
        software: With which program.
    """
    return write_xml(one, made_on=made_on, made_by=made_by, software=software)


def compose(
    heading: Mapping[str, Value],
    values: Mapping[str, Value],
    rows: Mapping[str, Sequence[Mapping[str, Value]]] | None = None,
    *,
    versions: Mapping[str, str] | None = None,
) -> NationalReturn:
    """Return a return from values by box, each put on the page where the box stands.

    Boxes that refer to the heading are filled from it on every page that has something.

    Args:
        heading: Values of the heading by name.
        values: Values of boxes by tag.
        rows: Repetitions of groups by the group's tag.
        versions: Version of each form; the newest known if not given.

    Raises:
        KeyError: No form has such a box.
    """
    rows = rows or {}
    wanted = {*values, *rows}
    forms: list[ReturnForm] = []
    for form, maps in known_forms().items():
        boxes = form_map(form, (versions or {}).get(form, maps[-1].version))[0]
        here = {tag for tag in wanted if tag in boxes.by_tag}
        wanted -= here
        pages = {boxes.page_of(tag) for tag in here} | (
            {FIRST_PAGE} if form == MAIN_FORM else set()
        )
        made = [
            Page(
                page.tag,
                {
                    box.tag: heading[box.idref] if box.idref in heading else values[box.tag]
                    for box in boxes.boxes
                    if boxes.page_of(box.tag) == page.tag
                    and (box.idref in heading or box.tag in values)
                },
                {
                    tag: tuple(dict(row) for row in rows[tag])
                    for tag in rows
                    if tag in here and boxes.page_of(tag) == page.tag
                },
            )
            for page in boxes.pages
            if page.tag in pages
        ]
        if made:
            forms.append(ReturnForm(form, boxes.version, tuple(made)))
    if wanted:
        raise KeyError(min(wanted))
    forms.sort(key=lambda one: one.form != MAIN_FORM)
    return NationalReturn(heading=dict(heading), forms=tuple(forms))


def _contents(root: _Element) -> _Element:
    found = next((one for one in root.iter() if local_name(one) == "CONTENTS"), None)
    procedure = None if found is None else found.getparent()
    if found is None or procedure is None or local_name(procedure) != PROCEDURE:
        raise FormatError(
            problem=f"所得税の申告データ（{PROCEDURE}）ではありません。",
            remedy="ファイルの種類を確かめてください。",
        )
    return found


def _heading_of(contents: _Element) -> HeadingRead:
    element = next((one for one in contents if local_name(one) == HEADING), None)
    if element is None:
        missing = Problem(HEADING, HEADING, "共通部", "共通部（IT部）がありません。", CORRECT)
        return HeadingRead(problems=[missing])
    return read_heading(element)


def _check_required(
    values: Mapping[str, Value], forms: Sequence[ReturnForm], problems: list[Problem]
) -> None:
    said = {problem.tag for problem in problems}
    problems.extend(
        Problem(HEADING, name, f"共通部 › {label}", "記載がありません。", CORRECT)
        for name, label in REQUIRED.items()
        if name not in values and name not in said
    )
    pages = {page.tag for form in forms for page in form.pages}
    if FIRST_PAGE not in pages:
        where = "所得税及び復興特別所得税の申告書"
        problems.append(
            Problem(MAIN_FORM, FIRST_PAGE, where, "申告書第一表がありません。", CORRECT)
        )
