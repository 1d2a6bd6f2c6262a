"""Tables of the inhabitant tax."""

from juminzei.apps.assessment.models.closing import ClosingAct, DocumentClosing
from juminzei.apps.assessment.models.document import (
    DocumentKind,
    DocumentState,
    MatchState,
    PensionFigures,
    QuarantinedRow,
    Submission,
    TaxDocument,
    WageFigures,
)
from juminzei.apps.assessment.models.finding import Finding
from juminzei.apps.assessment.models.hold import AssessmentHold, HoldAct
from juminzei.apps.assessment.models.ledger import (
    AssessmentVersion,
    CollectionMethod,
    CollectionReason,
    Instalment,
    RuledByKind,
)
from juminzei.apps.assessment.models.matching import MatchCandidate, MatchDecision
from juminzei.apps.assessment.models.notice import Notice, NoticeFile, NoticeKind
from juminzei.apps.assessment.models.number_sweep import NumberSweep
from juminzei.apps.assessment.models.official_correction import (
    CorrectionDecision,
    OfficialCorrection,
)
from juminzei.apps.assessment.models.reassessment import (
    Reassessment,
    ReassessmentDecision,
    ReassessmentGround,
)
from juminzei.apps.assessment.models.return_figures import CollectionChoice, ReturnFigures
from juminzei.apps.assessment.models.row_act import RowAct, RowActKind
from juminzei.apps.assessment.models.run import AssessmentRun, RunState
from juminzei.apps.assessment.models.stale_result import ResultCheck, StaleResult
from juminzei.apps.assessment.models.stated_relative import Resolution, StatedRelative
from juminzei.apps.assessment.models.taxable import TaxableList, TaxablePerson, TaxableReason

__all__ = [
    "AssessmentHold",
    "AssessmentRun",
    "AssessmentVersion",
    "ClosingAct",
    "CollectionChoice",
    "CollectionMethod",
    "CollectionReason",
    "CorrectionDecision",
    "DocumentClosing",
    "DocumentKind",
    "DocumentState",
    "Finding",
    "HoldAct",
    "Instalment",
    "MatchCandidate",
    "MatchDecision",
    "MatchState",
    "Notice",
    "NoticeFile",
    "NoticeKind",
    "NumberSweep",
    "OfficialCorrection",
    "PensionFigures",
    "QuarantinedRow",
    "Reassessment",
    "ReassessmentDecision",
    "ReassessmentGround",
    "Resolution",
    "ResultCheck",
    "ReturnFigures",
    "RowAct",
    "RowActKind",
    "RuledByKind",
    "RunState",
    "StaleResult",
    "StatedRelative",
    "Submission",
    "TaxDocument",
    "TaxableList",
    "TaxablePerson",
    "TaxableReason",
    "WageFigures",
]
