"""What other departments said, the files that it came in, and what waits for a clerk."""

from juminzei.apps.departments.models.department_file import (
    DepartmentFile,
    RowDecision,
    Store,
    WaitingCause,
    WaitingRow,
)
from juminzei.apps.departments.models.records import (
    AssistanceRecord,
    CareRecord,
    DepartmentFact,
    DisabilityRecord,
    Insurance,
    PremiumRecord,
)

__all__ = [
    "AssistanceRecord",
    "CareRecord",
    "DepartmentFact",
    "DepartmentFile",
    "DisabilityRecord",
    "Insurance",
    "PremiumRecord",
    "RowDecision",
    "Store",
    "WaitingCause",
    "WaitingRow",
]
