"""What officers decide."""

from juminzei.apps.oversight.models.finding import (
    AccessFinding,
    FindingDecision,
    InspectedDay,
    Outcome,
)

__all__ = ["AccessFinding", "FindingDecision", "InspectedDay", "Outcome"]
