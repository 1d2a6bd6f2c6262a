"""What the taxpayer is: 寡婦, ひとり親, 勤労学生, within the limits of income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.rules import personal_deductions as personal

if TYPE_CHECKING:
    from juminzei.base.money import Flags
    from juminzei.kernel.chain.incomes import Incomes
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.shared_law import SharedLaw
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class Statuses:
    """Flags of people who get what the law gives those who are alone or study."""

    widow: Flags
    single_parent: Flags
    working_student: Flags


def statuses(columns: TaxpayerColumns, earned: Incomes, law: SharedLaw, steps: Steps) -> Statuses:
    """Return what each person is, by what both taxes ask."""
    widow = steps.take(
        "is_widow",
        personal.is_widow,
        widow=columns.widow,
        single_parent=columns.single_parent,
        aggregate_income=earned.aggregate,
        law=law.national.widow,
    )
    single_parent = steps.take(
        "is_single_parent",
        personal.is_single_parent,
        single_parent=columns.single_parent,
        aggregate_income=earned.aggregate,
        law=law.national.single_parent,
    )
    student = steps.take(
        "is_working_student",
        personal.is_working_student,
        working_student=columns.working_student,
        aggregate_income=earned.aggregate,
        income_from_work=earned.from_work,
        law=law.national.working_student,
    )
    return Statuses(widow, single_parent, student)
