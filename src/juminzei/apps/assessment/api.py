"""What other applications may ask of the inhabitant tax; they import nothing else from here."""

from juminzei.apps.assessment.selectors.holdings import (
    Holding,
    holdings,
    listed_years,
    taxed_years,
)
from juminzei.apps.assessment.selectors.since_merge import (
    SinceMerge,
    matched_since,
    years_listed_since,
)
from juminzei.apps.assessment.services.move_documents import move_documents

__all__ = [
    "Holding",
    "SinceMerge",
    "holdings",
    "listed_years",
    "matched_since",
    "move_documents",
    "taxed_years",
    "years_listed_since",
]
