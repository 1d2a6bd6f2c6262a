"""What the city knows already, filled into a new return with where each figure came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import cluster, household_on, withheld
from juminzei.apps.assessment.api import DocumentKind, decided_figures, documents_of_person
from juminzei.apps.return_desk.entries import Entries, Row, said
from juminzei.apps.return_desk.models import DeskReturn, ReturnState
from juminzei.apps.return_desk.return_form import boxes
from juminzei.apps.return_desk.selectors.other_departments import add_departments
from juminzei.base.wareki import tax_year_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from juminzei.apps.addressees.api import Resident
    from juminzei.apps.assessment.api import TaxDocument

SPOUSES = {"夫", "妻"}
OF_WAGE = (
    "life_general_new",
    "life_general_old",
    "life_nursing",
    "life_pension_new",
    "life_pension_old",
    "small_enterprise_mutual_aid",
)
"""Figures that a wage report and the form call alike."""
CARRIED = ("loss_carryforward", "casualty_carryforward", "listed_shares_carryforward")


def prefilled(addressee: int, tax_year: int, *, on: date) -> Entries:
    """Return a form with what this year's reports, departments and last year say.

    Args:
        addressee: 宛名番号.
        tax_year: 年度.
        on: Today, for the household and whom it may tell of.
    """
    entries = Entries()
    numbers = cluster(addressee)
    for document in documents_of_person(numbers, tax_year):
        if document.kind == DocumentKind.WAGE:
            _add_wage(entries, document)
        elif document.kind == DocumentKind.PENSION:
            _add_pension(entries, document)
    add_departments(entries, addressee, tax_year)
    _add_last_year(entries, numbers, tax_year)
    _add_relatives(entries, addressee, tax_year, on)
    entries.unconfirmed.extend(sorted({key.partition(".")[0] for key in entries.sources}))
    return entries


def put(entries: Entries, name: str, value: int, source: str) -> None:
    """Fill a box that says nothing yet."""
    if name in boxes() and said(value) and not said(entries.values.get(name)):
        entries.values[name] = value
        entries.sources[name] = source


def _add_row(entries: Entries, key: str, row: Row, source: str) -> None:
    rows = entries.lists.setdefault(key, [])
    rows.append(row)
    entries.sources[f"{key}.{len(rows) - 1}"] = source


def _add_wage(entries: Entries, document: TaxDocument) -> None:
    wage, source = document.wage, f"給与支払報告書 資料番号{document.document_number}"
    row: Row = {
        "payer": document.payer_name,
        "revenue": wage.revenue,
        "withheld": wage.withheld_income_tax,
        "social_insurance": wage.social_insurance - wage.small_enterprise_mutual_aid,
        "secondary": wage.secondary or wage.left_on is not None,
    }
    _add_row(entries, "wages", row, source)
    for name in OF_WAGE:
        put(entries, name, getattr(wage, name), source)
    put(entries, "old_long_term", wage.old_long_term_insurance, source)
    put(entries, "housing_loan_available", wage.housing_loan_available, source)
    put(entries, "disability", {"ordinary": 1, "special": 2}.get(wage.self_disability, 0), source)
    put(entries, "widow", wage.widow, source)
    put(entries, "working_student", wage.working_student, source)
    put(entries, "year_end_adjusted", not wage.secondary and wage.left_on is None, source)


def _add_pension(entries: Entries, document: TaxDocument) -> None:
    pension, source = document.pension, f"公的年金等支払報告書 資料番号{document.document_number}"
    row: Row = {
        "payer": document.payer_name,
        "revenue": pension.revenue,
        "withheld": pension.withheld_income_tax,
        "social_insurance": pension.social_insurance,
    }
    _add_row(entries, "pensions", row, source)
    code = {"ordinary": 1, "special": 2}.get(pension.self_disability, 0)
    put(entries, "disability", code, source)
    put(entries, "widow", pension.widow, source)


def _add_last_year(entries: Entries, numbers: Sequence[int], tax_year: int) -> None:
    """Fill in losses carried forward; other figures of last year stand beside the boxes."""
    decided = decided_figures(numbers, tax_year - 1)
    source = f"前年の決定（{tax_year_text(tax_year - 1)}）"
    if decided is not None:
        for name in CARRIED:
            put(entries, name, decided.inputs.get(name, 0), source)


def last_entries(addressee: int, tax_year: int) -> Entries | None:
    """Return what the person declared at the desk for the year before, none if they did not."""
    before = DeskReturn.objects.filter(
        addressee__in=cluster(addressee), tax_year=tax_year - 1, state=ReturnState.DONE
    )
    newest = before.order_by("-pk").first()
    if newest is None:
        return None
    return Entries.kept(newest.history.order_by("-version").values_list("entries", flat=True)[0])


def _add_relatives(entries: Entries, addressee: int, tax_year: int, on: date) -> None:
    """Copy last year's relatives; without them, find the spouse in the household."""
    before = last_entries(addressee, tax_year)
    if before is not None and before.rows("relatives"):
        source = f"前年の申告（{tax_year_text(tax_year - 1)}）"
        for row in before.rows("relatives"):
            _add_row(entries, "relatives", {**row, "income": 0}, source)
        return
    household = household_on(addressee, day=on, known_at=None, withheld=withheld(on))
    spouse = _spouse_in(household.residents, addressee) if household else None
    if spouse is not None and spouse.birth_on:
        row = _spouse_row(spouse.number, spouse.name, spouse.birth_on)
        _add_row(entries, "relatives", row, "住民記録の世帯")


def _spouse_in(residents: Sequence[Resident], addressee: int) -> Resident | None:
    """Return the head's spouse, or the head of whom the person is the spouse."""
    me = next((one for one in residents if one.number == addressee), None)
    if me is None:
        return None
    others = [one for one in residents if one.number != addressee]
    if me.relationship in SPOUSES:
        return next((one for one in others if one.head), None)
    return next((one for one in others if me.head and one.relationship in SPOUSES), None)


def _spouse_row(number: int, name: str, birth_on: date) -> Row:
    return {
        "relationship": "spouse",
        "name": name,
        "birth_on": birth_on.isoformat(),
        "income": 0,
        "disability": "0",
        "living": "together",
        "role": "dependant",
        "addressee": number,
    }
