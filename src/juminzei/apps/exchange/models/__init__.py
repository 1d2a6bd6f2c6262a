"""Tables of what goes to others, and of media that are carried."""

from juminzei.apps.exchange.models.consignment import (
    ConsignedDocument,
    Consignment,
    ConsignmentKind,
    ConsignmentStep,
    Step,
    Way,
)
from juminzei.apps.exchange.models.medium import Direction, Medium, MediumStep, Passage
from juminzei.apps.exchange.models.outgoing_notice import OutgoingNotice, OutgoingNoticeKind

__all__ = [
    "ConsignedDocument",
    "Consignment",
    "ConsignmentKind",
    "ConsignmentStep",
    "Direction",
    "Medium",
    "MediumStep",
    "OutgoingNotice",
    "OutgoingNoticeKind",
    "Passage",
    "Step",
    "Way",
]
