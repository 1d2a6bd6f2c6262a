"""What is known of staff as inhabitants, and what was asked and decided about close people."""

from juminzei.apps.conflicts.models.cosign import CosignDecision, CosignPurpose, CosignRequest
from juminzei.apps.conflicts.models.staff_addressee import (
    Relation,
    StaffAddressee,
    StaffAddresseeDecision,
)

__all__ = [
    "CosignDecision",
    "CosignPurpose",
    "CosignRequest",
    "Relation",
    "StaffAddressee",
    "StaffAddresseeDecision",
]
