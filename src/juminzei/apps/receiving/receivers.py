"""Which files are taken in here: 総括表, notifications of employers, lists of receptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.receiving.services.take_applications import take_applications
from juminzei.apps.receiving.services.take_receptions import REGISTER, take_receptions
from juminzei.apps.receiving.services.take_summaries import IMPORT, take_summaries
from juminzei.formats import employer_application, employer_summary, reception_list

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.documents.receivers import Outcome, Receipt


class SummaryReceiver:
    """Takes in files of summaries."""

    kind = employer_summary.KIND
    label = "総括表"
    function = IMPORT
    folder = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Return whether the first row names the columns of a summary."""
        del path
        return employer_summary.recognises(head)

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take the file in."""
        return take_summaries(path.read_bytes(), receipt)


class ApplicationReceiver:
    """Takes in files of employers' notifications (届出)."""

    kind = employer_application.KIND
    label = "特別徴収の届出"
    function = IMPORT
    folder = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Return whether the first row names the columns of a notification."""
        del path
        return employer_application.recognises(head)

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take the file in."""
        return take_applications(path.read_bytes(), receipt)


class ReceptionReceiver:
    """Takes in what eLTAX says of the other files of the delivery."""

    kind = reception_list.KIND
    label = "受信の一覧"
    function = REGISTER
    folder = False

    def recognises(self, path: Path, head: bytes) -> bool:
        """Return whether the first row names the columns of a list."""
        del path
        return reception_list.recognises(head)

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take the list in."""
        return take_receptions(path.read_bytes(), receipt)


RECEIVERS = (SummaryReceiver(), ApplicationReceiver(), ReceptionReceiver())
