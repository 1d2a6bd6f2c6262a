"""Part of the fourth stage: the levies on separate incomes (分離課税)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.body_rates import Tiers
from juminzei.kernel.chain.few import few_with, nothing
from juminzei.kernel.chain.pair import Pair
from juminzei.kernel.rules import separate_levy as rules
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.separate_kinds import APART

if TYPE_CHECKING:
    from juminzei.base.money import Flags, Yen
    from juminzei.kernel.body_rates import SeparateRates
    from juminzei.kernel.chain.separate import SeparateAmounts
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


def separate_levies(
    bases: SeparateAmounts, separate_base: Yen, owes_income_levy: Flags, law: Law, steps: Steps
) -> Pair:
    """Return both bodies' levies on all separate incomes, a step for each kind that is there.

    山林 and 退職 are not among them: they bear the ordinances' rates. Few people have
    separate incomes: only their rows are worked.
    """
    few = few_with(separate_base * owes_income_levy)
    there = {kind: base for kind in APART if (base := few.of(getattr(bases, kind))).any()}
    if not there:
        return nothing(len(separate_base))
    rates = law.rates.separate
    return few.among_all(
        Pair(
            _of_body("municipal", there, rates, steps),
            _of_body("prefectural", there, rates, steps),
        )
    )


def _of_body(body: str, bases: dict[str, Yen], rates: SeparateRates, steps: Steps) -> Yen:
    levies: dict[str, Yen] = {}
    for kind, base in bases.items():
        name, of_kind = f"{body}_separate_levy_{kind}", getattr(rates, kind)
        if isinstance(of_kind, Tiers):
            exact = steps.take(
                f"{name}_exact",
                rules.tiered_levy_exact,
                separate_base=base,
                reduced_up_to=of_kind.reduced_up_to,
                reduced_rate=getattr(of_kind.reduced_rate, body),
                rate=getattr(of_kind.rate, body),
            )
        else:
            exact = steps.take(
                f"{name}_exact",
                rules.separate_levy_exact,
                separate_base=base,
                rate=getattr(of_kind, body),
            )
        levies[name] = steps.take(name, round_down, amount=exact)
    return steps.take(f"{body}_separate_levy", rules.separate_levy, **levies)
