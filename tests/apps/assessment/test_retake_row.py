"""A row that could not be taken is corrected on a page and taken in alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import QuarantinedRow, RowAct, TaxDocument
from juminzei.apps.assessment.services import retake_row as retaking
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.intake_own import import_own_file
from juminzei.apps.assessment.services.resolve_row import (
    ReasonMissingError,
    RowNotOpenError,
    resolve_row,
)
from juminzei.apps.assessment.services.retake_row import retake_row
from juminzei.apps.assessment.services.row_line import LineRefusedError, row_line
from juminzei.base.numbers.individual_number import MASK
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.vault.models import SealedNumber
from juminzei.platform.vault.services import Place, find
from support.moments import START
from support.one_stop_files import city_notice_file, notice, notices, told
from support.page_rows import staff
from support.report_files import number, wage, wages

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
MONTH = 46
"""The column of the recipient's month of birth."""
BIRTH = wage().birth_on
RECIPIENT = Place("tax_document", "recipient")


@pytest.fixture
def clerk(client: Client) -> StaffMember:
    """A tax clerk, signed in."""
    member = staff()
    client.force_login(member)
    return member


def take_in(data: bytes, clerk: StaffMember, name: str = "a.csv") -> None:
    import_documents(
        data=data, name=name, tax_year=2026, channel=Channel.ELTAX, actor=clerk, at=START
    )


def broken_file() -> bytes:
    """Three reports, the second of somebody born in month 13."""
    reports = [
        wage(recipient_reference=str(n), individual_number=number(n), payer_identifier="")
        for n in (1, 2, 3)
    ]
    lines = wages(*reports).split(b"\r\n")
    cells = lines[1].split(b",")
    cells[MONTH - 1] = b"13"
    return b"\r\n".join([lines[0], b",".join(cells), *lines[2:]])


@pytest.fixture
def row(clerk: StaffMember) -> QuarantinedRow:
    """The second row of :func:`broken_file`, taken in but for it."""
    take_in(broken_file(), clerk)
    return QuarantinedRow.objects.get()


def retaken(row: QuarantinedRow, clerk: StaffMember, **given: object) -> RowAct:
    said = {"cells": {MONTH: "04"}, "numbers": [number(2).reveal()], "reason": "電話で確認"}
    return retake_row(row_id=row.pk, actor=clerk, at=START, **(said | given))  # type: ignore[arg-type]  # each test names its own


def test_just_the_corrected_row_is_taken_in(row: QuarantinedRow, clerk: StaffMember) -> None:
    """T-I01: one malformed row is set aside, all others taken; then the fixed row only."""
    assert TaxDocument.objects.count() == 2
    act = retaken(row, clerk)
    document = act.document
    assert document is not None
    assert (document.row_number, document.received_file) == (2, row.received_file)
    assert (document.channel, document.document_number) == ("eltax", 3)
    assert document.birth_on == BIRTH
    assert find(RECIPIENT, number(2)) == [document.pk]
    assert TaxDocument.objects.count() == 3
    assert (act.kind, act.columns, act.reason) == ("retaken", [MONTH], "電話で確認")
    row.refresh_from_db()
    assert row.resolved
    with pytest.raises(RowNotOpenError):
        retaken(row, clerk)


def test_the_corrected_file_brings_just_the_rest(row: QuarantinedRow, clerk: StaffMember) -> None:
    """T-J10: re-run of the same import after partial failure → exactly the remainder."""
    fixed = broken_file().replace(b",13,", b",04,")
    take_in(fixed, clerk, "fixed.csv")
    assert TaxDocument.objects.count() == 3
    act = retaken(row, clerk)
    assert act.kind == "known"
    assert TaxDocument.objects.count() == 3
    assert SealedNumber.objects.count() == 3


def test_the_corrected_file_after_the_corrected_row_brings_nothing(
    row: QuarantinedRow, clerk: StaffMember
) -> None:
    """T-J10: what was taken singly is not taken again with its file."""
    retaken(row, clerk)
    take_in(broken_file().replace(b",13,", b",04,"), clerk, "fixed.csv")
    assert TaxDocument.objects.count() == 3


def test_a_number_that_was_blanked_is_typed_again_or_left_out_knowingly(
    row: QuarantinedRow, clerk: StaffMember
) -> None:
    assert number(2).reveal() not in row.raw
    assert len(row_line(row).blanks) == 1
    with pytest.raises(LineRefusedError, match="伏せた数字が入力されていません"):
        retaken(row, clerk, numbers=[""])
    act = retaken(row, clerk, numbers=[], left_out=True)
    assert act.document is not None
    assert not act.document.has_number


def test_a_row_that_is_still_broken_waits_on(row: QuarantinedRow, clerk: StaffMember) -> None:
    with pytest.raises(LineRefusedError, match="生年月日"):
        retaken(row, clerk, cells={MONTH: "14"})
    with pytest.raises(LineRefusedError, match="直せない項目"):
        retaken(row, clerk, cells={999: "1"})
    with pytest.raises(ReasonMissingError):
        resolve_row(row_id=row.pk, reason=" ", actor=clerk, at=START)
    row.refresh_from_db()
    assert not row.resolved
    assert TaxDocument.objects.count() == 2


