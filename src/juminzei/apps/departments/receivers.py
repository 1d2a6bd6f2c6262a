"""Which files of other departments are taken in here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.departments.services.refusal import DepartmentsRefusedError
from juminzei.apps.departments.services.take_feed import RECEIVE, take_feed
from juminzei.formats import department_feed
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.receivers import NotTakenError

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.documents.receivers import Outcome, Receipt

LABELS = {
    "department_disability": "障害者手帳の交付状況",
    "department_assistance": "生活保護の受給状況",
    "department_premiums": "保険料の納付額",
    "department_care": "介護の証明",
}


class DepartmentReceiver:
    """Takes in one kind of feed."""

    function = RECEIVE
    folder = False

    def __init__(self, kind: str) -> None:
        """Take in feeds of ``kind``."""
        self.kind = kind
        self.label = LABELS[kind]

    def recognises(self, path: Path, head: bytes) -> bool:
        """Return whether the header names this kind."""
        del path
        return department_feed.kind_of(head) == self.kind

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take in the feed; what is refused is on record.

        Raises:
            NotTakenError: It is not a feed that was agreed on; nothing was kept.
        """
        content = path.read_bytes()
        try:
            return take_feed(
                content=content,
                name=receipt.name,
                actor=receipt.actor,
                at=receipt.at,
                way=receipt.way,
            )
        except DepartmentsRefusedError as refusal:
            audit.record(
                action="departments.feed.refused",
                actor=receipt.actor,
                at=receipt.at,
                subject_kind="department_feed",
                subject_id=self.kind,
            )
            raise NotTakenError(str(refusal)) from refusal


RECEIVERS = tuple(DepartmentReceiver(kind) for kind in department_feed.KINDS)
