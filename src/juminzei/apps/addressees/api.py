"""What other applications may ask of addressees; they import nothing else from here."""

from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.selectors.identity_page import Identity, identity
from juminzei.apps.addressees.selectors.matching_persons import (
    MatchingPersons,
    persons_for_matching,
)
from juminzei.apps.addressees.selectors.other_names import OtherNames, other_names
from juminzei.apps.addressees.selectors.postal import Postal, postal
from juminzei.apps.addressees.selectors.protection import (
    HIDDEN_ADDRESS,
    Withheld,
    add_source,
    is_protected,
    of_register,
    protected,
    read_settled,
    withheld,
)
from juminzei.apps.addressees.selectors.register_state import RegisterState, register_state
from juminzei.apps.addressees.selectors.standing import Standing, standings

__all__ = [
    "HIDDEN_ADDRESS",
    "Identity",
    "MatchingPersons",
    "OtherNames",
    "Postal",
    "RegisterState",
    "Standing",
    "Withheld",
    "add_source",
    "as_of",
    "identity",
    "is_protected",
    "of_register",
    "other_names",
    "persons_for_matching",
    "postal",
    "protected",
    "read_settled",
    "register_state",
    "standings",
    "withheld",
]