def test_a_row_of_another_year_is_not_taken_into_this_one(
    row: QuarantinedRow, clerk: StaffMember
) -> None:
    with pytest.raises(LineRefusedError, match="年度"):
        retaken(row, clerk, cells={MONTH: "04", 11: "06"})


def test_an_error_leaves_neither_document_nor_number(
    row: QuarantinedRow, clerk: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retaking, "write_documents", lambda *_, **__: 1 // 0)
    before = SealedNumber.objects.count()
    with pytest.raises(ZeroDivisionError):
        retaken(row, clerk)
    assert SealedNumber.objects.count() == before
    assert not RowAct.objects.exists()


def test_a_line_with_too_many_cells_is_typed_as_a_whole(clerk: StaffMember) -> None:
    """T-I01: a wrong number of columns, and an unclosed quotation mark."""
    more = [wage(recipient_reference=str(n)) for n in (2, 3)]
    whole = wages(wage(individual_number=number(1)), *more)
    lines = whole.split(b"\r\n")
    unclosed = b'"' + lines[1]
    take_in(b"\r\n".join([lines[0] + b",x", *lines[1:3], unclosed, b""]), clerk)
    first, second = QuarantinedRow.objects.order_by("row_number")
    assert row_line(first).cells == row_line(second).cells == ()
    typed = first.raw.removesuffix(",x")
    numbers = ["7000012050002", number(1).reveal()]
    with pytest.raises(LineRefusedError, match="消したり"):
        retaken(first, clerk, cells=None, line=typed.replace(MASK, "", 1), numbers=numbers)
    act = retaken(first, clerk, cells=None, line=typed, numbers=numbers)
    assert act.document is not None
    assert act.document.payer_number == "7000012050002"
    assert find(RECIPIENT, number(1)) == [act.document.pk]


def test_a_notice_of_our_own_layout_is_corrected_too(clerk: StaffMember) -> None:
    data = notices(notice(individual_number=number(1)), notice(amount=1))
    import_own_file(
        data=data.replace(b",30000,", b",3OOOO,"),
        kind="one_stop",
        name="o.csv",
        tax_year=None,
        channel=Channel.ELTAX,
        actor=clerk,
        at=START,
    )
    row = QuarantinedRow.objects.get()
    act = retaken(row, clerk, cells={8: "30000"}, numbers=[number(1).reveal()])
    assert act.document is not None
    assert (act.document.kind, act.document.row_number) == ("one_stop", 3)
    assert act.document.figures.columns["donation_hometown"] == 30_000
    assert find(RECIPIENT, number(1)) == [act.document.pk]


def test_another_citys_notice_is_corrected_if_its_sender_is_known(clerk: StaffMember) -> None:
    files = {"a": [told(), told(reference="K-2")], "b": [told(reference="K-3")]}
    for name, records in files.items():
        data = city_notice_file(*records).replace(b"K-2,294", b"K-2,X")
        import_own_file(
            data=data.replace(b"K-3,294", b"K-3,X"),
            kind="city_notice",
            name=name,
            tax_year=None,
            channel=Channel.PAPER,
            actor=clerk,
            at=START,
        )
    known, unknown = QuarantinedRow.objects.order_by("pk")
    act = retaken(known, clerk, cells={3: "294条3項通知"}, numbers=[])
    assert act.document is not None
    assert act.document.reference == "112020/2026/K-2"
    with pytest.raises(LineRefusedError, match="送付元が分かりません"):
        retaken(unknown, clerk, cells={3: "294条3項通知"}, numbers=[])


def test_who_may_not_import_documents_retakes_nothing(row: QuarantinedRow) -> None:
    with pytest.raises(NotPermittedError):
        retaken(row, staff("2001", Role.COLLECTION_CLERK))
    assert TaxDocument.objects.count() == 2


def test_the_page_shows_the_raw_line_beside_the_fields_and_takes_the_row(
    client: Client, row: QuarantinedRow
) -> None:
    page = client.get(reverse("quarantined_row", args=[row.pk])).text
    assert MASK in page
    assert f'id="cell_{MONTH}"' in page
    assert number(2).reveal() not in page
    said = {f"cell_{MONTH}": "04", "number_0": number(2).reveal(), "reason": "電話で確認"}
    after = client.post(reverse("retake_row", args=[row.pk]), said, follow=True)
    assert "資料番号 3 として取り込みました" in after.text
    assert number(2).reveal() not in after.text
    done = client.get(reverse("quarantined_row", args=[row.pk])).text
    assert "直して取込" in done
    assert f'id="cell_{MONTH}"' not in done
    assert OutgoingRecord.objects.filter(action="assessment.quarantined_row.viewed").count() == 2


def test_the_page_says_why_a_row_cannot_be_taken(client: Client, row: QuarantinedRow) -> None:
    said = {f"cell_{MONTH}": "14", "number_0": number(2).reveal(), "reason": "電話で確認"}
    answer = client.post(reverse("retake_row", args=[row.pk]), said)
    assert answer.status_code == 422
    assert "取り込めません" in answer.text
    assert number(2).reveal() not in answer.text
