"""What other applications may ask about protected persons."""

from juminzei.apps.addressees.api import HIDDEN_ADDRESS, Withheld, read_settled, withheld
from juminzei.apps.protection.selectors.cases import case_people
from juminzei.apps.protection.selectors.flags import Flag, flags, may_answer_automatically
from juminzei.apps.protection.selectors.visible import visible_address
from juminzei.apps.protection.selectors.warning import warned_of
from juminzei.apps.protection.services.confirm_reflection import confirm_reflection

__all__ = [
    "HIDDEN_ADDRESS",
    "Flag",
    "Withheld",
    "case_people",
    "confirm_reflection",
    "flags",
    "may_answer_automatically",
    "read_settled",
    "visible_address",
    "warned_of",
    "withheld",
]
