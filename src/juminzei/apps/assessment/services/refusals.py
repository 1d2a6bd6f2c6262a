"""Why an act may not go on: refusals with a text for the clerk, for commands and pages."""

from __future__ import annotations

from juminzei.apps.assessment.individual_number import NUMBER_REFUSALS
from juminzei.apps.assessment.services.calculate_run import NotCalculatedError
from juminzei.apps.assessment.services.close_documents import ClosingRefusedError
from juminzei.apps.assessment.services.closing_gate import DocumentsOpenError
from juminzei.apps.assessment.services.consolidation import NotOnTheListError
from juminzei.apps.assessment.services.fix_run import LawChangedError, NotReviewedError
from juminzei.apps.assessment.services.recalculate_people import NobodyToRecalculateError
from juminzei.apps.assessment.services.review_run import ControlTotalError, NotCalculatedYetError
from juminzei.apps.assessment.services.simulate import NoLedgerError
from juminzei.apps.assessment.services.start_run import AlreadyFixedError, NotFrozenError
from juminzei.kernel.law import LawError
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.jobs.services import ChunkFailedError
from juminzei.platform.staff.services import NotPermittedError

REFUSALS: tuple[type[Exception], ...] = (
    AlreadyFixedError,
    AuditStalledError,
    ChunkFailedError,
    ClosingRefusedError,
    ControlTotalError,
    DocumentsOpenError,
    LawChangedError,
    LawError,
    NotCalculatedError,
    NobodyToRecalculateError,
    NotCalculatedYetError,
    NoLedgerError,
    NotFrozenError,
    NotOnTheListError,
    NotPermittedError,
    NotReviewedError,
    *NUMBER_REFUSALS,
)
