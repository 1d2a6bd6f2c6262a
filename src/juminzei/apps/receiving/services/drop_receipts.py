"""The receipt that a drop folder keeps of a file that was erased from it: a line a file."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from juminzei.apps.receiving.models import DeliveredFile

FORMULA = ("=", "+", "-", "@")
"""What a spreadsheet would take for a formula; breaks and tabs are in no name that is kept."""
HEADING = (
    *("受領番号", "ファイル番号", "受領日時", "ファイル名", "内容の鍵", "大きさ", "状態"),
    *("件数", "取込", "保留", "重複"),
)


def note_receipt(folder: Path, file: DeliveredFile, at: datetime) -> None:
    """Write what became of a file into ``<day>.csv`` of ``folder``, once, to the disk.

    A run that died between the receipt and the erasing finds the line and adds none.
    """
    folder.mkdir(exist_ok=True)
    place = folder / f"{at:%Y-%m-%d}.csv"
    said = place.read_text(encoding="utf-8-sig") if place.exists() else ""
    written = list(csv.reader(io.StringIO(said)))
    name = f"'{file.name}" if file.name.startswith(FORMULA) else file.name
    line = [file.delivery_id, file.pk, f"{file.entered_at:%Y-%m-%d %H:%M:%S}", name, file.digest]
    line += [file.size_bytes, file.get_state_display()]
    line += [file.received_rows, file.accepted, file.held, file.duplicates]
    cells = [str(cell) for cell in line]
    if cells in written:
        return
    box = io.StringIO()
    rows = [cells] if written else [HEADING, cells]
    csv.writer(box, quoting=csv.QUOTE_ALL).writerows(rows)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "wb") as receipts:
        receipts.write(box.getvalue().encode("utf-8" if written else "utf-8-sig"))
        receipts.flush()
        os.fsync(receipts.fileno())
