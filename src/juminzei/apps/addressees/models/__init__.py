"""Tables of the addressees."""

from juminzei.apps.addressees.models.addressee import (
    BODIES,
    NUMBERED_HERE,
    Addressee,
    AddresseeKind,
    AddresseeVersion,
)
from juminzei.apps.addressees.models.corporation import CorporationFacts, JointMember
from juminzei.apps.addressees.models.nonregistered import Ground, LocalPremises, NumberReservation
from juminzei.apps.addressees.models.other_name import NameSource, OtherName
from juminzei.apps.addressees.models.protection import ProtectedPerson
from juminzei.apps.addressees.models.register_file import RegisterFile
from juminzei.apps.addressees.models.registration import (
    DistinctCandidate,
    Origin,
    RegistrationDecision,
    RegistrationProposal,
)

__all__ = [
    "BODIES",
    "NUMBERED_HERE",
    "Addressee",
    "AddresseeKind",
    "AddresseeVersion",
    "CorporationFacts",
    "DistinctCandidate",
    "Ground",
    "JointMember",
    "LocalPremises",
    "NameSource",
    "NumberReservation",
    "Origin",
    "OtherName",
    "ProtectedPerson",
    "RegisterFile",
    "RegistrationDecision",
    "RegistrationProposal",
]
