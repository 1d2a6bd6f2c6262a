"""Who receives a person's letters, what came back, and what the board stands in for."""

from juminzei.apps.correspondence.models.arrangement import Arrangement, Kind, StopCause
from juminzei.apps.correspondence.models.public_notice import (
    NoticeGround,
    PublicNotice,
    PublicNoticeAct,
    PublicNoticeStep,
)
from juminzei.apps.correspondence.models.returned import (
    Document,
    ReturnedLetter,
    ReturnReason,
    ReturnStep,
    StepKind,
)

__all__ = [
    "Arrangement",
    "Document",
    "Kind",
    "NoticeGround",
    "PublicNotice",
    "PublicNoticeAct",
    "PublicNoticeStep",
    "ReturnReason",
    "ReturnStep",
    "ReturnedLetter",
    "StepKind",
    "StopCause",
]
