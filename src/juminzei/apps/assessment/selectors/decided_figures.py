"""What was decided of a person in a year, for the applications that start from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from juminzei.apps.assessment.models import AssessmentVersion

if TYPE_CHECKING:
    from collections.abc import Collection

AMOUNTS = (
    "aggregate_income",
    "total_income_etc",
    "deduction_total",
    "tax_base",
    "municipal_income_levy",
    "prefectural_income_levy",
    "municipal_per_capita_levy",
    "prefectural_per_capita_levy",
    "forest_environment_tax",
    "total",
)


class DecidedFigures(NamedTuple):
    """A decided tax: the sparse columns it was calculated from, and its amounts in yen."""

    inputs: dict[str, int]
    amounts: dict[str, int]


def decided_figures(addressees: Collection[int], tax_year: int) -> DecidedFigures | None:
    """Return what counts of a person's numbers in a year, none if nothing was decided.

    Args:
        addressees: All numbers of the person, the one that counts first.
        tax_year: 年度.
    """
    versions = AssessmentVersion.objects.filter(addressee__in=addressees, tax_year=tax_year)
    newest = versions.order_by("-recorded_at", "-version").first()
    if newest is None:
        return None
    return DecidedFigures(dict(newest.inputs), {name: getattr(newest, name) for name in AMOUNTS})
