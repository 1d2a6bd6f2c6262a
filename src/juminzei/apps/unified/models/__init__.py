"""Tables of unified numbers."""

from juminzei.apps.unified.models.cases import CaseKind, NumberingCase
from juminzei.apps.unified.models.links import LinkAct, LinkEvent, LinkReason, LocalAddressee
from juminzei.apps.unified.models.person import BasicVersion, SerialReservation, UnifiedPerson
from juminzei.apps.unified.models.proposals import LinkProposal, ProposalAct, ProposalDecision
from juminzei.apps.unified.models.requests import NumberRequest, RequestState
from juminzei.apps.unified.models.searches import NumberSearch

__all__ = [
    "BasicVersion",
    "CaseKind",
    "LinkAct",
    "LinkEvent",
    "LinkProposal",
    "LinkReason",
    "LocalAddressee",
    "NumberRequest",
    "NumberSearch",
    "NumberingCase",
    "ProposalAct",
    "ProposalDecision",
    "RequestState",
    "SerialReservation",
    "UnifiedPerson",
]
