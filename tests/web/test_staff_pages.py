"""Staff and their roles on pages: listed, checked as before and after, decided by two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from juminzei.platform.audit.draining import carry, waiting_records
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now, today
from juminzei.platform.staff.grants import grant_role
from juminzei.platform.staff.models import (
    Activation,
    GrantRequest,
    RoleGrant,
    SecurityKey,
    StaffMember,
    Training,
)
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.selection import STATES, StaffTerms, found, users_of_files
from juminzei.web.staff.lists import state_of
from support.administrators import set_rules
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
Patch = pytest.MonkeyPatch
DAY = timedelta(days=1)
ONE = "/staff/members/2001/"


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


def numbers(terms: StaffTerms) -> list[str]:
    members = found(terms, now()).order_by("staff_number")
    return list(members.values_list("staff_number", flat=True))


def confirmed(client: Client, address: str, **given: object) -> Answer:
    return client.post(address, {**given, "confirmed": "1"})


# ---- the list ----


def test_the_list_finds_sorts_and_pages(client: Client, first: StaffMember) -> None:
    for number in range(120):
        staff(f"3{number:03}")
    page = client.get("/staff/?sort=-staff_number&page=3").text
    assert "101–121 / 121 件" in page
    assert "/staff/members/3000/" in page
    assert f"/staff/members/{first.staff_number}/" not in page
    assert "1–1 / 1 件" in client.get("/staff/?words=3007").text
    record = OutgoingRecord.objects.filter(action="staff.members.viewed").latest("pk")
    assert (record.function, record.details) == ("staff.view", {"found": 1, "page": 1})


def test_programs_are_no_staff(client: Client, first: StaffMember) -> None:
    staff("batch", Role.BATCH)
    assert numbers(StaffTerms()) == [first.staff_number]
    assert "batch" not in client.get("/staff/").text


def test_states_of_the_list_are_those_of_the_service() -> None:
    on = today()
    staff("0001")
    staff("0002", valid_from=on + DAY)
    staff("0003", valid_until=on - DAY)
    StaffMember.objects.filter(pk=staff("0004").pk).update(rests_until=now() + DAY)
    lapsed = now() - timedelta(minutes=1)
    StaffMember.objects.filter(pk=staff("0005").pk).update(valid_until=on, lapses_at=lapsed)
    StaffMember.objects.filter(pk=staff("0006").pk).update(is_active=False)
    listed = {state: numbers(StaffTerms(state=state)) for state in STATES}
    assert listed == {
        "serving": ["0001", "0004"],
        "coming": ["0002"],
        "ended": ["0003", "0005", "0006"],
        "suspended": [],
        "resting": ["0004"],
    }
    words = {one.staff_number: state_of(one, now()) for one in StaffMember.objects.all()}
    for state, members in listed.items():
        for number in set(members) - ({"0004"} if state == "serving" else set()):
            assert words[number] == STATES[state]


def test_who_did_not_come_in_for_sixty_days_is_found() -> None:
    at = now()
    for number, days in (("0001", 59), ("0002", 61)):
        StaffMember.objects.filter(pk=staff(number).pk).update(last_login=at - timedelta(days=days))
    staff("0003")
    staff("0004", valid_from=today() - timedelta(days=59))
    assert numbers(StaffTerms(unused=True)) == ["0002", "0003"]


def test_roles_without_training_are_found(first: StaffMember) -> None:
    on = today()
    for number, until in (("0001", on), ("0002", on - DAY)):
        Training.objects.create(
            staff_member=staff(number),
            completed_on=on - 9 * DAY,
            valid_until=until,
            recorded_by=first,
            recorded_at=now(),
        )
    staff("0003", Role.AUDITOR)
    assert numbers(StaffTerms(untrained=True)) == ["0002", "0003"]
    assert numbers(StaffTerms(untrained=True, role="auditor")) == ["0003"]
    assert numbers(StaffTerms(role="auditor")) == ["0003"]


def test_at_a_hundred_users_of_the_files_officers_are_told(
    client: Client, monkeypatch: Patch, first: StaffMember
) -> None:
    """R-2.3.10: the assessment says fewer than 100; who sees no file does not count."""
    set_rules(monkeypatch, most_users=3)
    for number in ("0001", "0002"):
        staff(number, Role.COLLECTION_CLERK)
    staff("0003", Role.AUDITOR)
    staff("0006", Role.PRIVACY_OFFICER)
    staff("0004", Role.TAX_CLERK, valid_until=today() - DAY)
    assert users_of_files(now()) == 2
    assert "評価書の見直し" not in client.get("/staff/").text
    staff("0005", Role.TAX_SUPERVISOR)
    assert users_of_files(now()) == 3
    assert "評価書の見直しが必要" in client.get("/staff/").text
    assert "評価書の区分を超過" in client.get("/").text
    assert first.staff_number not in numbers(StaffTerms(role="tax_clerk"))


def test_a_member_lapsing_today_no_longer_uses_the_files() -> None:
    member = staff("0001")
    RoleGrant.objects.filter(staff_member=member).update(
        valid_until=today(), lapses_at=now() - timedelta(seconds=1)
    )
    assert users_of_files(now()) == 0


# ---- acts with before and after ----


def test_a_person_is_entered_after_the_check(client: Client, first: StaffMember) -> None:
    given = {
        "number": "2001",
        "name": "課税 花子",
        "department": "税務課",
        "employment": "temporary",
        "begin": today().isoformat(),
    }
    answer = client.post("/staff/add/", given)
    assert answer.status_code == 422
    assert "有効終了日が必要" in answer.text
    given["end"] = (today() + DAY).isoformat()
    checked = client.post("/staff/add/", given)
    assert "変更の前と後" in checked.text
    assert "会計年度任用" in checked.text
    assert not StaffMember.objects.filter(staff_number="2001").exists()
    assert not OutgoingRecord.objects.filter(action="staff.member.entered").exists()
    assert confirmed(client, "/staff/add/", **given)["Location"] == "/staff/"
    assert StaffMember.objects.get(staff_number="2001").employment == "temporary"
    again = confirmed(client, "/staff/add/", **given)
    assert "使われたことがあります" in again.text
    assert first.staff_number == "9001"


def test_a_role_is_given_with_before_and_after_and_ends_at_a_minute(
    client: Client, first: StaffMember
) -> None:
    member = staff("2001", Role.COLLECTION_CLERK)
    day = today().isoformat()
    given = {"role": "tax_clerk", "begin": day, "last_day": day, "ends": "23:59"}
    checked = client.post(f"{ONE}grant/", given).text
    assert "課税担当" in checked
    assert "23:59まで" in checked
    assert RoleGrant.objects.filter(staff_member=member).count() == 1
    assert confirmed(client, f"{ONE}grant/", **given)["Location"] == ONE
    grant = RoleGrant.objects.get(staff_member=member, role="tax_clerk")
    assert grant.lapses_at is not None
    page = client.get(ONE).text
    assert "課税の日常の事務" in page
    yesterday = (today() - DAY).isoformat()
    before = client.post(f"{ONE}grant/", {"role": "auditor", "begin": yesterday})
    assert before.status_code == 422
    assert "今日より前" in before.text
    without = client.post(f"{ONE}grant/", {"role": "auditor", "begin": day, "ends": "10:00"})
    assert "終了日も入れてください" in without.text
    ended = confirmed(client, f"{ONE}revoke/", role="collection_clerk", last_day=day)
    assert ended["Location"] == ONE
    assert (
        RoleGrant.objects.get(staff_member=member, role="collection_clerk").valid_until == today()
    )
    assert first.pk != member.pk


def test_a_sensitive_role_waits_for_another_person(
    client: Client, first: StaffMember, second: Client
) -> None:
    """T-Z14: the one who asks is shown no button, and refused when posting all the same."""
    staff("2001")
    given = {"role": "tax_supervisor", "begin": today().isoformat()}
    assert "承認を待つ役割" in client.post(f"{ONE}grant/", given).text
    confirmed(client, f"{ONE}grant/", **given)
    asked = GrantRequest.objects.get()
    address = f"/staff/requests/{asked.pk}/"
    own = client.get(address)
    assert "承認できません" in own.text
    assert 'name="approve"' not in own.text
    assert client.post(f"{address}decide/", {"approve": "1"}).status_code == 409
    assert "役割の承認" not in client.get("/").text

    assert "役割の承認" in second.get("/").text
    assert "2001" in second.get("/staff/waiting/").text
    shown = second.get(address).text
    assert "承認したときの前と後" in shown
    assert "課税係長" in shown
    assert GrantRequest.objects.get().decided_at is None
    assert second.post(f"{address}decide/", {"approve": "1"})["Location"] == "/staff/waiting/"
    assert RoleGrant.objects.filter(role="tax_supervisor").count() == 1
    assert second.post(f"{address}decide/", {"approve": "0"}).status_code == 409
    assert first.staff_number == "9001"


def test_a_request_is_turned_down(client: Client, first: StaffMember, second: Client) -> None:
    member = staff("2001")
    grant_role(member=member, role=Role.AUDITOR, valid_from=today(), actor=first, at=now())
    asked = GrantRequest.objects.get()
    second.post(f"/staff/requests/{asked.pk}/decide/", {"approve": "0"})
    asked.refresh_from_db()
    assert asked.approved is False
    assert not RoleGrant.objects.filter(role="auditor").exists()
    assert "却下" in second.get(f"/staff/requests/{asked.pk}/").text
    assert client.get("/staff/requests/999/").status_code == 404


def test_a_code_is_handed_out_in_two_halves_and_shown_once(
    client: Client, first: StaffMember, second: Client
) -> None:
    """T-A12: neither administrator ever sees the other half; only the person has both."""
    staff("2001")
    assert not Activation.objects.exists()
    client.post(f"{ONE}activate/")
    assert not Activation.objects.exists()
    told = confirmed(client, f"{ONE}activate/").text
    assert "許可コードの前半" in told
    assert "後半" not in told
    assert "利用開始の承認" in second.get("/").text
    assert "承認できません" in confirmed(client, f"{ONE}approve/").text
    other = confirmed(second, f"{ONE}approve/").text
    assert "許可コードの後半" in other
    halves = [page.partition('<dd class="code">')[2].partition("<")[0] for page in (told, other)]
    answer = Client().post(
        "/sign-in/begin/",
        {
            "number": "2001",
            "first": halves[0],
            "second": halves[1],
            "new": "mikan-batake-no-asa",
            "again": "mikan-batake-no-asa",
        },
    )
    assert answer["Location"] == "/sign-in/"
    assert first.staff_number == "9001"


def test_training_and_the_end_of_service_are_entered(client: Client, first: StaffMember) -> None:
    member = staff("2001")
    day = today()
    until = (day + 300 * DAY).isoformat()
    given = {"completed_on": day.isoformat(), "valid_until": until}
    assert "まで有効" in client.post(f"{ONE}train/", given).text
    confirmed(client, f"{ONE}train/", **given)
    assert Training.objects.get().recorded_by == first
    given = {"last_day": day.isoformat(), "ends": "00:01"}
    assert "00:01まで" in client.post(f"{ONE}end/", given).text
    confirmed(client, f"{ONE}end/", **given)
    member.refresh_from_db()
    assert member.lapses_at is not None
    assert state_of(member, now()) == "終了"


def test_nobody_decides_about_themselves(client: Client, first: StaffMember) -> None:
    own = f"/staff/members/{first.staff_number}/"
    page = client.get(own).text
    assert "ほかの人が決めます" in page
    assert "/grant/" not in page
    for act, given in (
        ("grant", {"role": "tax_clerk", "begin": today().isoformat()}),
        ("activate", {}),
        ("train", {"completed_on": today().isoformat(), "valid_until": today().isoformat()}),
    ):
        assert client.post(f"{own}{act}/", given).status_code == 422


def test_the_last_administrator_cannot_be_ended_on_a_page(
    client: Client, first: StaffMember
) -> None:
    """T-Z14: told already where before and after would stand."""
    answer = client.post(
        f"/staff/members/{first.staff_number}/end/", {"last_day": today().isoformat()}
    )
    assert answer.status_code == 422
    assert "最後のシステム管理者" in answer.text


# ---- the page of a member ----


def test_roles_are_shown_as_of_any_day(client: Client, first: StaffMember) -> None:
    member = staff("2001", Role.AUDITOR, valid_from=today() - 100 * DAY)
    RoleGrant.objects.filter(staff_member=member).update(valid_until=today() - 50 * DAY)
    assert "期間内" not in client.get(ONE).text
    then = client.get(ONE, {"on": (today() - 60 * DAY).isoformat()}).text
    assert "期間内" in then
    assert "の時点です" in then
    assert client.get(ONE, {"on": "x"}).status_code == 200
    assert first.pk != member.pk


def test_changes_are_told_with_who_made_them_and_views_are_not(
    client: Client, first: StaffMember
) -> None:
    member = staff("2001", password=PASSWORD)
    client.get(ONE)
    grant_role(member=member, role=Role.COLLECTION_CLERK, valid_from=today(), actor=first, at=now())
    Client().post("/sign-in/", {"username": "2001", "password": PASSWORD})
    carry(waiting_records())
    changes = client.get(ONE).text.partition('id="changes"')[2]
    assert "役割の付与" in changes
    assert "1–1 / 1 件" in changes
    assert "9001" in changes


def test_a_copied_key_is_told_to_those_who_can_act(client: Client, first: StaffMember) -> None:
    member = staff("2001")
    SecurityKey.objects.create(
        staff_member=member,
        name="職員証",
        credential_id="x",
        credential=b"x",
        sign_count=1,
        registered_at=now(),
        suspected_at=now(),
    )
    assert "複製の疑いのあるキー" in client.get("/").text
    listed = client.get("/staff/?suspected=on").text
    assert ONE in listed
    assert "1–1 / 1 件" in listed
    assert "複製の疑い" in client.get(ONE).text
    assert first.staff_number not in numbers(StaffTerms(suspected=True))


def test_an_auditor_looks_and_changes_nothing(client: Client) -> None:
    staff("2001")
    client.force_login(staff("4001", Role.AUDITOR))
    page = client.get(ONE).text
    assert "/grant/" not in page
    assert client.get("/staff/waiting/").status_code == 200
    for act in ("grant", "revoke", "end", "train", "activate", "approve", "keep", "remove"):
        assert client.post(f"{ONE}{act}/").status_code == 403
    for address in ("/staff/add/", "/staff/personnel/", "/terminals/add/"):
        assert client.get(address).status_code == 403


def test_what_ends_soon_of_ones_own_is_told_at_home(client: Client, monkeypatch: Patch) -> None:
    set_rules(monkeypatch, training=False)
    member = staff("2001")
    client.force_login(member)
    at = now()
    Training.objects.create(
        staff_member=member,
        completed_on=today() - DAY,
        valid_until=today() + 31 * DAY,
        recorded_by=member,
        recorded_at=at,
    )
    StaffMember.objects.filter(pk=member.pk).update(password_set_at=at - 75 * DAY)
    page = client.get("/").text
    assert "研修の有効期限" not in page
    assert "パスワードの変更" not in page
    Training.objects.update(valid_until=today() + 30 * DAY)
    StaffMember.objects.filter(pk=member.pk).update(password_set_at=at - 76 * DAY)
    page = client.get("/").text
    assert "研修の有効期限" in page
    assert "パスワードの変更" in page
