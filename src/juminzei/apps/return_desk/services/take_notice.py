"""A medical notice read from its file into the rows of medical expenses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import appended, locked, newest_entries
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.formats.medical_notice import read_medical_notice
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.return_desk.entries import Entries, Row
    from juminzei.formats.medical_notice import MedicalNotice
    from juminzei.platform.staff.models import StaffMember

KEY, MOST_ROWS, SIGNS = "medical", 39, 8
REASON = "医療費通知の読み込み"


@dataclass(frozen=True, slots=True)
class NoticeTaken:
    """What became of a notice."""

    rows: int
    paid: int
    outside: int
    """Lines of other years, which were left out."""


@transaction.atomic
def take_notice(*, return_id: int, text: str, actor: StaffMember, at: datetime) -> NoticeTaken:
    """Add a row for each clinic of a notice, as 医療費控除の明細書 asks.

    What is added is not confirmed until a clerk has looked at it.

    Raises:
        DeskRefusedError: The return is finished, the file was read already, says nothing of the
            year, or there is no room for its rows.
        juminzei.formats.errors.FormatError: It is no notice, or cannot be read.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    notice = read_medical_notice(text)
    entries = newest_entries(one)
    sign = hashlib.sha256(text.encode()).hexdigest()[:SIGNS]
    source = f"医療費通知のファイル（{sign}）"
    taken = _added(entries, notice, one.tax_year - 1, source)
    appended(one, entries, state=one.state, reason=REASON, actor=actor, at=at)
    return taken


def _added(entries: Entries, notice: MedicalNotice, year: int, source: str) -> NoticeTaken:
    if source in entries.sources.values():
        raise DeskRefusedError("このファイルはすでに読み込んでいます。医療費の明細を見てください。")
    sums = notice.paid_in(year)
    if not sums:
        raise DeskRefusedError(
            f"{year}年の医療費がこのファイルにありません。年を確かめてください。"
        )
    rows = entries.lists.setdefault(KEY, [])
    if len(rows) + len(sums) > MOST_ROWS:
        raise DeskRefusedError(
            f"医療費の明細は{MOST_ROWS}行までです。病院ごとの合計を1行にまとめて入れてください。"
        )
    for clinic, paid in sums.items():
        row: Row = {"patient": notice.patient, "clinic": clinic, "paid": paid}
        rows.append(row)
        entries.sources[f"{KEY}.{len(rows) - 1}"] = source
    if KEY not in entries.unconfirmed:
        entries.unconfirmed.append(KEY)
    return NoticeTaken(len(sums), sum(sums.values()), notice.outside(year))
