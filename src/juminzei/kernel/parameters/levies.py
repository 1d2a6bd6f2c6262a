"""Figures of the levies and of their collection."""

from dataclasses import dataclass
from datetime import date

from juminzei.base.money import Rate
from juminzei.kernel.parameters.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding(Section):
    """端数処理: units below which is cut off."""

    tax_base_unit: int
    levy_unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestEnvironmentTax(Section):
    """森林環境税."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LevyShares(Section):
    """How the levy is divided by income for mixed collection (併徴)."""

    unit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Section):
    """Units of instalments: what is below goes into the first."""

    ordinary_unit: int
    special_unit: int
    pension_unit: int
    special_due_day: int
    """Day of the month after the withholding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeLevy(Section):
    """所得割の税率 of one levying body."""

    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class PerCapitaLevy(Section):
    """均等割の税率 of one levying body."""

    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade(Section):
    """級地区分 of the city, which picks the row of the per-capita threshold."""

    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryCollection(Section):
    """普通徴収の納期, before it is shifted off closed days."""

    due_on: tuple[date, ...]
    months: tuple[str, ...]
    """The month each term is named after; due dates late in January stay in January."""
    one_term_up_to_fixed_charge: bool
    """法320条ただし書: whether an amount within the fixed charge falls due at once."""
