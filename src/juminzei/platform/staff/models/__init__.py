"""Staff members (職員), the roles they hold, and what they prove themselves with."""

from juminzei.platform.staff.models.api import ApiKey, ApiUse
from juminzei.platform.staff.models.credentials import Activation, PastPassword, TotpFactor
from juminzei.platform.staff.models.decided import Asked, Decided
from juminzei.platform.staff.models.grant import GrantRequest, RoleGrant, Training
from juminzei.platform.staff.models.member import Employment, StaffMember, StaffMemberManager
from juminzei.platform.staff.models.personnel import DepartmentChange, PersonnelFile
from juminzei.platform.staff.models.review import Review, ReviewItem
from juminzei.platform.staff.models.security_key import SecurityKey
from juminzei.platform.staff.models.terminal import Terminal, TerminalClass

__all__ = [
    "Activation",
    "ApiKey",
    "ApiUse",
    "Asked",
    "Decided",
    "DepartmentChange",
    "Employment",
    "GrantRequest",
    "PastPassword",
    "PersonnelFile",
    "Review",
    "ReviewItem",
    "RoleGrant",
    "SecurityKey",
    "StaffMember",
    "StaffMemberManager",
    "Terminal",
    "TerminalClass",
    "TotpFactor",
    "Training",
]
