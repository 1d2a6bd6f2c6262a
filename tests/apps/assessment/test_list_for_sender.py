"""What is wrong with a file goes back to its sender: where, what, what to do, and no value."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.assessment.models import QuarantinedRow
from juminzei.apps.assessment.services.intake import import_documents
from juminzei.apps.assessment.services.list_for_sender import NothingWrongError, list_for_sender
from juminzei.apps.assessment.services.resolve_row import resolve_row
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel
from juminzei.platform.documents.models import ReceivedFile
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError
from support.moments import START
from support.page_rows import staff
from support.report_files import number, wage, wages

if TYPE_CHECKING:
    from django.test import Client

    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])


@pytest.fixture
def clerk() -> StaffMember:
    return staff()


@pytest.fixture
def file(clerk: StaffMember) -> ReceivedFile:
    """A file with one good row and two that could not be taken."""
    good = wage(individual_number=number(1))
    bad = [wage(name="佐藤　二郎", revenue=-1), wage(name="鈴木　三郎", revenue=-2)]
    import_documents(
        data=wages(good, *bad),
        name="=1+1.csv",
        tax_year=2026,
        channel=Channel.ELTAX,
        actor=clerk,
        at=START,
    )
    return ReceivedFile.objects.get()


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


def test_each_finding_is_told_by_row_and_column(file: ReceivedFile, clerk: StaffMember) -> None:
    """EL-03: the error list for 差戻し; T-I09: no cell is a formula."""
    heading, columns, *lines = read(list_for_sender(file, actor=clerk, at=START))
    assert heading[1] == "'=1+1.csv"
    assert columns == ["行番号", "項目", "誤りの種類", "誤り", "お願い"]
    assert [line[0] for line in lines] == ["2", "3"]
    assert all(all(line) for line in lines)
    record = OutgoingRecord.objects.get(action="assessment.rows.listed_for_sender")
    assert record.details == {"rows": 2, "findings": 2}


def test_nothing_of_anybody_stands_in_the_list(file: ReceivedFile, clerk: StaffMember) -> None:
    said = list_for_sender(file, actor=clerk, at=START).decode()
    for word in ("佐藤", "鈴木", "サトウ", "三俣", number(1).reveal()):
        assert word not in said


def test_what_was_dealt_with_is_not_told_again(file: ReceivedFile, clerk: StaffMember) -> None:
    first, second = QuarantinedRow.objects.order_by("row_number")
    resolve_row(row_id=first.pk, reason="提出者の誤り", actor=clerk, at=START)
    lines = read(list_for_sender(file, actor=clerk, at=START))[2:]
    assert [line[0] for line in lines] == [str(second.row_number)]
    resolve_row(row_id=second.pk, reason="提出者の誤り", actor=clerk, at=START)
    with pytest.raises(NothingWrongError):
        list_for_sender(file, actor=clerk, at=START)


def test_the_page_of_a_file_hands_it_out(
    client: Client, file: ReceivedFile, clerk: StaffMember
) -> None:
    client.force_login(clerk)
    page = client.get(reverse("file_documents", args=[file.pk])).text
    address = reverse("file_errors", args=[file.pk])
    assert address in page
    assert "返戻の一覧（2 行）" in page
    assert "eLTAX" in page
    answer = client.get(address)
    assert answer["Content-Disposition"].endswith(f'"henrei-{file.pk}.csv"')
    assert read(answer.content)[1][0] == "行番号"
    QuarantinedRow.objects.update(resolved=True)
    assert "差し戻す行はありません" in client.get(address, follow=True).text
    assert address not in client.get(reverse("file_documents", args=[file.pk])).text


def test_who_may_not_take_in_documents_sends_nothing_back(
    client: Client, file: ReceivedFile
) -> None:
    other = staff("4001", Role.COLLECTION_CLERK)
    with pytest.raises(NotPermittedError):
        list_for_sender(file, actor=other, at=START)
    client.force_login(other)
    assert client.get(reverse("file_errors", args=[file.pk])).status_code in {403, 404}
