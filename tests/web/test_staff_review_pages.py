"""Reviews, personnel files and terminals on pages."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.staff.models import (
    DepartmentChange,
    PersonnelFile,
    Review,
    ReviewItem,
    RoleGrant,
    StaffMember,
    Terminal,
)
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import in_service
from juminzei.platform.staff.terminals import terminal_with
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)
HEADER = "区分,職員番号,氏名,所属,任用,発効日,有効終了日,役割"


@pytest.fixture
def first(client: Client) -> StaffMember:
    """An administrator, whose browser is ``client``."""
    member = staff("9001", Role.ADMINISTRATOR)
    client.force_login(member)
    return member


@pytest.fixture
def second() -> Client:
    """The browser of another administrator."""
    other = Client()
    other.force_login(staff("9002", Role.ADMINISTRATOR))
    return other


def confirmed(client: Client, address: str, **given: object) -> Answer:
    return client.post(address, {**given, "confirmed": "1"})


# ---- the quarterly review ----


def begun(client: Client) -> None:
    deadline = (today() + 14 * DAY).isoformat()
    assert "対象者" in client.post("/staff/review/begin/", {"deadline": deadline}).text
    assert not Review.objects.exists()
    confirmed(client, "/staff/review/begin/", deadline=deadline)


def test_a_review_is_begun_decided_and_undecided_numbers_rest(
    client: Client, first: StaffMember, second: Client
) -> None:
    for number in ("2001", "2002", "2003"):
        staff(number)
    assert "まだ行っていません" in client.get("/staff/review/").text
    begun(client)
    page = client.get("/staff/review/").text
    assert "1–5 / 5 件" in page
    assert "/staff/members/9001/keep/" not in page
    assert "職員番号の棚卸し" in client.get("/").text
    confirmed(client, "/staff/members/2001/keep/")
    assert "終了" in client.post("/staff/members/2002/remove/").text
    assert ReviewItem.objects.get(staff_member__staff_number="2002").kept is None
    confirmed(client, "/staff/members/2002/remove/")
    assert "1–3 / 3 件" in client.get("/staff/review/").text
    assert "1–5 / 5 件" in client.get("/staff/review/?shown=all").text
    assert client.post("/staff/members/9001/keep/").status_code == 422

    Review.objects.update(deadline=today() - DAY)
    members = {one.staff_number: one for one in StaffMember.objects.all()}
    assert in_service(members["2001"], today())
    assert not in_service(members["2003"], today())
    second.force_login(members["9002"])
    assert second.get("/staff/").status_code == 302, "nobody decided about them either"
    assert first.staff_number == "9001"


def test_unused_numbers_are_listed_in_the_review(client: Client, first: StaffMember) -> None:
    StaffMember.objects.filter(pk=first.pk).update(last_login=now())
    staff("2001")
    begun(client)
    page = client.get("/staff/review/?shown=unused").text
    assert "2001" in page
    assert "1–1 / 1 件" in page
    assert "未使用" in page


# ---- personnel files ----


def file(*lines: str, totals: str = "1,1,1", name: str = "jinji.csv") -> SimpleUploadedFile:
    content = "\n".join([HEADER, *lines, f"合計,{totals}"]) + "\n"
    return SimpleUploadedFile(name, content.encode())


def test_a_file_shows_its_differences_and_is_then_taken_in(
    client: Client, first: StaffMember
) -> None:
    """T-A06: the move takes the old role on its day; nothing changes by looking."""
    moving = staff("2002")
    staff("2003")
    day = (today() + 5 * DAY).isoformat()
    changes = (
        f"採用,2001,納税 太郎,税務課,常勤,{day},,tax_clerk tax_supervisor",
        f"異動,2002,,収納課,,{day},,collection_clerk",
        f"退職,2003,,,,{day},,",
    )
    checked = client.post("/staff/personnel/", {"file": file(*changes)}).text
    for shown in (
        "採用 1 人、異動 1 人、退職 1 人、承認を待つことになる役割 1 件",
        "税務課 → 収納課",
        "課税担当 → 収納担当",
        "課税係長（承認待ち）",
        "有効 → ",
    ):
        assert shown in checked
    assert not StaffMember.objects.filter(staff_number="2001").exists()
    assert not PersonnelFile.objects.exists()
    assert not OutgoingRecord.objects.filter(action="staff.personnel.imported").exists()

    digest = checked.partition('name="digest" value="')[2][:64]
    applied = client.post("/staff/personnel/apply/", {"digest": digest}, follow=True).text
    assert "採用 1 人、異動 1 人、退職 1 人を取り込みました" in applied
    assert DepartmentChange.objects.get().in_effect is False
    assert RoleGrant.objects.get(staff_member=moving, role="tax_clerk").valid_until == (
        today() + 4 * DAY
    )
    assert PersonnelFile.objects.get().name == "jinji.csv"
    again = client.post("/staff/personnel/", {"file": file(*changes)})
    assert again.status_code == 422
    assert "すでに取り込まれています" in again.text
    assert first.staff_number == "9001"


def test_what_was_not_shown_is_not_taken_in(client: Client, first: StaffMember) -> None:
    staff("2003")
    line = f"退職,2003,,,,{today().isoformat()},,"
    client.post("/staff/personnel/", {"file": file(line, totals="0,0,1")})
    for digest in ("", "0" * 64):
        answer = client.post("/staff/personnel/apply/", {"digest": digest}, follow=True)
        assert "残っていません" in answer.text
    assert not PersonnelFile.objects.exists()
    assert first.staff_number == "9001"


def test_every_mistake_of_a_file_is_told(client: Client, first: StaffMember) -> None:
    lines = ("昇任,2001,,,,2026-04-01,,", "退職,2001,,,,いつか,,")
    answer = client.post("/staff/personnel/", {"file": file(*lines)})
    assert answer.status_code == 422
    assert "2行目" in answer.text
    assert "3行目" in answer.text
    assert client.post("/staff/personnel/").status_code == 422
    assert first.staff_number == "9001"


def test_a_file_of_another_name_or_content_is_not_read(client: Client, first: StaffMember) -> None:
    line = "退職,2001,,,,2026-04-01,,"
    answer = client.post("/staff/personnel/", {"file": file(line, name="jinji.html")})
    assert answer.status_code == 422
    assert ".csv のファイル" in answer.text
    packed = SimpleUploadedFile("jinji.csv", b"PK\x03\x04")
    assert "受け付ける種類" in client.post("/staff/personnel/", {"file": packed}).text
    assert first.staff_number == "9001"


# ---- terminals ----


def test_a_terminal_is_asked_for_approved_and_revoked(
    client: Client, first: StaffMember, second: Client
) -> None:
    given = {"name": "税務課-01", "place": "2階", "terminal_class": "no_media", "certificate": ""}
    assert "媒体出力不可" in client.post("/terminals/add/", given).text
    assert not Terminal.objects.exists()
    confirmed(client, "/terminals/add/", **given)
    terminal = Terminal.objects.get()
    address = f"/terminals/{terminal.pk}/"
    assert "approve/" not in client.get(address).text
    assert client.post(f"{address}approve/").status_code == 422
    assert "端末の承認" in second.get("/").text
    assert "承認待ち" in second.post(f"{address}approve/").text
    told = confirmed(second, f"{address}approve/").text
    key = told.partition('<dd class="code">')[2].partition("<")[0]
    assert terminal_with(key) == terminal
    assert "1–1 / 1 件" in client.get("/terminals/?state=good&words=税務&sort=-place").text
    assert "0 件" in client.get("/terminals/?state=waiting").text
    assert "0 件" in client.get("/terminals/?terminal_class=ordinary").text
    assert "取消済" in client.post(f"{address}revoke/").text
    assert terminal_with(key) == terminal
    confirmed(client, f"{address}revoke/")
    assert terminal_with(key) is None
    assert "0 件" in client.get("/terminals/?state=good").text
    assert "1–1 / 1 件" in client.get("/terminals/?state=revoked").text
    assert first.staff_number == "9001"


def test_a_terminal_with_a_certificate_gets_no_key(
    client: Client, first: StaffMember, second: Client
) -> None:
    given = {"name": "税務課-02", "place": "2階", "terminal_class": "ordinary"}
    wrong = client.post("/terminals/add/", {**given, "certificate": "x"})
    assert wrong.status_code == 422
    assert "64けた" in wrong.text
    confirmed(client, "/terminals/add/", **given, certificate="AB:" * 31 + "AB")
    terminal = Terminal.objects.get()
    done = confirmed(second, f"/terminals/{terminal.pk}/approve/")
    assert done["Location"] == f"/terminals/{terminal.pk}/"
    assert terminal_with("", "ab" * 32) == terminal
    assert "クライアント証明書" in client.get(f"/terminals/{terminal.pk}/").text
    assert first.staff_number == "9001"


def test_numbers_of_terminals_that_nobody_has_are_not_there(
    client: Client, first: StaffMember
) -> None:
    for address in ("/terminals/9/", "/terminals/9/approve/", "/terminals/9/revoke/"):
        assert client.get(address).status_code == 404
    assert first.staff_number == "9001"
