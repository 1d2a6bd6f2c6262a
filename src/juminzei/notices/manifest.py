"""``manifest.json``: what lies in a folder of printed notices, for the printer and the post.

No names and no times: the same notices give the same manifest, byte for byte.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from juminzei.notices.printing import PrintedFile, Refused

NAME = "manifest.json"


def write(
    folder: Path,
    files: Sequence[PrintedFile],
    *,
    kind: str,
    tax_year: int,
    run: int,
    issued_on: date,
    not_printed: Sequence[Refused] = (),
) -> None:
    """Write the manifest of ``files``, in their order, in place of the one there.

    Args:
        folder: Where the files lie.
        files: All of them, drawn now or before.
        kind: ``ordinary`` or ``special``.
        tax_year: 年度.
        run: Number of the run.
        issued_on: 発付年月日 on every notice.
        not_printed: Notices that are not sent, with the reason.
    """
    content = {
        "kind": kind,
        "tax_year": tax_year,
        "run": run,
        "draft": any(file.draft for file in files),
        "issued_on": issued_on.isoformat(),
        "pages": sum(file.pages for file in files),
        "notices": sum(file.notices for file in files),
        "amount": sum(file.amount for file in files),
        "files": [_file(file) for file in files if file.pages],
        "refused": [
            {"number": refused.number, "reason": refused.reason}
            for file in files
            for refused in file.refused
        ],
        "not_printed": [{"number": one.number, "reason": one.reason} for one in not_printed],
    }
    partial = folder / f"{NAME}.part"
    partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    partial.replace(folder / NAME)


def _file(file: PrintedFile) -> dict[str, object]:
    entry: dict[str, object] = {
        "file": file.name,
        "pages": file.pages,
        "notices": file.notices,
        "amount": file.amount,
        "sha256": file.digest,
        "by_hand": file.by_hand,
    }
    if file.by_hand:
        entry["look_at"] = [
            {"number": placed.number, "page": placed.first_page, "reasons": placed.by_hand}
            for placed in file.placed
            if placed.by_hand
        ]
    return entry
