"""Which files are taken in here: 総括表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.receiving.services.take_summaries import IMPORT, take_summaries
from juminzei.formats import employer_summary

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


RECEIVERS = (SummaryReceiver(),)
