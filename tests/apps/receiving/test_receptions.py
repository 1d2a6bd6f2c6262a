"""What eLTAX says of its files: number, arrival, copy, signature, and who sent them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from juminzei.apps.receiving.services.drop_folder import receive_folder
from juminzei.apps.receiving.services.employer_register import EmployerEntry, register_employer
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.register_delivery import DeliveryEntry
from juminzei.apps.receiving.services.user_references import differing_users, tie_user
from juminzei.formats import reception_list
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.documents.channel import Channel, Source
from support.applications import reception
from support.page_rows import AT
from support.report_files import wage, wages

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

    from juminzei.apps.receiving.models import DeliveredFile, Employer
    from juminzei.formats.reception_list import Reception
    from juminzei.platform.staff.models import StaffMember

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])
ENTRY = DeliveryEntry(channel=Channel.ELTAX, source=Source.EMPLOYER)


def received(
    folder: Path, clerk: StaffMember, *rows: Reception, revenue: int = 1, days: int = 0
) -> dict[str, DeliveredFile]:
    """Receive a wage report a.csv with what eLTAX says of it; return the files by name."""
    folder.mkdir(exist_ok=True)
    (folder / "a.csv").write_bytes(wages(wage(revenue=revenue, collector_number="1001")))
    if rows:
        (folder / "zz_list.csv").write_bytes(reception_list.write(list(rows)))
    at = AT + timedelta(days=days)
    report = receive_folder(folder, ENTRY, actor=clerk, clock=lambda: at)
    return {file.name: file for file in report.files}


def test_each_file_has_its_number_arrival_copy_and_signature(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-01: also where the list's name comes last: it is taken in first."""
    files = received(tmp_path, clerk, reception(copy="副本", user_reference="KU0001"))
    file = files["a.csv"]
    assert (file.state, file.reception_number) == ("taken", "R-2026-0001")
    assert (file.copy, file.signature, file.user_reference) == ("second", "valid", "KU0001")
    assert file.arrived_at is not None
    assert file.arrived_at.isoformat() == "2026-01-30T08:05:09+00:00", "17:05 in Japan"
    listed = files["zz_list.csv"]
    assert (listed.received_rows, listed.accepted, listed.held) == (1, 1, 0)
    assert OutgoingRecord.objects.filter(action="receiving.receptions.taken").count() == 1


def test_a_row_whose_file_did_not_come_is_told(clerk: StaffMember, tmp_path: Path) -> None:
    missing = reception(file_name="b.csv", reception_number="R-2")
    listed = received(tmp_path, clerk, reception(), missing)["zz_list.csv"]
    assert (listed.received_rows, listed.accepted, listed.held) == (2, 1, 1)


def test_a_file_whose_signature_does_not_hold_is_in_quarantine(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-01, EL-15."""
    file = received(tmp_path, clerk, reception(signature="無効"))["a.csv"]
    assert file.state == "quarantined"
    assert "電子署名の検証結果が「無効」" in file.reason


def test_a_reception_number_with_another_content_is_in_quarantine(
    clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-01: 重複; T-J02: with the same content it is the same file again, and doubles nothing."""
    first = received(tmp_path / "1", clerk, reception(), revenue=1)["a.csv"]
    assert first.accepted == 1
    again = received(tmp_path / "2", clerk, reception(copy="副本"), revenue=1, days=1)["a.csv"]
    assert (again.state, again.duplicates) == ("taken", 1)
    other = received(tmp_path / "3", clerk, reception(), revenue=2, days=2)["a.csv"]
    assert other.state == "quarantined"
    assert "別の内容で受領済み" in other.reason


@pytest.mark.parametrize(
    "rows",
    [
        (reception(), reception(reception_number="R-2")),
        (reception(), reception(file_name="b.csv")),
    ],
)
def test_a_list_that_contradicts_itself_is_not_taken(
    rows: tuple[Reception, ...], clerk: StaffMember, tmp_path: Path
) -> None:
    files = received(tmp_path, clerk, *rows)
    assert files["zz_list.csv"].state == "quarantined"
    assert "二度あります" in files["zz_list.csv"].reason
    assert files["a.csv"].reception_number == ""


def test_without_a_list_everything_is_as_before(clerk: StaffMember, tmp_path: Path) -> None:
    file = received(tmp_path, clerk)["a.csv"]
    assert (file.state, file.signature, file.arrived_at) == ("taken", "", None)


def employer(clerk: StaffMember, **known: str) -> Employer:
    given = {"name": "株式会社甲", "address": "加須市三俣", "collector_number": "1001", **known}
    entry = EmployerEntry(**given)
    return register_employer(entry, actor=clerk, at=AT)


def test_under_which_user_an_employer_sends_is_entered_by_a_clerk(
    client: Client, clerk: StaffMember, tmp_path: Path
) -> None:
    """EL-14: 利用者ID ↔ 指定番号, as a version of the employer."""
    one = employer(clerk)
    received(tmp_path, clerk, reception(user_reference="KU0001"))
    (file,) = differing_users()
    assert file.employer == one
    client.force_login(clerk)
    assert "KU0001" in client.get(reverse("employer_user_list")).text
    address = reverse("employer_user", args=[file.pk])
    assert "KU0001" in client.get(address).text
    assert "変更しました" in client.post(address, {"seen": "7"}, follow=True).text
    assert "登録しました" in client.post(address, {"seen": "1"}, follow=True).text
    one.refresh_from_db()
    assert (one.user_reference, one.version) == ("KU0001", 2)
    assert not differing_users().exists()
    assert client.get(address).status_code == 404


def test_a_user_of_somebody_else_is_not_entered(clerk: StaffMember, tmp_path: Path) -> None:
    employer(clerk)
    employer(clerk, collector_number="2002", user_reference="KU0001")
    received(tmp_path, clerk, reception(user_reference="KU0001"))
    (file,) = differing_users()
    with pytest.raises(ReceivingRefusedError, match="ほかの事業所に登録"):
        tie_user(file.pk, seen=1, actor=clerk, at=AT)
    with pytest.raises(ReceivingRefusedError, match="対応はありません"):
        tie_user(file.pk + 99, seen=1, actor=clerk, at=AT)


def test_the_file_page_shows_what_eltax_said(
    client: Client, clerk: StaffMember, tmp_path: Path
) -> None:
    file = received(tmp_path, clerk, reception(user_reference="KU0001"))["a.csv"]
    client.force_login(clerk)
    page = client.get(reverse("delivered_file", args=[file.pk])).text
    for words in ("R-2026-0001", "正本", "署名 有効", "KU0001"):
        assert words in page
