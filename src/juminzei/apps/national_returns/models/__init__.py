"""Tables of national returns."""

from juminzei.apps.national_returns.models.agency import (
    AgencyAnswer,
    AgencyOutcome,
    AgencyReport,
    CorrectionKind,
    CorrectionRuling,
    ReturnCorrection,
)
from juminzei.apps.national_returns.models.delivery import (
    DeliveryKind,
    DeliverySource,
    DeliveryState,
    ExpectedDelivery,
    ReturnDelivery,
)
from juminzei.apps.national_returns.models.disposal import (
    Disposal,
    DisposalDecision,
    DisposedReturn,
)
from juminzei.apps.national_returns.models.entry import EntryPass
from juminzei.apps.national_returns.models.export import ExportDecision, ExportRequest
from juminzei.apps.national_returns.models.forwarding import (
    Forwarding,
    ForwardingAct,
    ForwardingStep,
)
from juminzei.apps.national_returns.models.staged_return import StagedReturn, StagedState

__all__ = [
    "AgencyAnswer",
    "AgencyOutcome",
    "AgencyReport",
    "CorrectionKind",
    "CorrectionRuling",
    "DeliveryKind",
    "DeliverySource",
    "DeliveryState",
    "Disposal",
    "DisposalDecision",
    "DisposedReturn",
    "EntryPass",
    "ExpectedDelivery",
    "ExportDecision",
    "ExportRequest",
    "Forwarding",
    "ForwardingAct",
    "ForwardingStep",
    "ReturnCorrection",
    "ReturnDelivery",
    "StagedReturn",
    "StagedState",
]
