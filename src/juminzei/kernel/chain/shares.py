"""Last stage: the income levy divided by kinds of income, for mixed collection (併徴)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import levy_shares as rules

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.chain.pair import Pair
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """The income levy of both bodies by kind of income; yen."""

    employment: Yen
    pension: Yen
    other: Yen


def levy_shares(earned: Incomes, income_levy: Pair, law: Law, steps: Steps) -> Shares:
    """Return the parts; pay takes what rounding leaves, without pay the pension."""
    besides = steps.take(
        "income_besides_pay_and_pension",
        rules.income_besides_pay_and_pension,
        total_income_etc=earned.total_etc,
        income_from_work=earned.from_work,
        income_public_pension=earned.public_pension,
    )
    levy = steps.take(
        "income_levy",
        rules.income_levy,
        municipal=income_levy.municipal,
        prefectural=income_levy.prefectural,
    )
    pension_share, other_share = _shares(earned, besides, levy, law, steps)
    employment = steps.take(
        "levy_on_employment",
        rules.levy_on_employment,
        income_levy=levy,
        pension_share=pension_share,
        other_share=other_share,
        income_from_work=earned.from_work,
    )
    pension = steps.take(
        "levy_on_pension",
        rules.levy_on_pension,
        income_levy=levy,
        levy_on_employment=employment,
        pension_share=pension_share,
        other_share=other_share,
        income_public_pension=earned.public_pension,
    )
    other = steps.take(
        "levy_on_other",
        rules.levy_on_other,
        income_levy=levy,
        levy_on_employment=employment,
        levy_on_pension=pension,
    )
    return Shares(employment, pension, other)


def _shares(earned: Incomes, besides: Yen, levy: Yen, law: Law, steps: Steps) -> tuple[Yen, Yen]:
    """Return what the pension and other incomes bear of the levy, each cut to the unit."""

    def share(name: str, income: Yen, others: Yen) -> Yen:
        exact = steps.take(
            f"{name}_exact",
            rules.levy_share_exact,
            income_levy=levy,
            income=income,
            other_incomes=others,
        )
        return steps.take(name, rules.levy_share, amount=exact, law=law.national.levy_shares)

    beside_pension = steps.take(
        "incomes_beside_pension",
        rules.incomes_beside_pension,
        income_from_work=earned.from_work,
        income_besides_pay_and_pension=besides,
    )
    pension_share = share("pension_share", earned.public_pension, beside_pension)
    beside_other = steps.take(
        "income_from_work_and_pension",
        rules.income_from_work_and_pension,
        income_from_work=earned.from_work,
        income_public_pension=earned.public_pension,
    )
    return pension_share, share("other_share", besides, beside_other)
