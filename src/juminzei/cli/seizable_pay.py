"""``juminzei seizable-pay``: what of somebody's pay may be seized (国税徴収法76条)."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.given import amount, count

if TYPE_CHECKING:
    import argparse

    from juminzei.kernel.parameters.seizure import SeizureLaw
    from juminzei.kernel.seizure import SeizablePay

EXAMPLE = (
    "juminzei seizable-pay --pay 282078 --income-tax 4280 --inhabitant-tax 4700"
    " --social-insurance 47680 --family 2"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the pay, what is held back from it, and what it is paid for."""
    parser.add_argument("--pay", type=amount, required=True, metavar="YEN", help="before anything")
    for name in ("--income-tax", "--inhabitant-tax", "--social-insurance"):
        parser.add_argument(name, type=amount, default=0, metavar="YEN")
    parser.add_argument(
        "--family", type=count, default=0, metavar="N", help="relatives who live on the same means"
    )
    period = parser.add_mutually_exclusive_group()
    period.add_argument("--months", type=count, default=1, metavar="N", help="the pay is for; 1")
    period.add_argument("--days", type=count, default=0, metavar="N", help="instead of months")
    period.add_argument("--bonus", action="store_true", help="counts as one month's pay")
    period.add_argument(
        "--retirement-years", type=count, metavar="N", help="it is retirement pay after N years"
    )
    period.add_argument("--consent", action="store_true", help="the debtor agrees")
    parser.add_argument(
        "--rounding", choices=("thousand", "yen"), default="thousand",
        help="thousand: cut the pay, raise what is protected, as is the practice",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print what may be seized and what is protected."""
    from juminzei.kernel.parameters.seizure import SeizureLaw
    from juminzei.kernel.standing_law import standing

    if not options.months:
        raise UsageError("--months is 0; give 1 or more, or --days")
    law = standing(SeizureLaw)
    found = _found(options, law)
    sys.stdout.write(json.dumps(_answer(found), ensure_ascii=False) + "\n")
    for note in _notes(options, law):
        print(note, file=sys.stderr)
    return 0


def _found(options: argparse.Namespace, law: SeizureLaw) -> SeizablePay:
    from juminzei.kernel import seizure

    pay = seizure.Pay(
        amount=options.pay,
        income_tax=options.income_tax,
        inhabitant_tax=options.inhabitant_tax,
        social_insurance=options.social_insurance,
    )
    rounded = options.rounding == "thousand"
    if options.consent:
        return seizure.seizable_with_consent(pay, rounded=rounded, law=law)
    if options.retirement_years is not None:
        return seizure.seizable_retirement_pay(
            pay,
            family_members=options.family,
            service_years=options.retirement_years,
            rounded=rounded,
            law=law,
        )
    return seizure.seizable_pay(
        pay,
        family_members=options.family,
        months=options.months,
        days=options.days,
        rounded=rounded,
        law=law,
    )


def _answer(found: SeizablePay) -> dict[str, object]:
    return {
        "seizable": found.seizable,
        "pay": found.pay.amount,
        "protected": {
            "income_tax": found.pay.income_tax,
            "inhabitant_tax": found.pay.inhabitant_tax,
            "social_insurance": found.pay.social_insurance,
            "subsistence": found.subsistence,
            "standing": found.standing,
        },
    }


def _notes(options: argparse.Namespace, law: SeizureLaw) -> list[str]:
    """Return what whoever uses the figure has to know besides it."""
    told = {
        law.rounding.assumption: options.rounding == "thousand",
        law.subsistence.assumption: options.days,
        law.retirement_pay.assumption: options.retirement_years is not None,
        law.consent.assumption: options.consent,
    }
    assumptions = [f"※前提: {text}" for text, holds in told.items() if holds]
    return [law.warning, *assumptions] if law.warning else assumptions
