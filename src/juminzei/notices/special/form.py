"""What stands on a special collector's list and on an employee's slip; whole yen.

Nothing here is calculated but the list's totals, which are sums of what it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.notices.ordinary.form import InconsistentNoticeError

if TYPE_CHECKING:
    from datetime import date

    from juminzei.notices.ordinary.form import Computation
    from juminzei.notices.recipient import Recipient

MONTHS = 12
FIRST_ROWS = 10
"""Employees on the first page of the list, below the collector's totals."""
LIST_ROWS = 28
"""Employees on every further page of the list."""
SLIPS_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class EmployeeNotice:
    """One employee's part: what the employer withholds, June first, and why (納税義務者用).

    ``reference`` is the employer's own number for the person (受給者番号), given back as
    it stood on the wage report. ``amount`` is what this employer withholds in the year.
    """

    number: str
    name: str
    address: str
    reference: str
    amount: int
    months: tuple[int, ...]
    computation: Computation
    ordinary_amount: int
    pension_amount: int
    by_hand: tuple[str, ...] = ()

    def check(self) -> None:
        """Compare the sums with their parts.

        Raises:
            InconsistentNoticeError: The months are not twelve or the sums differ.
        """
        stated = self.computation.total
        collected = self.amount + self.ordinary_amount + self.pension_amount
        if len(self.months) != MONTHS or sum(self.months) != self.amount or stated != collected:
            raise InconsistentNoticeError(
                f"通知書番号{self.number}の特別徴収税額（{self.amount:,}円）が、月割額の計"
                f"（{sum(self.months):,}円）または年税額（{stated:,}円）と合いません。"
                "課税台帳と期割を確認してから印刷し直してください。"
            )


@dataclass(frozen=True, slots=True)
class CollectorNotice:
    """One special collector and everybody for whom it withholds (特別徴収義務者用)."""

    collector_number: str
    corporate_number: str
    tax_year: int
    recipient: Recipient
    due_on: tuple[date, ...]
    employees: tuple[EmployeeNotice, ...]
    by_hand: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """What the list is filed under: the 指定番号, else the 法人番号."""
        return self.collector_number or self.corporate_number

    def check(self) -> None:
        """Check every employee's part.

        Raises:
            InconsistentNoticeError: One of them does not add up.
        """
        for employee in self.employees:
            employee.check()

    @property
    def list_pages(self) -> int:
        """Pages of the collector's own list."""
        return list_pages(len(self.employees))

    @property
    def pages(self) -> int:
        """Pages of the list and of the employees' slips."""
        return packet_pages(len(self.employees))

    @property
    def amount(self) -> int:
        """What the collector withholds in the year, yen."""
        return sum(employee.amount for employee in self.employees)

    @property
    def months(self) -> tuple[int, ...]:
        """What the collector pays over month by month, June first, yen."""
        return tuple(sum(month) for month in zip(*(e.months for e in self.employees), strict=True))


def list_pages(employees: int) -> int:
    """Return how many pages the list of so many employees takes."""
    return 1 + -(-max(0, employees - FIRST_ROWS) // LIST_ROWS)


def packet_pages(employees: int) -> int:
    """Return how many pages the list and the slips of so many employees take."""
    return list_pages(employees) + -(-employees // SLIPS_A_PAGE)
