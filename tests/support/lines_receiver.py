"""A receiver for tests: takes texts that begin with LINES, a row each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.platform.documents.receivers import NotTakenError, Outcome
from juminzei.platform.documents.services import complete, receive

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.base.folder_contents import FolderContents
    from juminzei.platform.documents.receivers import Receipt

START = b"LINES\n"


def lines(*rows: str) -> bytes:
    """Return a file that the receiver takes."""
    return START + "".join(f"{row}\n" for row in rows).encode()


class LinesReceiver:
    """Counts rows; ``bad`` rows are held, a file with ``broken`` is refused as a whole."""

    kind = "lines"
    label = "行の資料"
    function = "documents.import"
    folder = False

    def recognises(self, path: Path, head: bytes) -> bool:
        assert path.is_file()
        return head.startswith(START)

    def take(self, path: Path, receipt: Receipt) -> Outcome:
        data = path.read_bytes()
        rows = data.decode().splitlines()[1:]
        if "broken" in rows:
            raise NotTakenError("1 行目: 読めません。作り直してもらってください。")
        if "mistake" in rows:
            raise ZeroDivisionError(rows)
        with transaction.atomic():
            received = receive(
                content=data,
                kind=self.kind,
                name=receipt.name,
                actor=receipt.actor,
                at=receipt.at,
                way=receipt.way,
            )
            if received.file.complete:
                return Outcome(len(rows), 0, 0, len(rows), known=True, file_id=received.file.pk)
            held = rows.count("bad")
            counts = {"received": len(rows), "accepted": len(rows) - held, "quarantined": held}
            complete(received.file, counts=counts)
        return Outcome(len(rows), len(rows) - held, held, file_id=received.file.pk)


class FolderReceiver:
    """Takes folders with a file called ``index.txt``; each other file is a document."""

    kind = "folder_lines"
    label = "フォルダーの資料"
    function = "documents.import"
    folder = True

    def recognises(self, folder: FolderContents, head: bytes) -> bool:
        assert head == b""
        return folder.holds("index.txt")

    def take(self, folder: FolderContents, receipt: Receipt) -> Outcome:
        assert receipt.delivery
        found = [name for name in folder.names() if name != "index.txt"]
        return Outcome(len(found), len(found), further={"images": len(found), "none": 0})
