"""Venues, tickets, returns and what was confirmed."""

from juminzei.apps.return_desk.models.confirmation import (
    Confirmation,
    Confirmed,
    Means,
    NumberOutcome,
    Referral,
    WarningAnswer,
)
from juminzei.apps.return_desk.models.desk_return import (
    Attachment,
    ClaimedRelative,
    DeskReturn,
    ReturnState,
    ReturnVersion,
)
from juminzei.apps.return_desk.models.lot import (
    LotItem,
    LotItemKind,
    LotState,
    LotStep,
    TaxOfficeLot,
)
from juminzei.apps.return_desk.models.ticket import (
    OPEN_STATES,
    ReturnKind,
    Ticket,
    TicketState,
    TicketStep,
)
from juminzei.apps.return_desk.models.venue import DayClose, Permit, Venue, VenueDay
from juminzei.apps.return_desk.models.visitor import VisitorDecision, VisitorEntry, VisitorPass

__all__ = [
    "OPEN_STATES",
    "Attachment",
    "ClaimedRelative",
    "Confirmation",
    "Confirmed",
    "DayClose",
    "DeskReturn",
    "LotItem",
    "LotItemKind",
    "LotState",
    "LotStep",
    "Means",
    "NumberOutcome",
    "Permit",
    "Referral",
    "ReturnKind",
    "ReturnState",
    "ReturnVersion",
    "TaxOfficeLot",
    "Ticket",
    "TicketState",
    "TicketStep",
    "Venue",
    "VenueDay",
    "VisitorDecision",
    "VisitorEntry",
    "VisitorPass",
    "WarningAnswer",
]
