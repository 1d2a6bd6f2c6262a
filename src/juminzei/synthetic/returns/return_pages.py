"""A return's boxes filled in: first and second page, from figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from juminzei.formats.national_return import NationalReturn
from juminzei.formats.national_return_boxes import form_map
from juminzei.formats.national_return_record import Page, ReturnForm
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.people.writing import full_width, in_cp932
from juminzei.synthetic.returns.filers import Why
from juminzei.synthetic.returns.return_figures import BLUE_DEDUCTION, BLUE_FROM, payments

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from juminzei.formats.national_return_record import Value
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.reports.recipients import Recipient
    from juminzei.synthetic.returns.return_figures import ReturnFigures

FORM, VERSION = "KOA020", "23.0"
FIRST, SECOND = "KOA020-1", "KOA020-2"
OFFICE = "99901 架空"
PAYERS, RELATIVES, PREMIUMS = 4, 4, 3
MARKED = "1"
COSTS_PERCENT = 40
"""What of its revenue a business or a house let costs."""
TRADES = ("小売業", "農業", "建設業", "飲食業", "理容業", "不動産賃貸業")


@dataclass(frozen=True, slots=True)
class Filing:
    """How one return is handed in."""

    figures: ReturnFigures
    recipient: Recipient
    """Name, kana, birth, address and number as the taxpayer wrote them."""
    address_january: str
    filed_on: date
    corrects: bool = False
    """修正申告."""


def pages_of(filing: Filing) -> NationalReturn:
    """Return the return with all its boxes."""
    heading = _heading(filing)
    values = {tag: value for tag, value in _values(filing).items() if value not in (0, "", None)}
    rows = {group: tuple(found) for group, found in _rows(filing).items() if found}
    made = []
    for page in (FIRST, SECOND):
        own = {tag: value for tag, value in values.items() if _page_of(tag) == page}
        own_rows = {group: found for group, found in rows.items() if _page_of(group) == page}
        if page == FIRST or own or own_rows:
            head = {tag: heading[name] for tag, name in _referring(page) if name in heading}
            made.append(Page(page, {**head, **own}, own_rows))
    return NationalReturn(heading, (ReturnForm(FORM, VERSION, tuple(made)),))


def _heading(filing: Filing) -> dict[str, Value]:
    who, person = filing.recipient, filing.figures.filer.person
    heading: dict[str, Value] = {
        "ZEIMUSHO": OFFICE,
        "TEISYUTSU_DAY": filing.filed_on,
        "NOZEISHA_NM_KN": who.kana,
        "NOZEISHA_NM": who.name,
        "NOZEISHA_ADR": who.address,
        "ICHIGATSUIPPI_ADR": filing.address_january,
        "BIRTHDAY": who.birth_on,
        "NENBUN": INCOME_YEAR,
        "SHINKOKU_KBN": MARKED,
    }
    if who.number is not None:
        heading["NOZEISHA_BANGO"] = who.number
    if Why.BUSINESS in filing.figures.filer.why:
        heading["SHOKUGYO"] = TRADES[person.addressee % len(TRADES)]
    return heading


def _values(filing: Filing) -> dict[str, Value]:
    found = filing.figures
    return {
        **_incomes(found),
        **_deductions(found),
        **_tax(found),
        **_second_page(filing),
        "ABA00256": MARKED if filing.corrects else "",
        "ABA00240": MARKED if found.filer.earned.by_self >= BLUE_FROM else "",
    }


def _incomes(found: ReturnFigures) -> dict[str, Value]:
    return {
        "ABB00030": _revenue(found.filer.earned.by_self),
        "ABB00050": _revenue(found.rent),
        "ABB00080": found.wages,
        "ABB00100": found.pension,
        "ABB00300": found.business,
        "ABB00340": found.rent,
        "ABB00370": found.wage_income,
        "ABB01060": found.pension_income,
        "ABB01130": found.pension_income,
        "ABB00410": found.total,
        "ABB00800": BLUE_DEDUCTION if found.filer.earned.by_self >= BLUE_FROM else 0,
        "ABB00780": found.filer.family.spouse_income,
    }


def _revenue(income: int) -> int:
    return max(income, 0) * 100 // (100 - COSTS_PERCENT)


def _deductions(found: ReturnFigures) -> dict[str, Value]:
    given = found.declaration
    before = found.deductions - found.medical - found.donation_deduction
    return {
        "ABB00450": found.social_insurance,
        "ABB00460": given.mutual_aid,
        "ABB00470": given.life_deduction,
        "ABB00480": given.earthquake,
        "ABB00500": found.alone,
        "ABB00510": found.disability,
        "ABB00520": found.spouse,
        "ABB00540": found.relatives,
        "ABB00550": found.basic,
        "ABB00555": before,
        "ABB00440": found.medical,
        "ABB00490": found.donation_deduction,
        "ABB00560": found.deductions,
    }


def _tax(found: ReturnFigures) -> dict[str, Value]:
    due = found.base_tax + found.surtax - found.withheld
    return {
        "ABB00580": found.taxable,
        "ABB00590": found.tax_on_taxable,
        "ABB00650": found.loan_credit,
        "ABB00670": found.base_tax,
        "ABB01010": found.base_tax,
        "ABB01020": found.surtax,
        "ABB01030": found.base_tax + found.surtax,
        "ABB00710": found.withheld,
        "ABB00720": due if due < 0 else due // 100 * 100,
        "ABB00750": max(due, 0) // 100 * 100,
        "ABB00760": max(-due, 0),
    }


def _second_page(filing: Filing) -> dict[str, Value]:
    found = filing.figures
    given, filer = found.declaration, found.filer
    spouse = filer.family.spouse
    special = filer.person.disability == "special"
    ordinary = filer.person.disability == "ordinary"
    boxes: dict[str, Value] = {
        "ABD00070": found.withheld,
        "ABH00215": given.life_general_new,
        "ABH00220": given.life_general_old,
        "ABH00225": given.life_pension_new,
        "ABH00235": given.life_nursing,
        "ABH00250": given.earthquake,
        "ABH00300": found.donation,
        "ABI00240": found.donation,
        "ABH00350": MARKED if found.alone and not found.single_parent else "",
        "ABH00365": MARKED if found.single_parent else "",
        "ABH00610": MARKED if ordinary else "",
        "ABH00620": MARKED if special else "",
        "ABI00010": _collection(found),
    }
    if spouse is not None and found.spouse:
        boxes |= {
            "ABY00020": _name(spouse),
            "ABY00030": spouse.number,
            "ABY00040": spouse.birth,
            "ABY00060": MARKED if spouse.disability == "ordinary" else "",
            "ABY00070": MARKED if spouse.disability == "special" else "",
        }
    return boxes


def _collection(found: ReturnFigures) -> str:
    """1 特別徴収, 2 自分で納付: chosen by those who have wages and something else."""
    if not (found.wages and (found.business or found.rent)):
        return ""
    return "2" if found.filer.person.addressee % 3 else "1"


def _rows(filing: Filing) -> dict[str, list[Mapping[str, Value]]]:
    found = filing.figures
    filer = found.filer
    family = filer.family
    named = [*((one, False) for one in family.dependants), *((one, True) for one in family.under16)]
    return {
        "ABD00010": _payers(found),
        "ABH00120": _premiums(found),
        "ABY00150": [_relative(one, child=child) for one, child in named[:RELATIVES]],
    }


def _payers(found: ReturnFigures) -> list[Mapping[str, Value]]:
    jobs: list[Mapping[str, Value]] = [
        {
            "ABD00020": "給与",
            "ABD00040": job.employer.name,
            "ABD00050": job.revenue + (job.previous.revenue if job.previous else 0),
            "ABD00060": withheld,
        }
        for job, withheld in payments(found.filer, found.declaration)
    ]
    pensions: list[Mapping[str, Value]] = [
        {"ABD00020": "雑（公的年金等）", "ABD00040": one.payer.name, "ABD00050": one.revenue}
        for one in found.filer.pensions
    ]
    return [*jobs, *pensions][:PAYERS]


def _premiums(found: ReturnFigures) -> list[Mapping[str, Value]]:
    parts = {
        "源泉徴収票のとおり": sum(job.social_insurance for job in found.filer.earned.jobs),
        "年金からの特別徴収": sum(one.social_insurance for one in found.filer.pensions),
    }
    parts["国民健康保険等"] = found.social_insurance - sum(parts.values())
    rows: list[Mapping[str, Value]] = [
        {"ABH00130": name, "ABH00140": paid} for name, paid in parts.items() if paid
    ]
    return rows[:PREMIUMS]


def _relative(person: Person, *, child: bool) -> Mapping[str, Value]:
    boxes: dict[str, Value] = {
        "ABY00160": _name(person),
        "ABY00170": person.number,
        "ABY00190": person.birth,
    }
    if person.disability != "none":
        boxes["ABY00220" if person.disability == "special" else "ABY00210"] = MARKED
    if child:
        boxes["ABY00270"] = MARKED
    return boxes


def _name(person: Person) -> str:
    return in_cp932(full_width(person.name))


@cache
def _page_of(tag: str) -> str:
    return form_map(FORM, VERSION)[0].page_of(tag)


@cache
def _referring(page: str) -> tuple[tuple[str, str], ...]:
    """Return the boxes of a page that refer to the heading, with the name there."""
    boxes = form_map(FORM, VERSION)[0]
    return tuple(
        (box.tag, box.idref)
        for box in boxes.boxes
        if box.idref and boxes.page_of(box.tag) == page and not boxes.repeated_in(box.tag)
    )
