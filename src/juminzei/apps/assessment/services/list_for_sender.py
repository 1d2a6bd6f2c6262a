"""What is wrong with a file, for its sender (返戻の一覧): where, what, what to do, and no value."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localtime

from juminzei.apps.assessment.selectors.quarantine import lines_for_sender
from juminzei.base.wareki import wareki_text
from juminzei.platform.audit import services as audit
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember

HEADING = ("行番号", "項目", "誤りの種類", "誤り", "お願い")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NothingWrongError(ValueError):
    """No row of the file waits; there is nothing to send back."""


@transaction.atomic
def list_for_sender(file: ReceivedFile, *, actor: StaffMember, at: datetime) -> bytes:
    """Return the rows of a file that could not be taken and still wait, as CSV in UTF-8.

    A row is named by its number in the file, so that nothing personal leaves with the list;
    the sender sends the corrected file, and only what is new of it is taken.

    Args:
        file: The file.
        actor: Who sends it back; needs ``documents.import``.
        at: When.

    Raises:
        NothingWrongError: No row waits.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, "documents.import", on=at.date())
    lines = [(row, *map(_plain, said)) for row, *said in lines_for_sender(file.pk)]
    if not lines:
        raise NothingWrongError("このファイルに、差し戻す行はありません。")
    box = io.StringIO()
    writer = csv.writer(box, lineterminator="\r\n")
    writer.writerow(
        ("ファイル名", _plain(file.name), "受領日", wareki_text(localtime(file.received_at).date()))
    )
    writer.writerow(HEADING)
    writer.writerows(lines)
    audit.record(
        action="assessment.rows.listed_for_sender",
        actor=actor,
        at=at,
        subject_kind="received_file",
        subject_id=str(file.pk),
        details={"rows": len({line[0] for line in lines}), "findings": len(lines)},
    )
    return box.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
