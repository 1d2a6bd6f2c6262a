"""What another city sends on is one lot: checked whole, then each file goes to its receiver.

Before the first file is taken, all of them are compared with the list, told by their content
and read to the end, so that a lot is taken whole or held with a reason. The list stands for
the lot among the received files. A process may be killed between two files: the same call
again goes on, and what a file's receiver had done counts as this lot's.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.receiving.services.counting import counts_of
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.base.wareki import tax_year_text
from juminzei.formats.carried_media import CarriedMediaError, differences, files_in
from juminzei.formats.errors import FormatError
from juminzei.formats.forwarded_lot import LAYOUT, NAME, read_lot
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.channel import Source, Way
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.documents.receivers import (
    CountingReceiver,
    NotTakenError,
    Outcome,
    Receipt,
    receiver_of,
)
from juminzei.platform.documents.services import complete, receive
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from juminzei.formats.forwarded_lot import ForwardedLot

KIND = "forwarded_lot"
LABEL = "他市町村からの回送"
IMPORT = "documents.import"
SENT_ON = frozenset({"wage_report", "pension_report", "one_stop"})
"""What a lot may hold: a list of receptions or of employers comes from nobody but eLTAX."""
BACK = "取り込まず、送付元に返してください。"


def take_lot(folder: Path, receipt: Receipt) -> Outcome:
    """Take a lot in, whole and once.

    Args:
        folder: The lot with its list.
        receipt: How it came. Its files count as another municipality's.

    Raises:
        NotTakenError: It is not as its list says, is for another city or year, a file of it is
            none that is sent on or cannot be read. If a file is refused by its receiver after
            all, the files before it are in, and the text says so.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(receipt.actor, IMPORT, on=receipt.at.date())
    content = (folder / NAME).read_bytes()
    try:
        lot = read_lot(content)
    except FormatError as error:
        raise NotTakenError(str(error)) from error
    _check(lot, folder, receipt)
    parts = list(_parts(lot, folder, receipt))
    file = _entered(lot, content, receipt)
    papers = lot.on_paper + lot.scans
    if file.complete:
        count = lot.documents - lot.on_paper
        return Outcome(count, 0, duplicates=count, known=True, file_id=file.pk, papers=papers)
    counts: Counter[str] = Counter()
    for number, (receiver, path) in enumerate(parts):
        try:
            counts += _taken(receiver, path, file, receipt)
        except NotTakenError as refusal:
            raise NotTakenError(f"{number} ファイルを取り込んだ後で：{refusal}") from refusal
    _complete(file, lot, counts, receipt)
    return Outcome(
        received=counts["received_rows"],
        accepted=counts["accepted"],
        held=counts["held"],
        duplicates=counts["duplicates"],
        file_id=file.pk,
        further={"on_paper": lot.on_paper, "scans": lot.scans},
        papers=papers,
    )


def _check(lot: ForwardedLot, folder: Path, receipt: Receipt) -> None:
    """Refuse a lot that is not for us, or not as its list says."""
    ours = settings.CONFIGURATION.municipality
    if lot.receiver != ours:
        raise NotTakenError(f"他の市区町村（{lot.receiver}）あての回送です。{BACK}")
    if lot.sender == ours:
        raise NotTakenError(f"当市が送った回送です。{BACK}")
    if receipt.tax_year not in {None, lot.tax_year}:
        raise NotTakenError(
            f"{tax_year_text(lot.tax_year)}の回送です。年度の指定とファイルを確かめてください。"
        )
    try:
        told = differences(lot.files, files_in(folder))
    except CarriedMediaError as error:
        raise NotTakenError(str(error)) from error
    if told:
        raise NotTakenError(f"一覧と一致しません（{len(told)} 件）。{BACK}{told[0]}")
    digests = [one.sha256 for one in lot.files if one.name in lot.documents_in]
    if len(set(digests)) != len(digests):
        raise NotTakenError(f"同じ内容のファイルが二度あります。{BACK}")


def _parts(
    lot: ForwardedLot, folder: Path, receipt: Receipt
) -> Iterator[tuple[CountingReceiver, Path]]:
    """Yield each file of reports with who takes it in, once it was read to its end.

    Raises:
        NotTakenError: Nobody takes it in, it is none that is sent on, it cannot be read, or it
            has not the documents that the list says.
    """
    for name, count in lot.documents_in.items():
        path = folder / name
        receiver = receiver_of(path)
        if not isinstance(receiver, CountingReceiver) or receiver.kind not in SENT_ON:
            raise NotTakenError(f"{name}: 回送で受け取る資料ではありません。{BACK}")
        rows = receiver.rows_in(path, receipt)
        if rows != count:
            raise NotTakenError(f"{name}: {rows} 件あります（一覧は {count} 件）。{BACK}")
        yield receiver, path


def _entered(lot: ForwardedLot, content: bytes, receipt: Receipt) -> ReceivedFile:
    """Return what stands for the lot among the received files: its list names every file."""
    way = Way(receipt.channel, Source.MUNICIPALITY, receipt.delivery)
    received = receive(
        content=content,
        kind=KIND,
        name=f"{lot.sender}-{lot.number}",
        actor=receipt.actor,
        at=receipt.at,
        layout=LAYOUT,
        way=way,
    )
    return received.file


def _taken(
    receiver: CountingReceiver, path: Path, lot: ReceivedFile, receipt: Receipt
) -> Counter[str]:
    """Have one file taken in, and say that it came in the lot."""
    given = Receipt(
        name=path.name,
        channel=receipt.channel,
        actor=receipt.actor,
        at=receipt.at,
        tax_year=receipt.tax_year,
        delivery=receipt.delivery,
        source=Source.MUNICIPALITY,
        workers=receipt.workers,
    )
    outcome = receiver.take(path, given)
    before = ReceivedFile.objects.get(pk=outcome.file_id or 0)
    ours = before.delivery is not None and before.delivery == receipt.delivery
    if ours:
        ReceivedFile.objects.filter(pk=before.pk, part_of=None).update(part_of=lot)
    mine = ours and before.part_of_id in {None, lot.pk}
    return Counter(counts_of(outcome, before if mine else None))


@transaction.atomic
def _complete(
    file: ReceivedFile, lot: ForwardedLot, counts: Counter[str], receipt: Receipt
) -> None:
    """Say that the whole lot is in, with its record."""
    locked = ReceivedFile.objects.select_for_update().get(pk=file.pk)
    if locked.complete:
        raise ReceivingRefusedError("ほかの処理がこの回送を取り込みました。読み直してください。")
    told = {
        "received": counts["received_rows"],
        "accepted": counts["accepted"],
        "held": counts["held"],
        "duplicates": counts["duplicates"],
    }
    complete(locked, counts=told, layout=LAYOUT)
    audit.record(
        action="receiving.lot.taken",
        actor=receipt.actor,
        at=receipt.at,
        subject_kind="received_file",
        subject_id=str(file.pk),
        details={"sender": lot.sender, "files": len(lot.files), **told},
    )
