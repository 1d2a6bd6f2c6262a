"""Pension reports as payers fill them in: one row for each pension of each person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.formats.pension_payment import PensionPayment
from juminzei.formats.pension_report import PensionReport
from juminzei.formats.relative import Relative
from juminzei.synthetic.earning.families import ELDERLY_FROM, Family
from juminzei.synthetic.earning.year_end import PENSION_AGE
from juminzei.synthetic.people.addresses import CITY_CODE
from juminzei.synthetic.people.person import INCOME_YEAR
from juminzei.synthetic.reports.recipients import KANA_LIMIT, Pens
from juminzei.synthetic.reports.rows import Row
from juminzei.synthetic.reports.wage_figures import relatives_of

if TYPE_CHECKING:
    from juminzei.synthetic.dice import Dice
    from juminzei.synthetic.earning.pensions import Pension
    from juminzei.synthetic.people.person import Person

WITHHELD_RATE, FUND_RATE = 5_105, 7_657
"""Of pensions, in hundred thousand; funds withhold more and from the first yen."""
NOTHING_WITHHELD, NOTHING_WITHHELD_BEFORE_65 = 2_050_000, 1_550_000
"""Yen of a pension on which nothing is withheld, 令和7年分 rounded."""
DEDUCTION_PER_RELATIVE = 390_000
NAMED_RELATIVES = 2
OLD_LAYOUT, NATIONAL_LAYOUT = "49", "71"
NATIONAL_KANA = 30
"""Half-width signs of a name in the national form."""
NOT_PAID = PensionPayment()


class PensionRows:
    """Fills in ``count`` pension reports."""

    def __init__(self, count: int, dice: Dice) -> None:
        """Draw what differs from row to row."""
        self._pens = Pens(count, dice)

    def row(self, at: int, pension: Pension, family: Family) -> Row[PensionReport]:
        """Return report number ``at``; the main payer alone knows of the ``family``."""
        payer, person = pension.payer, pension.person
        recipient = self._pens.write(
            at,
            person,
            folds=True,
            writes_numbers=payer.layout != OLD_LAYOUT,
            kana_limit=NATIONAL_KANA if payer.layout == NATIONAL_LAYOUT else KANA_LIMIT,
        )
        known = family if pension.main else Family()
        report = PensionReport(
            income_year=INCOME_YEAR,
            municipality="" if payer.layout == NATIONAL_LAYOUT else CITY_CODE,
            payer_address=payer.address,
            payer_name=payer.name,
            payer_identifier="" if payer.layout == OLD_LAYOUT else payer.identifier,
            address=recipient.address,
            name=recipient.name,
            kana=recipient.kana,
            birth_on=recipient.birth_on,
            individual_number=recipient.number,
            recipient_reference="" if payer.layout == NATIONAL_LAYOUT else pension.reference,
            payments=_payments(pension, known),
            social_insurance=pension.social_insurance or None,
            self_disability_special=(pension.main and person.disability == "special") or None,
            self_disability_other=(pension.main and person.disability == "ordinary") or None,
            **(self._family(payer.layout, known) if pension.main else {}),
        )
        return Row(
            report=report,
            person=person,
            own_number=recipient.own_number,
            dirt=list(recipient.dirt),
        )

    def _family(self, layout: str, family: Family) -> dict[str, Any]:
        disabled = [person.disability for person in relatives_of(family)]
        return {
            "spouse_status": _spouse_status(family),
            "dependants_specified": len(family.specified) or None,
            "dependants_elderly": len(family.elderly) or None,
            "dependants_other": len(family.other) or None,
            "dependants_under16": len(family.under16) or None,
            "disabled_special": disabled.count("special") or None,
            "disabled_special_cohabiting": disabled.count("special") or None,
            "disabled_other": disabled.count("ordinary") or None,
            **({} if layout == OLD_LAYOUT else self._named(family)),
        }

    def _named(self, family: Family) -> dict[str, Any]:
        return {
            "spouse": self._relative(spouse, 0) if (spouse := _counted_spouse(family)) else None,
            "dependants": self._relatives(family.dependants),
            "under16": self._relatives(family.under16, numbered=False),
        }

    def _relatives(self, people: list[Person], *, numbered: bool = True) -> tuple[Relative, ...]:
        return tuple(
            self._relative(person, place, numbered=numbered)
            for place, person in enumerate(people[:NAMED_RELATIVES], 1)
        )

    def _relative(self, person: Person, place: int, *, numbered: bool = True) -> Relative:
        kana, name = self._pens.relative(person, folds=True)
        return Relative(kana, name, "00", person.number if numbered else None, place)


def _payments(
    pension: Pension, family: Family
) -> tuple[PensionPayment, PensionPayment, PensionPayment, PensionPayment]:
    """Item 1 where the family was declared, item 2 where it could not be (funds: item 3)."""
    withheld = PensionPayment(paid=pension.revenue, withheld=withheld_of(pension, family))
    if pension.main:
        return withheld, NOT_PAID, NOT_PAID, NOT_PAID
    return NOT_PAID, NOT_PAID, withheld, NOT_PAID


def withheld_of(pension: Pension, family: Family) -> int:
    """源泉徴収税額, roughly as a payer's program has it, whole yen."""
    if not pension.main:
        return pension.revenue * FUND_RATE // 100_000
    free = NOTHING_WITHHELD if pension.person.age >= PENSION_AGE else NOTHING_WITHHELD_BEFORE_65
    free += DEDUCTION_PER_RELATIVE * len(relatives_of(family)) + pension.social_insurance
    return max(pension.revenue - free, 0) * WITHHELD_RATE // 100_000


def _counted_spouse(family: Family) -> Person | None:
    return family.spouse if family.supports_spouse else None


def _spouse_status(family: Family) -> str:
    """1 有, 2 無, 3 有かつ老人."""
    spouse = _counted_spouse(family)
    if spouse is None:
        return "2"
    return "3" if spouse.age >= ELDERLY_FROM else "1"
