"""Which files are taken in here: lots sent on, 総括表, notifications, lists of receptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from juminzei.apps.receiving.services.packed_lot import on_disk
from juminzei.apps.receiving.services.take_applications import take_applications
from juminzei.apps.receiving.services.take_lot import IMPORT as TAKE_IN
from juminzei.apps.receiving.services.take_lot import KIND, LABEL, take_lot
from juminzei.apps.receiving.services.take_receptions import REGISTER, take_receptions
from juminzei.apps.receiving.services.take_summaries import IMPORT, take_summaries
from juminzei.formats import employer_application, employer_summary, reception_list
from juminzei.formats.forwarded_lot import MOST_BYTES, NAME, is_lot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from juminzei.base.folder_contents import FolderContents
    from juminzei.formats.headed_rows import HeadedRows
    from juminzei.platform.documents.receivers import Outcome, Receipt


@dataclass(slots=True)
class RowsReceiver:
    """Takes in the files of one layout whose first row names the columns."""

    form: HeadedRows[Any]
    label: str
    function: str
    taken: Callable[[bytes, Receipt], Outcome]
    kind: str = field(init=False)
    folder: bool = False

    def __post_init__(self) -> None:
        """Be of the layout's kind."""
        self.kind = self.form.kind

    def recognises(self, path: Path, head: bytes) -> bool:
        """Return whether the first row names the columns of the layout."""
        del path
        return self.form.recognises(head)

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        """Take the file in."""
        return self.taken(path.read_bytes(), receipt)


class LotReceiver:
    """他市町村からの回送 (``juminzei-forwarded-lot/1``)."""

    kind = KIND
    label = LABEL
    function = TAKE_IN
    folder = True

    def recognises(self, folder: FolderContents, head: bytes) -> bool:
        """Return whether a folder has the list of a lot."""
        del head
        if not folder.holds(NAME) or folder.size_of(NAME) > MOST_BYTES:
            return False
        return is_lot(folder.content_of(NAME))

    def take(self, folder: FolderContents, receipt: Receipt) -> Outcome:
        """Take the lot in, whole and once."""
        with on_disk(folder) as place:
            return take_lot(place, receipt)


RECEIVERS = (
    LotReceiver(),
    RowsReceiver(employer_summary.FORMAT, "総括表", IMPORT, take_summaries),
    RowsReceiver(employer_application.FORMAT, "特別徴収の届出", IMPORT, take_applications),
    RowsReceiver(reception_list.FORMAT, "受信の一覧", REGISTER, take_receptions),
)
