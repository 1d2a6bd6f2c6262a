"""What the calculation answers: one row a person, one column an amount."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.base.money import Counts, Yen


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """Equally long columns of whole yen; names are those of the calculation contract.

    Where nothing is due (``exempt``) incomes and deductions are still told, levies and
    credits are 0. ``total`` is the sum of both levies of both bodies and the forest tax.
    """

    exempt: NDArray[np.int8]
    """Codes of :class:`~juminzei.kernel.exemption.Exemption`."""
    exemption_count: Counts
    """同一生計配偶者と扶養親族の数."""

    income_employment: Yen
    """給与所得控除後の金額, before both income adjustments."""
    income_public_pension: Yen
    income_adjustment_child: Yen
    income_adjustment_pension: Yen
    total_income: Yen
    aggregate_income: Yen
    total_income_etc: Yen

    deduction_casualty: Yen
    deduction_medical: Yen
    """医療費控除, or セルフメディケーション税制 in its place."""
    deduction_social_insurance: Yen
    deduction_small_enterprise_mutual_aid: Yen
    deduction_life_insurance: Yen
    deduction_earthquake_insurance: Yen
    deduction_disability: Yen
    deduction_widow: Yen
    deduction_single_parent: Yen
    deduction_working_student: Yen
    deduction_spouse: Yen
    deduction_spouse_special: Yen
    deduction_dependant: Yen
    deduction_specified_relative: Yen
    deduction_basic: Yen
    deduction_total: Yen

    tax_base: Yen
    """課税総所得金額, whole thousands."""
    tax_base_land_short: Yen
    """Bases of the separate incomes, whole thousands; ``land_short`` is 短期譲渡 in general."""
    tax_base_land_short_reduced: Yen
    tax_base_land_long: Yen
    tax_base_land_long_superior: Yen
    tax_base_land_long_residence: Yen
    tax_base_listed_dividend: Yen
    tax_base_unlisted_shares: Yen
    tax_base_listed_shares: Yen
    tax_base_futures: Yen
    tax_base_forestry: Yen
    tax_base_retirement: Yen
    personal_deduction_gap: Yen
    municipal_separate_levy: Yen
    """Of the calculated levy: what the separate incomes but 山林 and 退職 bear."""
    prefectural_separate_levy: Yen
    municipal_calculated_levy: Yen
    prefectural_calculated_levy: Yen

    municipal_adjustment_credit: Yen
    prefectural_adjustment_credit: Yen
    municipal_dividend_credit: Yen
    prefectural_dividend_credit: Yen
    municipal_housing_loan_credit: Yen
    prefectural_housing_loan_credit: Yen
    municipal_donation_credit: Yen
    prefectural_donation_credit: Yen
    municipal_foreign_tax_credit: Yen
    prefectural_foreign_tax_credit: Yen
    municipal_income_levy_relief: Yen
    prefectural_income_levy_relief: Yen
    municipal_fixed_reduction: Yen
    prefectural_fixed_reduction: Yen
    municipal_withheld_levy_credit: Yen
    prefectural_withheld_levy_credit: Yen
    withheld_levy_applied: Yen
    """What the levies could not take of the withheld levy and what so pays a part of ``total``."""
    withheld_levy_refund: Yen
    """What is left even then; used on other unpaid dues, then refunded."""

    municipal_income_levy: Yen
    prefectural_income_levy: Yen
    municipal_per_capita_levy: Yen
    prefectural_per_capita_levy: Yen
    forest_environment_tax: Yen
    total: Yen

    levy_on_employment: Yen
    """The income levy of both bodies, divided by income for mixed collection (併徴); the three
    parts sum to ``municipal_income_levy + prefectural_income_levy``."""
    levy_on_pension: Yen
    levy_on_other: Yen
    fixed_charge: Yen
    """Per-capita levies and forest tax: goes with the salary, else the pension, else ordinary."""

    def __len__(self) -> int:
        return len(self.total)

    def row(self, row: int) -> dict[str, int]:
        """Return every amount of one person as plain integers."""
        return {column.name: int(getattr(self, column.name)[row]) for column in fields(self)}

    @classmethod
    def room_for(cls, n: int) -> Self:
        """Return columns of ``n`` rows to be filled by :meth:`put`."""
        names = [column.name for column in fields(cls)]
        # One block for all columns: large enough for the system's large pages.
        columns: dict[str, Any] = dict(zip(names, np.empty((len(names), n), np.int64), strict=True))
        return cls(**columns | {"exempt": np.empty(n, np.int8)})

    def put(self, rows: slice, part: Self) -> None:
        """Write the people of ``part`` into ``rows`` of these columns."""
        for column in fields(self):
            getattr(self, column.name)[rows] = getattr(part, column.name)
