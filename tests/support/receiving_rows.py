"""Deliveries and their files, for tests."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from juminzei.apps.receiving.models import (
    DeliveredFile,
    EmployerApplication,
    SenderLetter,
    SummarySheet,
    UnknownEmployer,
)
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.punch_batches import PunchEntry, lend_batch
from juminzei.apps.receiving.services.register_delivery import DeliveryEntry, register_delivery
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.platform.documents import receivers, spool
from juminzei.platform.documents.channel import Channel, Source
from juminzei.platform.documents.models import ReceivedFile
from support.lines_receiver import FolderReceiver, LinesReceiver
from support.page_rows import AT
from support.summaries import summary

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from juminzei.apps.receiving.models import Delivery
    from juminzei.platform.staff.models import StaffMember


def only_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have texts of lines, and folders with an index, be all that anybody takes in."""
    monkeypatch.setattr(receivers, "receivers", lambda: (LinesReceiver(), FolderReceiver()))


def delivery(actor: StaffMember, **entry: Any) -> Delivery:
    """Return a delivery that came by eLTAX from an employer, with ``entry`` as given."""
    given = {"channel": Channel.ELTAX, "source": Source.EMPLOYER, **entry}
    return register_delivery(DeliveryEntry(**given), actor=actor, at=AT)


def medium(actor: StaffMember, **entry: Any) -> Delivery:
    """Return a medium that somebody brought."""
    given = {"channel": Channel.MEDIUM, "medium": "CD-1", "bearer": "株式会社甲の使者", **entry}
    return delivery(actor, **given)


def entered(
    actor: StaffMember, content: bytes, folder: Path, name: str = "a.csv", **entry: Any
) -> DeliveredFile:
    """Return a file that was entered, in a delivery of its own."""
    path = folder / "sent"
    path.write_bytes(content)
    return enter_file(delivery(actor, **entry), path, name=name, actor=actor, at=AT)


def taken(
    actor: StaffMember, content: bytes, folder: Path, name: str = "a.csv", **entry: Any
) -> DeliveredFile:
    """Return what became of a file."""
    file = entered(actor, content, folder, name, **entry)
    return take_file(file.pk, actor=actor, at=AT)


def kept_names() -> list[str]:
    """Return what lies in the spool."""
    return sorted(path.name for path in spool.place("x").parent.iterdir())


def punched(**given: Any) -> PunchEntry:
    """Return an entry of ten sheets lent out, with ``given`` as given."""
    entry = {"contractor": "株式会社パンチ", "tax_year": 2026, "box": "12", "sheets": 10}
    return PunchEntry(**{**entry, "first_number": 1, "last_number": 10, **given})


def received_things(actor: StaffMember) -> dict[str, int]:
    """Return one of everything that addresses of receiving name."""
    one = medium(actor)
    file = DeliveredFile.objects.create(
        delivery=one, name="a.csv", digest="0" * 64, size_bytes=1, entered_at=AT, state_at=AT
    )
    entry = EmployerEntry(name="株式会社甲", address="加須市三俣", collector_number="1001")
    employer = register_employer(entry, actor=actor, at=AT)
    reception = {"user_reference": "KU0001", "arrived_at": AT, "reception_number": "R-1"}
    DeliveredFile.objects.filter(pk=file.pk).update(employer=employer, **reception)
    unknown = UnknownEmployer.objects.create(
        payer_key="0" * 64, name="乙商店", documents=1, queued_at=AT
    )
    received = ReceivedFile.objects.create(
        digest="1" * 64, kind="x", name="x", size_bytes=1, received_at=AT, received_by=actor
    )
    sheet = SummarySheet.objects.create(
        received_file=received,
        row_number=2,
        content_key="0" * 64,
        tax_year=2026,
        received_at=AT,
        **asdict(summary()),
    )
    notified = EmployerApplication.objects.create(
        received_file=received,
        row_number=2,
        content_key="0" * 64,
        application="異動",
        tax_year=2026,
        filed_on=AT.date(),
        name="株式会社甲",
        collector_number="1001",
        person_name="加藤　一郎",
        received_at=AT,
    )
    batch = lend_batch(punched(), actor=actor, at=AT)
    letter = SenderLetter.objects.create(
        matter="file",
        delivered_file=file,
        about="a.csv",
        lines=[["2 行目", "氏名", "空です。", "入れてください。"]],
        receiver="株式会社甲",
        reply_by=AT.date(),
        prepared_by=actor,
        prepared_at=AT,
    )
    return {
        "sender_letter_id": letter.pk,
        "punch_batch_id": batch.pk,
        "delivery_id": one.pk,
        "delivered_file_id": file.pk,
        "employer_id": employer.pk,
        "unknown_employer_id": unknown.pk,
        "summary_id": sheet.pk,
        "application_id": notified.pk,
    }
