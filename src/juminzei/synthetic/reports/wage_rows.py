"""Wage reports as employers fill them in: one row for each job of each person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.formats.relative import Relative
from juminzei.formats.sealed_text import SealedText
from juminzei.formats.wage_report import JOINED, LEFT, WageReport
from juminzei.synthetic.earning.declarations import NOTHING
from juminzei.synthetic.earning.families import ELDERLY_FROM, Family
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.reports.recipients import Pens
from juminzei.synthetic.reports.rows import Row
from juminzei.synthetic.reports.wage_figures import figures, relatives_of
from juminzei.synthetic.reports.wage_notes import collection, is_family_employee, note
from juminzei.synthetic.tables import table

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.declarations import Declaration
    from juminzei.synthetic.earning.jobs import Job
    from juminzei.synthetic.people.person import Person
    from juminzei.synthetic.reports.recipients import Recipient
    from juminzei.synthetic.reports.wage_figures import Figures

NAMED_RELATIVES = 4
RESIDENT = "00"
"""区分 of a relative who lives in the country."""
ADULT, TITLE_AGE, TITLE_SHARE = 18, 38, 900
RELATIVE_NUMBER_SHARE = 8500
PHONE = "0480-{:02d}-{:04d}"
ELTAX_PREFIX = "R8-11210-{:07d}@"


class WageRows:
    """Fills in ``count`` wage reports."""

    def __init__(self, count: int, dice: Dice) -> None:
        """Draw what differs from row to row."""
        self._pens = Pens(count, dice)
        self._title = dice.below(10_000, count, "title").tolist()
        self._relatives = dice.chance(RELATIVE_NUMBER_SHARE, count, "relatives' numbers").tolist()
        self._unflagged = dice.below(10_000, count, "ordinary collection").tolist()

    def row(
        self, at: int, job: Job, family: Family, declaration: Declaration, colleague: Person
    ) -> Row[WageReport]:
        """Return report number ``at``: ``job`` of a person with this family and declaration.

        Args:
            at: Which report, for its slips.
            job: What was paid.
            family: Whom the person declares to this employer.
            declaration: What else the person declares.
            colleague: Somebody whose number may be written by mistake.
        """
        firm, person = job.employer, job.person
        recipient = self._pens.write(
            at,
            person,
            folds=firm.folds_names,
            writes_numbers=firm.writes_numbers,
            other=colleague.number,
        )
        report = self._report(at, job, figures(job, family, declaration), recipient)
        dirt = list(recipient.dirt)
        if job.secondary:
            dirt.append("second_job")
        if job.previous:
            dirt.append("previous_in_words" if job.previous_in_words else "previous_in_columns")
        return Row(report=report, person=person, own_number=recipient.own_number, dirt=dirt)

    def _report(self, at: int, job: Job, found: Figures, recipient: Recipient) -> WageReport:
        firm, person, given = job.employer, job.person, found.declaration
        ordinary, reason = collection(job, found, self._unflagged[at])
        # One call, so that the row can be read beside the form; the order is the form's.
        return WageReport(
            income_year=INCOME_YEAR,
            municipality=CITY_CODE,
            copies="" if firm.old_layout else "1",
            payer_address=firm.dwelling.written(),
            payer_name=firm.name,
            payer_phone=PHONE.format(60 + len(firm.name), int(firm.collector_number) % 10_000),
            payer_identifier="" if firm.old_layout else firm.identifier,
            collector_number=firm.collector_number,
            address=recipient.address,
            name=recipient.name,
            kana=recipient.kana,
            birth_on=recipient.birth_on,
            individual_number=recipient.number,
            recipient_reference=job.reference,
            job_title=self._job_title(at, person),
            wage_kind="給料・賞与" if job.work == "regular" else "給料",
            revenue=found.revenue,
            withheld_income_tax=found.withheld,
            social_insurance=found.social_insurance,
            small_enterprise_mutual_aid=given.mutual_aid or None,
            minor=person.age < ADULT or None,
            secondary=job.secondary or None,
            left_by_death=(job.left_on is not None and job.left_on == person.died_on) or None,
            foreigner=person.foreign is not None or None,
            change_kind=LEFT if job.left_on else JOINED if job.joined_on else "",
            changed_on=job.left_on or job.joined_on,
            family_employee=is_family_employee(job, self._unflagged[at]) or None,
            ordinary_collection=ordinary or None,
            note=note(job, reason),
            eltax_prefix=ELTAX_PREFIX.format(at + 1) if firm.eltax else "",
            **self._previous(job),
            **(self._adjusted(at, job, found) if found.adjusted else {}),
        )

    def _job_title(self, at: int, person: Person) -> str:
        titles = table("words")["titles"]
        lot = self._title[at]
        return titles[lot % len(titles)] if lot < TITLE_SHARE and person.age >= TITLE_AGE else ""

    def _previous(self, job: Job) -> dict[str, Any]:
        """Columns 64 to 73: the employer before, where not told in words."""
        before = job.previous
        if before is None or job.previous_in_words:
            return {}
        return {
            "previous_payer_address": before.employer.dwelling.written(),
            "previous_payer_name": before.employer.name,
            "previous_revenue": before.revenue,
            "previous_withheld_income_tax": figures(before, Family(), NOTHING).withheld,
            "previous_social_insurance": before.social_insurance,
            "previous_left_on": before.left_on,
        }

    def _adjusted(self, at: int, job: Job, found: Figures) -> dict[str, Any]:
        """What only a report with a year-end adjustment says."""
        family, given, person = found.family, found.declaration, job.person
        return {
            "income_stated": found.income,
            "deduction_total_stated": found.deduction_total,
            "income_adjustment_deduction_stated": found.income_adjustment or None,
            "basic_deduction_stated": found.basic_deduction,
            "life_deduction_stated": given.life_deduction or None,
            "life_general_new": given.life_general_new or None,
            "life_general_old": given.life_general_old or None,
            "life_nursing": given.life_nursing or None,
            "life_pension_new": given.life_pension_new or None,
            "earthquake_deduction_stated": given.earthquake or None,
            "self_disability_special": person.disability == "special" or None,
            "self_disability_other": person.disability == "ordinary" or None,
            "single_parent": found.single_parent or None,
            "widow": found.widow or None,
            "working_student": found.working_student or None,
            **_loan(found),
            **_spouse(found),
            **_counts(family),
            **self._named(at, job, family),
        }

    def _named(self, at: int, job: Job, family: Family) -> dict[str, Any]:
        """The relatives by name; those beyond four of a kind in one cell of words."""
        firm = job.employer
        if firm.old_layout:
            return {}
        numbered = firm.writes_numbers and self._relatives[at]

        def named(person: Person, place: int) -> Relative:
            kana, name = self._pens.relative(person, folds=firm.folds_names)
            number = person.number if numbered else None
            return Relative(kana, name, RESIDENT, number, place)

        def further(people: list[Person]) -> SealedText:
            rest = [named(person, 0) for person in people[NAMED_RELATIVES:]]
            return SealedText(
                "\u3000".join(
                    f"（{at}）{one.name}{one.number.reveal() if one.number else ''}"
                    for at, one in enumerate(rest, NAMED_RELATIVES + 1)
                )
            )

        return {
            "spouse": named(family.spouse, 0) if family.spouse else None,
            "dependants": tuple(
                named(person, place)
                for place, person in enumerate(family.dependants[:NAMED_RELATIVES], 1)
            ),
            "under16": tuple(
                named(person, place)
                for place, person in enumerate(family.under16[:NAMED_RELATIVES], 1)
            ),
            "further_dependants": further(family.dependants),
            "further_under16": further(family.under16),
        }


def _spouse(found: Figures) -> dict[str, Any]:
    family = found.family
    if family.spouse is None:
        return {"spouse_status": "2"}
    return {
        "spouse_status": "1" if family.supports_spouse else "2",
        "spouse_elderly": (family.supports_spouse and family.spouse.age >= ELDERLY_FROM) or None,
        "spouse_income": family.spouse_income,
        "spouse_deduction_stated": found.spouse_deduction,
    }


def _counts(family: Family) -> dict[str, Any]:
    disabled = [person.disability for person in relatives_of(family)]
    special = disabled.count("special")
    return {
        "dependants_specified": len(family.specified) or None,
        "dependants_elderly": len(family.elderly) or None,
        "dependants_elderly_cohabiting": len(family.elderly) or None,
        "dependants_other": len(family.other) or None,
        "dependants_under16": len(family.under16) or None,
        "disabled_special": special or None,
        "disabled_special_cohabiting": special or None,
        "disabled_other": disabled.count("ordinary") or None,
    }


def _loan(found: Figures) -> dict[str, Any]:
    given = found.declaration
    if given.moved_in_on is None:
        return {}
    return {
        "housing_loan_stated": found.loan_credit_used,
        "housing_loan_available": given.loan_credit,
        "housing_loan_count": "1",
        "housing_move_in_on": given.moved_in_on,
        "housing_kind": given.loan_kind,
        "housing_loan_balance": given.loan_balance,
    }
