"""The order of the rules for retirement pay, with or without a record of each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.retirement import rules
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.steps import PLAIN

if TYPE_CHECKING:
    from juminzei.base.money import Counts, Flags, Rate, Yen
    from juminzei.kernel.parameters.retirement import RetirementLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RetirementPayments:
    """Equally long columns, one row a payment."""

    revenue: Yen
    service_years: Counts
    executive: Flags
    disability: Flags
    short_term_in_force: Flags


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RetirementAssessment:
    """What is withheld from each payment; yen."""

    deduction: Yen
    income: Yen
    """退職所得の金額, to the yen."""
    tax_base: Yen
    municipal: Yen
    prefectural: Yen
    total: Yen


def assess(
    payments: RetirementPayments, law: RetirementLaw, steps: Steps = PLAIN
) -> RetirementAssessment:
    """Return the levy on each payment; ``steps`` may keep a record."""
    deduction = steps.take(
        "retirement_deduction",
        rules.retirement_deduction,
        service_years=payments.service_years,
        disability=payments.disability,
        law=law.deduction,
    )
    excess = steps.take(
        "retirement_excess",
        rules.retirement_excess,
        revenue=payments.revenue,
        retirement_deduction=deduction,
    )
    exact = steps.take(
        "retirement_income_exact",
        rules.retirement_income_exact,
        retirement_excess=excess,
        service_years=payments.service_years,
        executive=payments.executive,
        short_term_in_force=payments.short_term_in_force,
        law=law.half,
    )
    income = steps.take("retirement_pay_income", round_down, amount=exact)
    tax_base = steps.take("retirement_base", rules.retirement_base, amount=income, law=law.levy)
    municipal = _levy("municipal", law.levy.rate.municipal, tax_base, law, steps)
    prefectural = _levy("prefectural", law.levy.rate.prefectural, tax_base, law, steps)
    return RetirementAssessment(
        deduction=deduction,
        income=income,
        tax_base=tax_base,
        municipal=municipal,
        prefectural=prefectural,
        total=steps.take(
            "retirement_total",
            rules.retirement_total,
            municipal=municipal,
            prefectural=prefectural,
        ),
    )


def _levy(body: str, rate: Rate, tax_base: Yen, law: RetirementLaw, steps: Steps) -> Yen:
    exact = steps.take(
        f"{body}_retirement_levy_exact", rules.retirement_levy_exact, tax_base=tax_base, law=rate
    )
    whole = steps.take(f"{body}_retirement_levy_whole", round_down, amount=exact)
    return steps.take(f"{body}_retirement_levy", rules.retirement_levy, amount=whole, law=law.levy)
