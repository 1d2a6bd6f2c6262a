"""The e-Tax XML of a national return taken at the desk, checked against the known structure.

Numbers of people are not written: the tax office asks for them itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.filled_boxes import filled_boxes, xml_tags
from juminzei.formats.national_return import check_structure, compose, write_return

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.return_desk.selectors.papers import Papers
    from juminzei.formats.national_return_record import Problem, Value

LOSSES = {"ABB00300", "ABB00320", "ABB00340", "ABB00720"}
"""Boxes that may be below 0."""


def national_xml(papers: Papers, *, made_on: date) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the first form as XML, and what its structure lacks.

    Args:
        papers: The return.
        made_on: The day, in the envelope.
    """
    values: dict[str, Value] = {
        tag: one.amount if tag in LOSSES else max(one.amount, 0)
        for one in filled_boxes(papers.told, papers.one.tax_year - 1)
        if one.amount and (tag := xml_tags().get(one.box.name))
    }
    xml = write_return(compose(_heading(papers), values), made_on=made_on)
    return xml, check_structure(xml)


def _heading(papers: Papers) -> dict[str, Value]:
    who, one = papers.who, papers.one
    heading: dict[str, Value] = {
        "NENBUN": one.tax_year - 1,
        "NOZEISHA_NM": who.name,
        "NOZEISHA_NM_KN": who.kana,
        "TEISYUTSU_DAY": one.finished_on or one.venue_day.day,
        "SHINKOKU_KBN": "1",
    }
    if who.address:
        heading["NOZEISHA_ADR"] = who.address
    if who.birth_on:
        heading["BIRTHDAY"] = who.birth_on
    return heading
