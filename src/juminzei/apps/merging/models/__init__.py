"""Tables of merging."""

from juminzei.apps.merging.models.choices import (
    Act,
    DismissalReason,
    MergeReason,
    SeparationReason,
)
from juminzei.apps.merging.models.dismissed import DismissedPair
from juminzei.apps.merging.models.merge import Merge, Separation
from juminzei.apps.merging.models.proposal import MergeProposal, ProposalDecision

__all__ = [
    "Act",
    "DismissalReason",
    "DismissedPair",
    "Merge",
    "MergeProposal",
    "MergeReason",
    "ProposalDecision",
    "Separation",
    "SeparationReason",
]
