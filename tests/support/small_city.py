"""Six people whose tax of 2026 is worked by hand, enough for a run of every kind.

| person | documents | tax | by |
|---|---|---|---|
| employee | wage 5,000,000, insurance 750,000 | 240,500 | employer |
| pensioner | pension 2,400,000, insurance 100,000, aged 70 | 79,500 | pension, first year |
| nobody | none | 0 | none |
| landlord | none, a house in the city | 4,000 | payment slips |
| both | wage 3,000,000 and the same pension | 271,500 | employer and pension |
| leaver | wage 3,000,000, left | 161,500 | payment slips |

Employee: 5,000,000 → 3,560,000; − 750,000 − 430,000 = 2,380,000; 6 % 142,800 − 1,500 = 141,300
and 4 % 95,200 − 1,000 = 94,200; with 5,000 together 240,500.
Pensioner: 2,400,000 − 1,100,000 = 1,300,000; − 530,000 = 770,000; 44,700 + 29,800 + 5,000.
Leaver: 3,000,000 → 2,020,000; − 430,000 = 1,590,000; 93,900 + 62,600 + 5,000.
Both: 2,020,000 + 1,300,000 − 100,000 = 3,220,000; − 530,000 = 2,690,000; 159,900 + 106,600 +
5,000, of which on the pension 266,500 × 1,300,000 / 3,220,000 = 107,593, cut to 107,500.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.assessment.services.calculate_run import calculate_run, finish_run
from juminzei.apps.assessment.services.ledger_digest import BLOCK
from juminzei.apps.assessment.services.start_run import start_run
from support.document_rows import TAX_YEAR, pension, person_on_the_list, wage
from support.moments import START, Ticking

if TYPE_CHECKING:
    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.staff.models import StaffMember

AGED_70 = date(1955, 5, 5)
TOTAL = 240_500 + 79_500 + 4_000 + 271_500 + 161_500


@dataclass(frozen=True, slots=True)
class City:
    """The addressee numbers of the six."""

    employee: int
    pensioner: int
    nobody: int
    landlord: int
    both: int
    leaver: int


def small_city() -> City:
    """Enter the six people with their documents, and freeze the list."""
    city = City(
        employee=person_on_the_list(1),
        pensioner=person_on_the_list(2, birth_on=AGED_70),
        nobody=person_on_the_list(3),
        landlord=person_on_the_list(4, property_only=True, reason="property_only"),
        both=person_on_the_list(5, birth_on=AGED_70),
        leaver=person_on_the_list(6),
    )
    wage(city.employee, 5_000_000, social_insurance=750_000)
    pension(city.pensioner, 2_400_000, social_insurance=100_000)
    wage(city.both, 3_000_000)
    pension(city.both, 2_400_000, social_insurance=100_000)
    wage(city.leaver, 3_000_000, left_on=date(2025, 5, 5))
    return city


def calculated(actor: StaffMember, *, chunk: int = 4 * BLOCK) -> AssessmentRun:
    """Run the year's assessment to the end of its calculation."""
    run = start_run(tax_year=TAX_YEAR, actor=actor, at=START, chunk=chunk)
    calculate_run(run, clock=Ticking())
    finish_run(run, at=START)
    run.refresh_from_db()
    return run
