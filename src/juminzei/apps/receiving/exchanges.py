"""What came in, for the one log of everything sent and received."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.urls import reverse

from juminzei.apps.assessment.api import open_rows
from juminzei.apps.receiving.models import OPEN, DeliveredFile, FileState
from juminzei.apps.receiving.selectors.deliveries import deliveries
from juminzei.platform.documents.exchanges import Exchange
from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from juminzei.apps.receiving.models import Delivery

IN_FILES = frozenset({"wage_report", "pension_report", "one_stop", "city_notice"})
"""Files whose rows that were set aside are known one by one, until each is dealt with."""
AT_ONCE = 500


def exchanges(since: datetime, until: datetime) -> Iterator[Exchange]:
    """Yield the deliveries of the register, and files that came without one."""
    rows = deliveries().filter(received_at__gte=since, received_at__lte=until)
    found = list(rows.filter(turned_down=False))
    for first in range(0, len(found), AT_ONCE):
        yield from _deliveries(found[first : first + AT_ONCE])
    through = DeliveredFile.objects.filter(received_file__isnull=False).values("received_file")
    alone = ReceivedFile.objects.filter(received_at__gte=since, received_at__lte=until)
    files = list(alone.exclude(pk__in=through))
    for first in range(0, len(files), AT_ONCE):
        some = files[first : first + AT_ONCE]
        held = open_rows(file.pk for file in some)
        yield from (_file(file, held.get(file.pk, 0)) for file in some)


def _deliveries(found: list[Delivery]) -> Iterator[Exchange]:
    files: defaultdict[int, list[DeliveredFile]] = defaultdict(list)
    for file in DeliveredFile.objects.filter(delivery__in=found):
        files[file.delivery_id].append(file)
    keys = [file.received_file_id for each in files.values() for file in each]
    held = open_rows(key for key in keys if key is not None)
    for one in found:
        yield _delivery(one, files[one.pk], held)


def _delivery(one: Delivery, files: list[DeliveredFile], held: dict[int, int]) -> Exchange:
    """Tell one delivery: a file that is not opened yet counts as one that waits."""
    unopened = sum(file.state in OPEN for file in files)
    taken = [file for file in files if file.state == FileState.TAKEN]
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
