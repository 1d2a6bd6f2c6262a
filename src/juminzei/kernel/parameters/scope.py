"""Figures that decide who is taxed (非課税の範囲)."""

from dataclasses import dataclass

from juminzei.kernel.parameters.section import Section


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeClasses(Section):
    """Who is a 扶養親族 or 同一生計配偶者, and of which class, by age and income."""

    dependant_income_limit: int
    deductible_from_age: int
    specified_from_age: int
    specified_to_age: int
    elderly_from_age: int
    child_adjustment_below_age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relatives(RelativeClasses):
    """The same for the inhabitant tax, which has thresholds that grow with the relatives."""

    abroad_ineligible_counted: bool
    """Whether a relative abroad who is not deductible counts for the thresholds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativesAbroad(Section):
    """国外居住親族: the ages at which they are deductible only with a reason of the law."""

    restricted_from_age: int
    restricted_to_age: int
    remittance_at_least: int
    """Yen sent in the year that make up for the age."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalExemption(Section):
    """障害者・未成年者・寡婦・ひとり親の非課税."""

    aggregate_income_limit: int
    minor_below_age: int
    married_are_adult: bool
    """Whether marriage ended minority (成年擬制, until the age of majority became 18)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A threshold that grows with the relatives."""

    base: int
    relatives_addition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerCapitaExemption(Section):
    """均等割の非課税限度額, by grade of the area (級地)."""

    addition: int
    grade_1: Threshold
    grade_2: Threshold
    grade_3: Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeLevyExemption(Section):
    """所得割の非課税限度額; also the limit of the 調整措置."""

    base: int
    addition: int
    relatives_addition: int
