"""What a clerk decides about one document in the matching queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.assessment.models import MatchDecision
    from juminzei.platform.staff.models import StaffMember


class DecisionRefusedError(Exception):
    """The decision cannot be taken as things stand; the text tells the clerk why."""


def assign(
    *, document_id: int, addressee_id: int, actor: StaffMember, at: datetime, note: str = ""
) -> MatchDecision:
    """Decide that the document is this addressee's (a candidate's, or another's).

    Raises:
        NotPermittedError: The actor lacks ``match.decide``.
        DecisionRefusedError: The document does not count any more, or the addressee is unknown.
    """
    raise NotImplementedError


def forward(
    *, document_id: int, municipality: str, actor: StaffMember, at: datetime, note: str = ""
) -> MatchDecision:
    """Decide that the document is not ours and goes to ``municipality`` (回送, six digits)."""
    raise NotImplementedError


def hold(*, document_id: int, actor: StaffMember, at: datetime, note: str) -> MatchDecision:
    """Put the document aside (保留) for the reason in ``note``."""
    raise NotImplementedError


def undo(*, decision_id: int, actor: StaffMember, at: datetime, note: str = "") -> MatchDecision:
    """Take back the newest decision of a document; it returns to the queue.

    Nothing is erased: the new decision points to the one that it undoes.
    """
    raise NotImplementedError
