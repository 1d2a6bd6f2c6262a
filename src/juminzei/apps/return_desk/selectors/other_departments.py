"""What other departments hand over of a person, filled into a new return."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.departments.api import assisted_on, disability_on, premiums_paid

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries

PREMIUMS = {
    "kokuho": ("insurance_kokuho", "国保年金課の納付"),
    "kaigo": ("insurance_kaigo", "高齢介護課の納付"),
    "kouki": ("insurance_kouki", "国保年金課の納付（後期高齢）"),
}


def add_departments(entries: Entries, addressee: int, tax_year: int) -> None:
    """Fill in premiums, the person's disability and 生活扶助, where a box says nothing yet.

    Premiums that were withheld from a pension stand in the pension's own row already: only
    those paid otherwise are filled in. With no pension report, both are.

    Args:
        entries: To be filled.
        addressee: 宛名番号.
        tax_year: 年度.
    """
    year = tax_year - 1
    withheld_told = bool(entries.rows("pensions"))
    for insurance, (withheld, otherwise) in (
        premiums_paid([addressee], year).get(addressee, {}).items()
    ):
        name, source = PREMIUMS[insurance]
        _fill(entries, name, otherwise + (0 if withheld_told else withheld), source)
    on = date(year, 12, 31)
    kind, number = disability_on([addressee], on).get(addressee, ("", 0))
    _fill(entries, "disability", number, f"障害者手帳などの記録（{kind}）")
    if addressee in assisted_on([addressee], date(tax_year, 1, 1)):
        _fill(entries, "public_assistance", 1, "生活福祉課の記録")


def _fill(entries: Entries, name: str, value: int, source: str) -> None:
    if value and not entries.values.get(name):
        entries.values[name] = value
        entries.sources[name] = source
