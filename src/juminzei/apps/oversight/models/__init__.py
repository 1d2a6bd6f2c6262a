"""What officers decide."""

from juminzei.apps.oversight.models.finding import (
    AccessFinding,
    FindingDecision,
    InspectedDay,
    Outcome,
)
from juminzei.apps.oversight.models.watch import Watch, WatchGround

__all__ = [
    "AccessFinding",
    "FindingDecision",
    "InspectedDay",
    "Outcome",
    "Watch",
    "WatchGround",
]
