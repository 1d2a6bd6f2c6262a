"""What other applications may ask of addressees; they import nothing else from here."""

from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.selectors.identity_page import Identity, identity
from juminzei.apps.addressees.selectors.matching_persons import (
    MatchingPersons,
    persons_for_matching,
)
from juminzei.apps.addressees.selectors.other_names import OtherNames, other_names
from juminzei.apps.addressees.selectors.protection import is_protected, protected
from juminzei.apps.addressees.selectors.register_state import RegisterState, register_state
from juminzei.apps.addressees.selectors.standing import Standing, standings

__all__ = [
    "Identity",
    "MatchingPersons",
    "OtherNames",
    "RegisterState",
    "Standing",
    "as_of",
    "identity",
    "is_protected",
    "other_names",
    "persons_for_matching",
    "protected",
    "register_state",
    "standings",
]
