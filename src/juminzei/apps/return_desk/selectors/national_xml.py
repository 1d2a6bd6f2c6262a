"""The national return taken at the desk: its forms, and their e-Tax XML.

Numbers of people are not written: the tax office asks for them itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.filled_boxes import filled_boxes
from juminzei.apps.return_desk.national_forms.declared import declared
from juminzei.apps.return_desk.national_forms.whole_return import whole_return
from juminzei.apps.return_desk.selectors.return_outcome import law_of
from juminzei.formats.national_return import check_structure, write_return
from juminzei.formats.national_return_boxes import known_forms

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.return_desk.selectors.papers import Papers
    from juminzei.formats.national_return_record import NationalReturn, Problem, Value

FINAL_RETURN = "1"
"""確定申告, of the kinds of returns."""
MAIN_FORM = "KOA020"


def national_return(papers: Papers) -> NationalReturn:
    """Return all forms of a national return, as paper and XML have them."""
    tax_year = papers.one.tax_year
    filled = filled_boxes(papers.told, tax_year - 1)
    amounts = {one.box.name: one.amount for one in filled}
    told = declared(papers.entries, papers.told, papers.taxes.national, amounts, tax_year - 1)
    return whole_return(told, _heading(papers), law_of(tax_year))


def is_written(income_year: int) -> bool:
    """Return whether the version of the forms that a year's XML needs is known."""
    return income_year >= min(one.valid_from for one in known_forms()[MAIN_FORM])


def national_xml(papers: Papers, *, made_on: date) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the forms as XML, and what its structure lacks.

    Args:
        papers: The return.
        made_on: The day, in the envelope.
    """
    xml = write_return(national_return(papers), made_on=made_on)
    return xml, check_structure(xml)


def _heading(papers: Papers) -> dict[str, Value]:
    who, one = papers.who, papers.one
    heading: dict[str, Value] = {
        "NENBUN": one.tax_year - 1,
        "NOZEISHA_NM": who.name,
        "NOZEISHA_NM_KN": who.kana,
        "TEISYUTSU_DAY": one.finished_on or one.venue_day.day,
        "SHINKOKU_KBN": FINAL_RETURN,
    }
    if who.address and not who.protected:
        heading["NOZEISHA_ADR"] = who.address
    if who.birth_on:
        heading["BIRTHDAY"] = who.birth_on
    return heading
