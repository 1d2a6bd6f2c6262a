"""What came in, for the one log of everything sent and received."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from juminzei.apps.assessment.api import files_with_open_rows, open_rows
from juminzei.apps.receiving.models import (
    OPEN,
    DeliveredFile,
    Delivery,
    DeliveryStep,
    FileState,
    LetterStep,
    SenderLetterStep,
    Step,
)
from juminzei.apps.receiving.selectors.lot_parts import open_rows_with_parts
from juminzei.platform.documents.exchanges import Exchange
from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

IN_FILES = frozenset({"wage_report", "pension_report", "one_stop", "city_notice", "forwarded_lot"})
"""Files whose rows that were set aside are known one by one, until each is dealt with."""
AT_ONCE = 500
ENDS = (LetterStep.ANSWERED, LetterStep.CLOSED)


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the deliveries of the register, and files that came without one."""
    yield from _of_deliveries(_came(since, until))
    yield from _of_files(_alone(since, until))
    yield from _of_letters(_sent(since, until))


def open_exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield those that wait or whose counts do not agree.

    Only deliveries with a file that is not taken in, with rows set aside, or with a claim of
    their sender are read, and only files that are not finished or have rows that wait.
    """
    waiting = DeliveredFile.objects.filter(Q(state__in=OPEN) | Q(held__gt=0))
    claimed = Q(claimed_documents__isnull=False)
    some = _came(since, until).filter(claimed | Q(pk__in=waiting.values("delivery")))
    files = _alone(since, until)
    files = files.filter(Q(complete=False) | Q(pk__in=files_with_open_rows()))
    unanswered = SenderLetterStep.objects.filter(letter=OuterRef("letter"), step__in=ENDS)
    letters = _sent(since, until).exclude(Exists(unanswered))
    found = [*_of_deliveries(some), *_of_files(files), *_of_letters(letters)]
    yield from (one for one in found if one.waiting or not one.agrees)


def _sent(since: datetime, until: datetime) -> QuerySet[SenderLetterStep]:
    return SenderLetterStep.objects.filter(
        step=LetterStep.SENT, done_at__gte=since, done_at__lte=until
    ).select_related("letter")


def _of_letters(sent: QuerySet[SenderLetterStep]) -> Iterator[Exchange]:
    """Tell letters to senders: each waits as a whole until it is answered or closed."""
    for step in sent.prefetch_related("letter__steps"):
        letter = step.letter
        ended = any(other.step in ENDS for other in letter.steps.all())
        count = len(letter.lines)
        yield Exchange(
            at=step.done_at,
            direction="out",
            channel=step.get_way_display(),
            partner="提出者",
            what=f"差戻し {letter.pk}",
            told=None,
            count=count,
            done=count if ended else 0,
            waiting=0 if ended else count,
            page=reverse("sender_letter", args=[letter.pk]),
            due_on=letter.reply_by,
        )


def _came(since: datetime, until: datetime) -> QuerySet[Delivery]:
    down = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step=Step.TURNED_DOWN)
    rows = Delivery.objects.filter(received_at__gte=since, received_at__lte=until)
    return rows.exclude(Exists(down))


def _alone(since: datetime, until: datetime) -> QuerySet[ReceivedFile]:
    through = DeliveredFile.objects.filter(received_file=OuterRef("pk"))
    rows = ReceivedFile.objects.filter(received_at__gte=since, received_at__lte=until)
    return rows.filter(part_of=None).exclude(Exists(through))


def _of_deliveries(rows: QuerySet[Delivery]) -> Iterator[Exchange]:
    found = list(rows)
    for first in range(0, len(found), AT_ONCE):
        yield from _deliveries(found[first : first + AT_ONCE])


def _of_files(rows: QuerySet[ReceivedFile]) -> Iterator[Exchange]:
    files = list(rows)
    for first in range(0, len(files), AT_ONCE):
        some = files[first : first + AT_ONCE]
        held = open_rows(file.pk for file in some)
        yield from (_file(file, held.get(file.pk, 0)) for file in some)


def _deliveries(found: list[Delivery]) -> Iterator[Exchange]:
    files: defaultdict[int, list[DeliveredFile]] = defaultdict(list)
    for file in DeliveredFile.objects.filter(delivery__in=found):
        files[file.delivery_id].append(file)
    keys = [file.received_file_id for each in files.values() for file in each]
    held = open_rows_with_parts([key for key in keys if key is not None])
    for one in found:
        yield _delivery(one, files[one.pk], held)


def _delivery(one: Delivery, files: list[DeliveredFile], held: dict[int, int]) -> Exchange:
    """Tell one delivery: a file that is not opened yet counts as one that waits."""
    unopened = sum(file.state in OPEN for file in files)
    taken = [file for file in files if file.state in {FileState.TAKEN, FileState.PAPERS}]
    count = sum(file.received_rows for file in taken)
    waiting = sum(
        held.get(file.received_file_id or 0, 0) if file.kind in IN_FILES else file.held
        for file in taken
    )
    set_aside = sum(file.held for file in taken)
    known = sum(file.accepted + file.duplicates for file in taken)
    return Exchange(
        at=one.received_at,
        direction="in",
        channel=one.get_channel_display(),
        partner=one.get_source_display(),
        what="、".join(sorted({file.label for file in taken if file.label})) or "受領した資料",
        told=None if unopened else one.claimed_documents,
        count=count + unopened,
        done=known + set_aside - waiting,
        waiting=waiting + unopened,
        page=reverse("delivery", args=[one.pk]),
    )


def _file(file: ReceivedFile, held: int) -> Exchange:
    """Tell a file that a command or page took in by itself."""
    count = int(file.counts.get("received", 0))
    return Exchange(
        at=file.received_at,
        direction="in",
        channel=file.get_channel_display() or "取込",
        partner=file.get_source_display() or "—",
        what=file.name,
        told=None,
        count=count if file.complete else count + 1,
        done=count - held,
        waiting=held if file.complete else held + 1,
        page=reverse("file_documents", args=[file.pk]),
    )
