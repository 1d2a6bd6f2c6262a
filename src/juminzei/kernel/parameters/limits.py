"""Figures of time limits: of assessing, of collecting, of paying back."""

from dataclasses import dataclass

from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.standing import StandingBody


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Section):
    """A time limit, counted from the day after what starts it."""

    years: int = 0
    months: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentLimitLaw(StandingBody):
    """賦課決定の期間制限."""

    increase: Limit
    decrease: Limit
    fraud: Limit
    income_tax: Limit
    """After what was done in income tax."""
    ruling: Limit
    """After 裁決 or 判決."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionLimitLaw(StandingBody):
    """督促・差押・時効の期間."""

    demand: Limit
    """督促状, after the due date."""
    seizure: Limit
    """From the day the demand was sent, that day included."""
    limitation: Limit
    """徴収権の消滅時効."""
    refund_claim: Limit
    enforcement_stay: Limit
    """執行停止 that lasts so long ends the duty to pay."""
