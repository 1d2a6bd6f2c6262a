"""What stands on one ordinary tax notice (納税通知書); every amount is whole yen.

Nothing here is calculated: the figures come from the ledger and from the kernel, and
:meth:`OrdinaryNotice.check` refuses a notice whose parts do not add up to its sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from juminzei.notices.recipient import Recipient


class InconsistentNoticeError(Exception):
    """The parts of a notice do not add up; it must not be printed."""


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One kind of income: revenue before expenses (None where there is none), income after."""

    label: str
    revenue: int | None
    income: int


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled amount."""

    label: str
    amount: int


@dataclass(frozen=True, slots=True)
class LevyLine:
    """A step of the levy for the city and for the prefecture; credits are negative."""

    label: str
    municipal: int
    prefectural: int


@dataclass(frozen=True, slots=True)
class Term:
    """One instalment to be paid by slip (期別)."""

    number: int
    amount: int
    due_on: date


@dataclass(frozen=True, slots=True)
class PensionPayment:
    """One amount withheld from a pension in ``month`` (``YYYY-MM``)."""

    month: str
    amount: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Computation:
    """How the year's tax came about.

    ``levy`` runs from the calculated levy through the credits; ``municipal_rate`` and
    ``prefectural_rate`` are texts such as ``6%``; ``exemption`` says why no income levy
    is due, and is empty where it is. ``separate_base`` is what is taxed apart (分離課税).
    """

    incomes: tuple[IncomeLine, ...]
    aggregate_income: int
    total_income_etc: int
    deductions: tuple[Line, ...]
    deduction_total: int
    tax_base: int
    municipal_rate: str
    prefectural_rate: str
    levy: tuple[LevyLine, ...]
    income_levy: LevyLine
    per_capita_levy: LevyLine
    forest_environment_tax: int
    total: int
    exemption: str = ""
    separate_base: int = 0


@dataclass(frozen=True, slots=True)
class PaymentSlip:
    """What one slip (納付書) says to people and machines.

    ``store_code`` is empty where shops do not take it, ``qr_text`` where the amount
    does not fit; a slip of nought yen has neither.
    """

    term: int
    amount: int
    due_on: date
    store_code: str
    qr_text: str
    case_key: str
    confirmation: str


@dataclass(frozen=True, slots=True)
class OrdinaryNotice:
    """One notice; ``by_hand`` says why a person must look at it before it is posted."""

    number: str
    tax_year: int
    recipient: Recipient
    taxed_at: str
    computation: Computation
    ordinary_amount: int
    special_amount: int
    pension_amount: int
    terms: tuple[Term, ...]
    pension_payments: tuple[PensionPayment, ...]
    slips: tuple[PaymentSlip, ...]
    previous_total: int | None = None
    payer: str = ""
    """Whose tax it is, where somebody else receives the notice."""
    by_hand: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """The notice, and a page of slips when there is something to pay by slip."""
        return 2 if self.slips else 1

    def check(self) -> None:
        """Compare the sums with their parts.

        Raises:
            InconsistentNoticeError: They differ, and by what.
        """
        c = self.computation
        parts = (
            ("所得控除の合計", c.deduction_total, sum(d.amount for d in c.deductions)),
            ("年税額", c.total, _levied(c)),
            ("年税額の徴収方法別の内訳", c.total, self._collected()),
            ("各期の税額", self.ordinary_amount, sum(t.amount for t in self.terms)),
            ("納付書の金額", self.ordinary_amount, sum(s.amount for s in self.slips)),
            ("年金からの徴収額", self.pension_amount, sum(p.amount for p in self.pension_payments)),
        )
        for what, stated, found in parts:
            if stated != found:
                raise InconsistentNoticeError(
                    f"通知書番号{self.number}の{what}が合いません"
                    f"（合計{stated:,}円、内訳の計{found:,}円）。"
                    "課税台帳と計算の内容を確認してから印刷し直してください。"
                )

    def _collected(self) -> int:
        return self.ordinary_amount + self.special_amount + self.pension_amount


def _levied(computation: Computation) -> int:
    lines = (computation.income_levy, computation.per_capita_levy)
    return (
        sum(line.municipal + line.prefectural for line in lines)
        + computation.forest_environment_tax
    )
