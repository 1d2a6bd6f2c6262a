"""What came in, how, and what became of it."""

from juminzei.apps.receiving.models.application import (
    ApplicationDecision,
    ApplicationOutcome,
    EmployerApplication,
)
from juminzei.apps.receiving.models.delivered_file import (
    OPEN,
    WAITING,
    DeliveredFile,
    FileState,
    FileStep,
    Signature,
)
from juminzei.apps.receiving.models.delivery import Copy, Delivery, DeliveryStep, Step
from juminzei.apps.receiving.models.employer import (
    Employer,
    EmployerDecision,
    EmployerOutcome,
    EmployerVersion,
    UnknownEmployer,
    VersionReason,
)
from juminzei.apps.receiving.models.punch import PunchBatch, PunchReturn
from juminzei.apps.receiving.models.release import Fate, ReleaseDecision, ReleaseRequest
from juminzei.apps.receiving.models.sender_letter import (
    LetterMatter,
    LetterStep,
    LetterWay,
    SenderLetter,
    SenderLetterStep,
)
from juminzei.apps.receiving.models.summary import SummaryDecision, SummaryOutcome, SummarySheet

__all__ = [
    "OPEN",
    "WAITING",
    "ApplicationDecision",
    "ApplicationOutcome",
    "Copy",
    "DeliveredFile",
    "Delivery",
    "DeliveryStep",
    "Employer",
    "EmployerApplication",
    "EmployerDecision",
    "EmployerOutcome",
    "EmployerVersion",
    "Fate",
    "FileState",
    "FileStep",
    "LetterMatter",
    "LetterStep",
    "LetterWay",
    "PunchBatch",
    "PunchReturn",
    "ReleaseDecision",
    "ReleaseRequest",
    "SenderLetter",
    "SenderLetterStep",
    "Signature",
    "Step",
    "SummaryDecision",
    "SummaryOutcome",
    "SummarySheet",
    "UnknownEmployer",
    "VersionReason",
]
