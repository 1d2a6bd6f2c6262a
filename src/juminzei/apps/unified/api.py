"""What the web layer may ask of unified numbers for other systems."""

from juminzei.apps.unified.individual_number import NUMBER_REFUSALS
from juminzei.apps.unified.models import CaseKind, RequestState
from juminzei.apps.unified.selectors.holdings import unified_persons
from juminzei.apps.unified.selectors.person_page import (
    addressees_about,
    addressees_of,
    local_of_proposal,
)
from juminzei.apps.unified.services.answering import answer
from juminzei.apps.unified.services.asking import READERS, SEXES
from juminzei.apps.unified.services.purposes import Purpose
from juminzei.apps.unified.services.refusals import AskRefusedError, UnifiedRefusedError
from juminzei.apps.unified.systems import entries

__all__ = [
    "NUMBER_REFUSALS",
    "READERS",
    "SEXES",
    "AskRefusedError",
    "CaseKind",
    "Purpose",
    "RequestState",
    "UnifiedRefusedError",
    "addressees_about",
    "addressees_of",
    "answer",
    "entries",
    "local_of_proposal",
    "unified_persons",
]
