"""Third stage: the tax on each base, and all together (算出税額)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.income_tax.chain.averaging import averaged
from juminzei.kernel.income_tax.rules import tax as rules
from juminzei.kernel.parameters.income_tax import TieredTax
from juminzei.kernel.rules.rounding import round_down
from juminzei.kernel.separate_kinds import APART, KINDS

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.chain.bases import TaxBases
    from juminzei.kernel.chain.few import Few
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.income_tax.law import IncomeTaxLaw
    from juminzei.kernel.income_tax.return_columns import ReturnColumns
    from juminzei.kernel.steps import Steps

COMPREHENSIVE = "comprehensive"


def taxes(
    told: ReturnColumns, earned: Incomes, bases: TaxBases, law: IncomeTaxLaw, steps: Steps
) -> dict[str, Yen]:
    """Return the tax on each base by ``comprehensive`` and the kinds, before credits."""
    found = dict.fromkeys((COMPREHENSIVE, *KINDS), np.zeros(len(bases.comprehensive), np.int64))
    by_table = by_table_of("tax_by_table", bases.comprehensive, law, steps)
    found[COMPREHENSIVE] = averaged(told, earned, bases, by_table, law=law, steps=steps)
    few = few_with(*(getattr(bases.separate, kind) for kind in KINDS))
    if few:
        found |= {
            kind: few.put_back(tax) for kind, tax in _on_separate(few, bases, law, steps).items()
        }
    return found


def calculated_tax(found: dict[str, Yen], steps: Steps) -> Yen:
    """Return 算出税額: a step of the taxes that there are."""
    there = {
        f"tax_{kind}": tax for kind, tax in found.items() if kind == COMPREHENSIVE or tax.any()
    }
    return steps.take("calculated_tax", rules.calculated_tax, **there)


def by_table_of(name: str, base: Yen, law: IncomeTaxLaw, steps: Steps) -> Yen:
    """Return the tax on a base by the table; ``name`` is the step's."""
    exact = steps.take(
        f"{name}_exact", rules.tax_by_table_exact, tax_base=base, law=law.national.tax_table
    )
    return steps.take(name, round_down, amount=exact)


def _on_separate(few: Few, bases: TaxBases, law: IncomeTaxLaw, steps: Steps) -> dict[str, Yen]:
    there = {kind: base for kind in KINDS if (base := few.of(getattr(bases.separate, kind))).any()}
    found = {kind: _at_rate(kind, there[kind], law, steps) for kind in APART if kind in there}
    if "forestry" in there:
        found["forestry"] = _on_forestry(there["forestry"], law, steps)
    if "retirement" in there:
        found["retirement"] = by_table_of("tax_retirement", there["retirement"], law, steps)
    return found


def _at_rate(kind: str, base: Yen, law: IncomeTaxLaw, steps: Steps) -> Yen:
    of_kind = getattr(law.national.separate_tax, kind)
    rule = rules.tiered_tax_exact if isinstance(of_kind, TieredTax) else rules.separate_tax_exact
    exact = steps.take(f"tax_{kind}_exact", rule, separate_base=base, law=of_kind)
    return steps.take(f"tax_{kind}", round_down, amount=exact)


def _on_forestry(base: Yen, law: IncomeTaxLaw, steps: Steps) -> Yen:
    part = steps.take(
        "forestry_part",
        rules.forestry_part,
        tax_base_forestry=base,
        law=law.national.forestry_tax,
    )
    return steps.take(
        "tax_forestry",
        rules.forestry_tax,
        tax_on_part=by_table_of("forestry_tax_on_part", part, law, steps),
        law=law.national.forestry_tax,
    )
