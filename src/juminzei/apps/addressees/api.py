"""What other applications may ask of addressees; they import nothing else from here."""

from juminzei.apps.addressees.selectors.as_of import as_of
from juminzei.apps.addressees.selectors.matching_persons import (
    MatchingPersons,
    OtherNames,
    persons_for_matching,
)
from juminzei.apps.addressees.selectors.protection import is_protected, protected

__all__ = [
    "MatchingPersons",
    "OtherNames",
    "as_of",
    "is_protected",
    "persons_for_matching",
    "protected",
]
