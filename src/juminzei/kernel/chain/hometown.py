"""Part of the fifth stage: what ふるさと納税 adds to 寄附金税額控除."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import donation_credit as rules
from juminzei.kernel.rules.rounding import round_up

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Rate, Yen
    from juminzei.kernel.chain.credits import Base
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def hometown(
    columns: TaxpayerColumns,
    earned: Incomes,
    base: Base,
    after_adjustment: Pair,
    *,
    law: Law,
    steps: Steps,
) -> tuple[Pair, Pair]:
    """Return both bodies' 特例控除額, and their 申告特例控除額."""
    counted = steps.take(
        "hometown_counted",
        rules.hometown_counted,
        donation_hometown=columns.donation_hometown,
        law=law.national.hometown_donation,
    )
    few = few_with(counted)
    if not few:
        return nothing(len(columns)), nothing(len(columns))
    rate_base = steps.take(
        "hometown_rate_base",
        rules.hometown_rate_base,
        tax_base=few.of(base.bases.comprehensive),
        personal_deduction_gap=few.of(base.gap),
        aggregate_income=few.of(earned.aggregate),
        law=law.national.hometown_donation,
    )
    giving = _Giving(law, steps, few.of(counted), _rate(base, rate_base, few, law, steps))
    levy, share = few.pair(after_adjustment), law.rates.hometown
    special = Pair(
        giving.special("municipal", levy.municipal, share.municipal),
        giving.special("prefectural", levy.prefectural, share.prefectural),
    )
    asked = few_with(few.flags(columns.donation_one_stop))
    one_stop = _one_stop(asked.pair(special), asked.of(rate_base), law, steps)
    return few.among_all(special), few.among_all(asked.among_all(one_stop))


def _rate(base: Base, rate_base: Yen, few: Few, law: Law, steps: Steps) -> Exact:
    """Return the rate of the 特例控除, by whichever base picks it."""
    separate = base.bases.separate
    land_short = steps.take(
        "land_short_base",
        rules.land_short_base,
        tax_base_land_short=few.of(separate.land_short),
        tax_base_land_short_reduced=few.of(separate.land_short_reduced),
    )
    others = steps.take(
        "other_separate_base",
        rules.other_separate_base,
        separate_base=few.of(base.separate_base),
        land_short_base=land_short,
    )
    return steps.take(
        "hometown_rate",
        rules.hometown_rate,
        rate_base=rate_base,
        tax_base=few.of(base.bases.comprehensive),
        tax_base_forestry=few.of(separate.forestry),
        tax_base_retirement=few.of(separate.retirement),
        land_short_base=land_short,
        other_separate_base=others,
        law=law.national.hometown_donation,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Giving:
    """What both bodies' 特例控除額 are worked out from, for those who gave."""

    law: Law
    steps: Steps
    counted: Yen
    rate: Exact

    def special(self, body: str, levy_after_adjustment_credit: Yen, share: Rate) -> Yen:
        """Return 特例控除額."""
        exact = self.steps.take(
            f"{body}_hometown_exact",
            rules.hometown_special_exact,
            counted=self.counted,
            hometown_rate=self.rate,
            share=share,
        )
        limit = self.steps.take(
            f"{body}_hometown_limit_exact",
            rules.hometown_limit_exact,
            levy_after_adjustment_credit=levy_after_adjustment_credit,
            law=self.law.national.hometown_donation,
        )
        return self.steps.take(
            f"{body}_hometown_special",
            rules.hometown_special,
            special=self.steps.take(f"{body}_hometown_rounded", round_up, amount=exact),
            limit=self.steps.take(f"{body}_hometown_limit", round_up, amount=limit),
        )


def _one_stop(special: Pair, rate_base: Yen, law: Law, steps: Steps) -> Pair:
    """Return 申告特例控除額 of both bodies for those who asked for it."""
    if len(rate_base) == 0:
        return nothing(0)
    rate = steps.take(
        "one_stop_rate",
        rules.one_stop_rate,
        rate_base=rate_base,
        law=law.national.hometown_donation,
    )

    def one(body: str, special: Yen) -> Yen:
        exact = steps.take(
            f"{body}_one_stop_exact", rules.one_stop_exact, special=special, one_stop_rate=rate
        )
        return steps.take(f"{body}_one_stop", round_up, amount=exact)

    return Pair(one("municipal", special.municipal), one("prefectural", special.prefectural))
