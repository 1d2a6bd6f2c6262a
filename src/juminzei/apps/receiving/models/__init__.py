"""What came in, how, and what became of it."""

from juminzei.apps.receiving.models.delivered_file import (
    OPEN,
    WAITING,
    DeliveredFile,
    FileState,
    FileStep,
)
from juminzei.apps.receiving.models.delivery import Copy, Delivery, DeliveryStep, Step
from juminzei.apps.receiving.models.release import Fate, ReleaseDecision, ReleaseRequest

__all__ = [
    "OPEN",
    "WAITING",
    "Copy",
    "DeliveredFile",
    "Delivery",
    "DeliveryStep",
    "Fate",
    "FileState",
    "FileStep",
    "ReleaseDecision",
    "ReleaseRequest",
    "Step",
]
