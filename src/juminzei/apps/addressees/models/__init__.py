"""Tables of the addressees."""

from juminzei.apps.addressees.models.addressee import Addressee, AddresseeKind, AddresseeVersion
from juminzei.apps.addressees.models.nonregistered import Ground, LocalPremises, NumberReservation
from juminzei.apps.addressees.models.protection import ProtectedPerson
from juminzei.apps.addressees.models.register_file import RegisterFile

__all__ = [
    "Addressee",
    "AddresseeKind",
    "AddresseeVersion",
    "Ground",
    "LocalPremises",
    "NumberReservation",
    "ProtectedPerson",
    "RegisterFile",
]
