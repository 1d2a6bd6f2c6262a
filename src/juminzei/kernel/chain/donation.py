"""Part of the fifth stage: 寄附金税額控除."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.hometown import hometown
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import donation_credit as rules
from juminzei.kernel.rules.rounding import round_down, round_up

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.credits import Base
    from juminzei.kernel.chain.few import Few
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
    """Return both bodies' credit for those who gave: basic, special and one-stop part."""
    few = few_with(
        columns.donation_hometown,
        columns.donation_community_chest,
        columns.donation_municipal_only,
        columns.donation_prefectural_only,
    )
    if not few:
        return nothing(len(columns))
    basic = _basic(columns, few, earned.total_etc, law, steps)
    special, one_stop = hometown(columns, earned, base, after_adjustment, law=law, steps=steps)
    special, one_stop = few.pair(special), few.pair(one_stop)
    return few.among_all(
        Pair(
            steps.take(
                "municipal_donation_rounded",
                rules.donation_credit,
                basic=basic.municipal,
                special=special.municipal,
                one_stop=one_stop.municipal,
            ),
            steps.take(
                "prefectural_donation_rounded",
                rules.donation_credit,
                basic=basic.prefectural,
                special=special.prefectural,
                one_stop=one_stop.prefectural,
            ),
        )
    )


def _basic(columns: TaxpayerColumns, few: Few, total_etc: Yen, law: Law, steps: Steps) -> Pair:
    """Return 基本控除額 of both bodies, for the givers' rows."""
    exact = steps.take(
        "donation_limit_exact",
        rules.donation_limit_exact,
        total_income_etc=few.of(total_etc),
        law=law.national.donation_credit,
    )
    limit = steps.take("donation_limit", round_down, amount=exact)
    to_homes, chest = few.of(columns.donation_hometown), few.of(columns.donation_community_chest)

    def one(body: str, own_body_only: Yen) -> Yen:
        counted = steps.take(
            f"{body}_donation_counted",
            rules.donation_counted,
            donation_hometown=to_homes,
            donation_community_chest=chest,
            donation_own_body_only=few.of(own_body_only),
            limit=limit,
            law=law.national.donation_credit,
        )
        exact = steps.take(
            f"{body}_donation_basic_exact",
            rules.donation_basic_exact,
            counted=counted,
            rate=getattr(law.rates.donation, body),
        )
        return steps.take(f"{body}_donation_basic", round_up, amount=exact)

    return Pair(
        one("municipal", columns.donation_municipal_only),
        one("prefectural", columns.donation_prefectural_only),
    )
