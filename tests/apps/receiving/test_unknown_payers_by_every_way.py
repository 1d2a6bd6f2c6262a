"""A payer whom nobody knows is queued by whatever way its reports are taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.apps.assessment.models import QuarantinedRow, TaxDocument
from juminzei.apps.assessment.services import intake
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.retake_row import retake_row
from juminzei.apps.receiving.models import UnknownEmployer
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.platform.documents.channel import Channel
from support.page_rows import AT
from support.receiving_rows import taken
from support.report_files import wage, wages

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
MONTH = 46


def imported(data: bytes, clerk: StaffMember) -> None:
    """Take a file in past the register, as ``juminzei documents import`` does."""
    import_documents(
        data=data, name="a.csv", tax_year=2026, channel=Channel.MEDIUM, actor=clerk, at=AT
    )


def queued() -> list[tuple[str, int]]:
    rows = UnknownEmployer.objects.order_by("collector_number")
    return list(rows.values_list("collector_number", "documents"))


def two() -> bytes:
    one = wage(collector_number="77", payer_name="甲商店", payer_identifier="")
    other = wage(collector_number="88", payer_name="乙商店", payer_identifier="")
    return wages(one, other)


def test_a_direct_import_queues_whom_nobody_knows_once(clerk: StaffMember) -> None:
    register_employer(
        EmployerEntry(name="乙商店", address="加須市", collector_number="88"), actor=clerk, at=AT
    )
    imported(two(), clerk)
    assert queued() == [("77", 1)]
    assert UnknownEmployer.objects.get().received_file is not None
    imported(two(), clerk)
    assert queued() == [("77", 1)]


def test_receiving_queues_the_same(clerk: StaffMember, tmp_path: Path) -> None:
    taken(clerk, two(), tmp_path)
    assert queued() == [("77", 1), ("88", 1)]


def test_an_intake_that_fails_queues_nobody(
    clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_report", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        imported(two(), clerk)
    assert queued() == []
    assert not TaxDocument.objects.exists()


def test_a_row_that_is_retaken_queues_its_payer(clerk: StaffMember) -> None:
    good, other = two().split(b"\r\n")[:2]
    cells = other.split(b",")
    cells[MONTH - 1] = b"13"
    imported(b"\r\n".join([good, b",".join(cells), b""]), clerk)
    assert queued() == [("77", 1)]
    row = QuarantinedRow.objects.get()
    retake_row(row_id=row.pk, cells={MONTH: "04"}, reason="電話で確認", actor=clerk, at=AT)
    assert queued() == [("77", 1), ("88", 1)]
