"""Part of the fifth stage: 寄附金税額控除."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import donation_credit as rules
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Exact, Rate, Yen
    from juminzei.kernel.chain.credits import Base
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def donation(
    columns: TaxpayerColumns,
    earned: Incomes,
    base: Base,
    after_adjustment: Pair,
    *,
    law: Law,
    steps: Steps,
) -> Pair:
    """Return both bodies' credit: basic, special and one-stop part."""
    limit = steps.take(
        "donation_limit_exact",
        rules.donation_limit_exact,
        total_income_etc=earned.total_etc,
        law=law.national.donation_credit,
    )
    rate_base = steps.take(
        "hometown_rate_base",
        rules.hometown_rate_base,
        tax_base=base.bases.comprehensive,
        personal_deduction_gap=base.gap,
        aggregate_income=earned.aggregate,
        law=law.national.hometown_donation,
    )
    shared = _Shared(
        columns=columns,
        law=law,
        steps=steps,
        limit=steps.take("donation_limit", round_down, amount=limit),
        counted=steps.take(
            "hometown_counted",
            rules.hometown_counted,
            donation_hometown=columns.donation_hometown,
            law=law.national.hometown_donation,
        ),
        rate=_rate(base, rate_base, law, steps),
        rate_base=rate_base,
    )
    rate, share = law.rates.donation, law.rates.hometown
    return Pair(
        shared.credit(
            "municipal",
            basic=shared.basic("municipal", columns.donation_municipal_only, rate.municipal),
            special=shared.special("municipal", after_adjustment.municipal, share.municipal),
        ),
        shared.credit(
            "prefectural",
            basic=shared.basic("prefectural", columns.donation_prefectural_only, rate.prefectural),
            special=shared.special("prefectural", after_adjustment.prefectural, share.prefectural),
        ),
    )


def _rate(base: Base, rate_base: Yen, law: Law, steps: Steps) -> Exact:
    """Return the rate of the 特例控除, by whichever base picks it."""
    separate = base.bases.separate
    land_short = separate.land_short + separate.land_short_reduced
    return steps.take(
        "hometown_rate",
        rules.hometown_rate,
        rate_base=rate_base,
        tax_base=base.bases.comprehensive,
        tax_base_forestry=separate.forestry,
        tax_base_retirement=separate.retirement,
        land_short_base=land_short,
        other_separate_base=base.separate_base - land_short,
        law=law.national.hometown_donation,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """What both bodies' credits are worked out from."""

    columns: TaxpayerColumns
    law: Law
    steps: Steps
    limit: Yen
    counted: Yen
    rate: Exact
    rate_base: Yen

    def basic(self, body: str, own_body_only: Yen, rate: Rate) -> Yen:
        """Return 基本控除額."""
        counted = self.steps.take(
            f"{body}_donation_counted",
            rules.donation_counted,
            donation_hometown=self.columns.donation_hometown,
            donation_community_chest=self.columns.donation_community_chest,
            donation_own_body_only=own_body_only,
            limit=self.limit,
            law=self.law.national.donation_credit,
        )
        exact = self.steps.take(
            f"{body}_donation_basic_exact", rules.donation_basic_exact, counted=counted, rate=rate
        )
        return self.steps.take(f"{body}_donation_basic", round_up, amount=exact)

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

    def credit(self, body: str, *, basic: Yen, special: Yen) -> Yen:
        """Return the three parts together, after adding 申告特例控除額."""
        return self.steps.take(
            f"{body}_donation_rounded",
            rules.donation_credit,
            basic=basic,
            special=special,
            one_stop=self.one_stop(body, special),
        )

    def one_stop(self, body: str, special: Yen) -> Yen:
        """Return 申告特例控除額; only the rows of those who use it are worked."""
        amount = np.zeros_like(special)
        rows = np.flatnonzero(self.columns.donation_one_stop & (special > 0))
        if len(rows) == 0:
            return amount
        exact = self.steps.take(
            f"{body}_one_stop_exact",
            rules.one_stop_exact,
            special=special[rows],
            one_stop_rate=self.steps.take(
                f"{body}_one_stop_rate",
                rules.one_stop_rate,
                rate_base=self.rate_base[rows],
                law=self.law.national.hometown_donation,
            ),
        )
        amount[rows] = self.steps.take(f"{body}_one_stop", round_up, amount=exact)
        return amount
