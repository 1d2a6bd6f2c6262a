"""Figures of changes in the middle of the year: days up to which things can be done."""

from dataclasses import dataclass

from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryNotice(Section):
    """納税通知書の交付期限: so many days before a term's due date."""

    days_before_due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of the year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSum(Section):
    """一括徴収 when an employee leaves."""

    compulsory_from: MonthDay
    compulsory_until: MonthDay
    on_request_from: MonthDay
    on_request_until: MonthDay


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionChange(Section):
    """年金所得に係る特別徴収税額の変更: until when which payments are changed."""

    two_payments_until: MonthDay
    one_payment_until: MonthDay
    increase_withheld: bool
    """More tax is withheld from the payments that can be changed; otherwise it is billed."""
    stopped_after: bool
    """After the last of both days nothing more is withheld; otherwise it goes on unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefCollection(Section):
    """定額減税 in the instalments of the one year in which it has its own way."""

    tax_year: int
    special_months_left_out: int
    """Of the months from June on so many are not withheld."""
    fixed_charge_at_once: bool
    """What is left after the relief is withheld in the first month, if within that charge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLaw(StandingBody):
    """徴収方法と税額の変更."""

    ordinary_notice: OrdinaryNotice
    ordinary_change: Section
    special_change: Section
    lump_sum: LumpSum
    pension_change: PensionChange
    fixed_reduction: ReliefCollection
