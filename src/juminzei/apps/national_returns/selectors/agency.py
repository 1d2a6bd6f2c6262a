"""Denied claims of national returns: what is not reported, not answered, not decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.apps.crosschecks.api import denied_claims
from juminzei.apps.national_returns.models import (
    AgencyReport,
    CorrectionRuling,
    ReturnCorrection,
    StagedReturn,
    StagedState,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from juminzei.apps.crosschecks.api import DeniedClaim


@dataclass(frozen=True, slots=True)
class Unreported:
    """A denied claim of which the tax office was not told, and the return that makes it."""

    staged: StagedReturn
    claim: DeniedClaim


def unreported(tax_year: int) -> list[Unreported]:
    """Return the denied claims of a year's national returns that nobody has reported.

    Args:
        tax_year: 年度.
    """
    claims = denied_claims(tax_year)
    told = set(AgencyReport.objects.values_list("case_number", flat=True))
    rows = StagedReturn.objects.filter(
        tax_year=tax_year,
        state=StagedState.TAKEN,
        document__in=[one.document_id for one in claims],
    )
    returns = {row.document_id: row for row in rows}
    return [
        Unreported(returns[one.document_id], one)
        for one in claims
        if one.document_id in returns and one.case_id not in told
    ]


def open_reports() -> QuerySet[AgencyReport]:
    """Return the reports that the tax office has not answered."""
    return AgencyReport.objects.filter(answer=None)


def overdue(on: date) -> QuerySet[AgencyReport]:
    """Return the reports whose time to be answered was over before a day."""
    return open_reports().filter(reply_by__lt=on)


def undecided() -> QuerySet[ReturnCorrection]:
    """Return the corrections that wait for a second person."""
    return ReturnCorrection.objects.exclude(
        pk__in=CorrectionRuling.objects.values("correction")
    ).select_related("staged", "proposed_by")
