"""The personnel section's file: read whole, taken in once, effective by its days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.staff.models import GrantRequest, PersonnelFile, StaffMember
from juminzei.platform.staff.personnel import put_into_effect, take_in_changes
from juminzei.platform.staff.personnel_rows import HEADER, read_changes
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import NotPermittedError, functions_of, in_service
from support.administrators import TODAY, administrators
from support.granted import GRANTED
from support.moments import START
from support.page_rows import staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
DAY = timedelta(days=1)
NEXT = TODAY + 10 * DAY


def file(*lines: str, total: str | None = None, encoding: str = "utf-8") -> bytes:
    counts = [sum(line.startswith(kind) for line in lines) for kind in ("採用", "異動", "退職")]
    end = total or "合計," + ",".join(map(str, counts))
    return "\r\n".join([",".join(HEADER), *lines, end, ""]).encode(encoding)


def join(number: str = "2001", on: date = NEXT, roles: str = "tax_clerk", until: str = "") -> str:
    return f"採用,{number},課税 花子,税務課,常勤,{on},{until},{roles}"


def move(number: str, on: date = NEXT, roles: str = "") -> str:
    return f"異動,{number},,収納課,,{on},,{roles}"


def leave(number: str, on: date = NEXT) -> str:
    return f"退職,{number},,,,{on},,"


def take(content: bytes) -> dict[str, int]:
    admin = StaffMember.objects.get(staff_number="9001")
    return take_in_changes(content=content, name="jinji.csv", actor=admin, at=START)


@pytest.fixture(autouse=True)
def _administrators() -> None:
    administrators()


def test_who_joins_may_act_from_the_day_on() -> None:
    assert take(file(join()))["joined"] == 1
    member = StaffMember.objects.get(staff_number="2001")
    assert not functions_of(member, on=NEXT - DAY)
    assert functions_of(member, on=NEXT) == GRANTED[Role.TAX_CLERK]


def test_who_moves_has_the_old_roles_until_the_day_and_the_new_ones_from_it() -> None:
    member = staff("2001", Role.TAX_CLERK)
    take(file(move("2001", roles="collection_clerk")))
    assert functions_of(member, on=NEXT - DAY) == GRANTED[Role.TAX_CLERK]
    assert functions_of(member, on=NEXT) == GRANTED[Role.COLLECTION_CLERK]


def test_the_department_changes_on_its_day() -> None:
    member = staff("2001")
    take(file(move("2001")))
    assert put_into_effect(START + 9 * DAY) == 0
    assert put_into_effect(START + 10 * DAY) == 1
    assert put_into_effect(START + 11 * DAY) == 0
    member.refresh_from_db()
    assert member.department == "収納課"


def test_who_leaves_is_out_from_the_day_on() -> None:
    member = staff("2001")
    take(file(leave("2001")))
    member.refresh_from_db()
    assert in_service(member, NEXT - DAY)
    assert not in_service(member, NEXT)


def test_old_roles_are_gone_at_the_next_request_not_the_next_sign_in(client: Client) -> None:
    """T-A06: a transfer that the personnel file records."""
    admin = staff("9101", Role.ADMINISTRATOR)
    client.force_login(staff("2001", Role.TAX_CLERK))
    assert client.get("/files/").status_code == 200
    content = file(move("2001", on=today(), roles="collection_clerk"))
    take_in_changes(content=content, name="jinji.csv", actor=admin, at=now())
    assert client.get("/files/").status_code == 403
    assert client.get("/search/").status_code == 200
    assert StaffMember.objects.get(staff_number="2001").department == "収納課"


def test_a_sensitive_role_of_the_file_waits_for_another_person() -> None:
    outcome = take(file(join(roles="tax_clerk tax_supervisor")))
    assert outcome["waiting_for_approval"] == 1
    member = StaffMember.objects.get(staff_number="2001")
    assert functions_of(member, on=NEXT) == GRANTED[Role.TAX_CLERK]
    assert GrantRequest.objects.get().role == Role.TAX_SUPERVISOR


def test_both_encodings_of_personnel_sections_are_read() -> None:
    content = file(join(), encoding="cp932")
    assert read_changes(content) == read_changes(file(join(), encoding="utf-8-sig"))


def test_a_file_is_taken_in_once_and_recorded_with_its_totals() -> None:
    staff("2002")
    outcome = take(file(join(), leave("2002")))
    assert outcome == {"joined": 1, "moved": 0, "left": 1, "waiting_for_approval": 0}
    assert OutgoingRecord.objects.get(action="staff.personnel.imported").details == outcome
    with pytest.raises(StaffRefusedError, match="すでに"):
        take(file(join(), leave("2002")))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "見出し"),
        ("区分,職員番号\n".encode(), "見出し"),
        (file(total=join()), "合計"),
        (file(join(), total="合計,2,0,0"), "採用 1"),
        (file(join(), total="合計"), "合計が合いません"),
        (file(join(), total="合計,1,0,0", encoding="utf-16"), "文字コード"),
        (b"x" * 1_000_001, "大きすぎ"),
        (file("昇任,2001,a,b,常勤,2026-05-01,,"), "区分"),
        (file("採用,2001,a,b,臨時,2026-05-01,,"), "任用"),
        (file("採用,2001,a,b,常勤,R8.5.1,,"), "発効日"),
        (file("採用,2001,a,b,常勤,2026-05-01,5/1,"), "有効終了日"),
        (file("採用,2001,a,b,常勤,2026-05-01,,king"), "king"),
        (file("採用,2001,a,b,常勤,2026-05-01,,batch"), "batch"),
        (file("採用,2001,a"), "列が 3"),
    ],
)
def test_a_broken_file_is_refused_whole(content: bytes, told: str) -> None:
    with pytest.raises(StaffRefusedError, match=told):
        read_changes(content)


def test_every_error_is_told_at_once_with_its_line() -> None:
    with pytest.raises(StaffRefusedError) as refused:
        read_changes(file("昇任,1,a,b,常勤,2026-05-01,,", join(), "採用,1,a,b,常勤,x,,"))
    assert [line[:3] for line in str(refused.value).splitlines()] == ["2行目", "4行目"]


def test_of_very_many_errors_the_rest_are_counted() -> None:
    with pytest.raises(StaffRefusedError, match="ほか 5 件"):
        read_changes(file(*["x"] * 25))


@pytest.mark.parametrize(
    "line",
    [
        join("9002"),
        move("7777"),
        leave("7777"),
        f"異動,9002,,,,{NEXT},,",
        "採用,2009,窓口,税務課,常勤,2026-05-01,,",
        f"採用,2009,委託 花子,税務課,委託先,{NEXT},,",
    ],
)
def test_a_line_that_breaks_a_rule_undoes_the_file(line: str) -> None:
    with pytest.raises(StaffRefusedError, match="3行目"):
        take(file(join(), line))
    assert not StaffMember.objects.filter(staff_number="2001").exists()
    assert not PersonnelFile.objects.exists()


def test_the_last_privacy_officer_does_not_leave_by_file_either() -> None:
    """T-Z14: removing the last privacy officer is refused."""
    staff("1003", Role.PRIVACY_OFFICER)
    for line in (leave("1003"), move("1003")):
        with pytest.raises(StaffRefusedError, match="最後の"):
            take(file(line))
    staff("1004", Role.PRIVACY_OFFICER)
    take(file(leave("1003")))


def test_only_administrators_take_a_file_in() -> None:
    with pytest.raises(NotPermittedError):
        take_in_changes(content=file(join()), name="x", actor=staff(), at=START)
