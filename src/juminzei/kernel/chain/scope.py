"""Second stage: what the taxpayer is, and who is taxed at all (非課税)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.statuses import statuses
from juminzei.kernel.rules import exemption as rules
from juminzei.kernel.rules import levies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Flags, Yen
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.law import Law
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """Statuses, exemption and what is owed because of it."""

    widow: Flags
    single_parent: Flags
    working_student: Flags
    exemption_count: Counts
    income_levy_threshold: Yen
    exempt: NDArray[np.int8]
    owes_income_levy: Flags
    owes_per_capita_levy: Flags


def scope(columns: TaxpayerColumns, earned: Incomes, law: Law, steps: Steps) -> Scope:
    """Return who is taxed, in the order in which the law asks."""
    own = statuses(columns, earned, law, steps)
    count = steps.take(
        "exemption_count",
        rules.exemption_count,
        spouse_same_livelihood=earned.spouse_same_livelihood,
        dependants_under16=columns.dependants_under16,
        dependants_other=columns.dependants_other,
        dependants_specified=columns.dependants_specified,
        dependants_elderly=columns.dependants_elderly,
        dependants_abroad_ineligible=columns.dependants_abroad_ineligible,
        law=law.national.relatives,
    )
    threshold = steps.take(
        "income_levy_threshold",
        rules.income_levy_threshold,
        exemption_count=count,
        law=law.national.income_levy_exemption,
    )
    exempt = steps.take(
        "exempt",
        rules.exemption,
        public_assistance=columns.public_assistance,
        personal_exemption=_spared(columns, earned, own.widow | own.single_parent, law, steps),
        within_per_capita_threshold=_within_per_capita(columns, earned, count, law, steps),
        within_income_levy_threshold=steps.take(
            "within_income_levy_threshold",
            rules.within_income_levy_threshold,
            total_income_etc=earned.total_etc,
            threshold=threshold,
            property_only=columns.property_only,
        ),
    )
    return Scope(
        widow=own.widow,
        single_parent=own.single_parent,
        working_student=own.working_student,
        exemption_count=count,
        income_levy_threshold=threshold,
        exempt=exempt,
        owes_income_levy=steps.take(
            "owes_income_levy",
            levies.owes_income_levy,
            exempt=exempt,
            property_only=columns.property_only,
        ),
        owes_per_capita_levy=steps.take(
            "owes_per_capita_levy", levies.owes_per_capita_levy, exempt=exempt
        ),
    )


def _spared(
    columns: TaxpayerColumns, earned: Incomes, alone: Flags, law: Law, steps: Steps
) -> Flags:
    spared = steps.take(
        "personal_exemption",
        rules.personal_exemption,
        disability=columns.disability,
        minor=columns.minor,
        widow_or_single_parent=alone,
        aggregate_income=earned.aggregate,
        law=law.national.personal_exemption,
    )
    return spared & ~columns.income_elsewhere


def _within_per_capita(
    columns: TaxpayerColumns, earned: Incomes, count: Counts, law: Law, steps: Steps
) -> Flags:
    threshold = steps.take(
        "per_capita_threshold",
        rules.per_capita_threshold,
        exemption_count=count,
        threshold=law.per_capita_threshold,
        law=law.national.per_capita_exemption,
    )
    return steps.take(
        "within_per_capita_threshold",
        rules.within_threshold,
        income=earned.aggregate,
        threshold=threshold,
        income_elsewhere=columns.income_elsewhere,
    )
