"""A year whose documents are closed, for tests of what comes after."""

from __future__ import annotations

from juminzei.apps.assessment.models import DocumentClosing
from juminzei.platform.staff.services import batch_member
from support.moments import START


def closed(tax_year: int = 2026, act: str = "closed", **undecided: int) -> DocumentClosing:
    """Enter that the year's documents were closed, or what else was done about them."""
    return DocumentClosing.objects.create(
        tax_year=tax_year,
        act=act,
        counts={},
        undecided=undecided,
        decided_by=batch_member(START),
        decided_at=START,
    )
