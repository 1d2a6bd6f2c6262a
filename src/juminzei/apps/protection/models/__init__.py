"""Cases of protection: what was applied for, decided, and how each stands."""

from juminzei.apps.protection.models.case import (
    ApplicantRole,
    CaseMember,
    ConsultedBody,
    ProtectionCase,
    ProtectionKind,
)
from juminzei.apps.protection.models.decision import (
    ProtectionDecision,
    ProtectionRequest,
    RequestedAct,
)
from juminzei.apps.protection.models.reflection import FlagReflection
from juminzei.apps.protection.models.standing import CaseStanding, CaseState

__all__ = [
    "ApplicantRole",
    "CaseMember",
    "CaseStanding",
    "CaseState",
    "ConsultedBody",
    "FlagReflection",
    "ProtectionCase",
    "ProtectionDecision",
    "ProtectionKind",
    "ProtectionRequest",
    "RequestedAct",
]
