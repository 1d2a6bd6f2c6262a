"""Coming in: who may, on which days, what a failure tells, what is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.audit.services import AuditStalledError
from juminzei.platform.clock import now, today
from juminzei.platform.staff.lockout import REST, TRIES
from juminzei.platform.staff.models import RoleGrant, StaffMember
from juminzei.platform.staff.services import in_service
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

DAY = timedelta(days=1)


def sign_in(client: Client, number: str, password: str = PASSWORD) -> Answer:
    return client.post(reverse("sign_in"), {"username": number, "password": password})


def actions() -> list[str]:
    return list(OutgoingRecord.objects.order_by("pk").values_list("action", flat=True))


def test_number_and_password_let_in_and_are_recorded(client: Client) -> None:
    staff(password=PASSWORD)
    assert sign_in(client, "1001")["Location"] == reverse("home")
    assert client.get(reverse("home")).status_code == 200
    assert actions() == ["staff.signed_in"]


def test_the_password_is_kept_as_argon2_only() -> None:
    assert staff(password=PASSWORD).password.startswith("argon2$argon2id$")


def test_a_wrong_password_and_an_unknown_number_get_the_same_answer(client: Client) -> None:
    staff(password=PASSWORD)
    wrong = sign_in(client, "1001", "guess").text
    unknown = sign_in(client, "9999", "guess").text
    secret = 'name="csrfmiddlewaretoken" value="'

    def told(page: str) -> str:
        return page.partition("<ul>")[2].partition("</ul>")[0]

    assert secret in wrong
    assert told(wrong) == told(unknown)
    assert "9999" not in told(unknown)


def test_each_failure_is_recorded_without_what_was_typed(client: Client) -> None:
    staff(password=PASSWORD)
    sign_in(client, "1001", "guess-1")
    sign_in(client, "his-password", "guess-2")  # a password in the wrong field is not kept
    assert actions() == ["staff.sign_in.failed", "staff.sign_in.failed"]
    kept = str(list(OutgoingRecord.objects.values_list("staff_number", "subject_id", "details")))
    for typed in ("guess", "his-password"):
        assert typed not in kept


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "comes_in"),
    [
        (0, None, True),
        (1, None, False),
        (-9, 0, True),
        (-9, -1, False),
    ],
    ids=["first day", "day before the first", "last day", "day after the last"],
)
def test_only_on_days_of_service(
    client: Client, valid_from: int, valid_until: int | None, *, comes_in: bool
) -> None:
    until = None if valid_until is None else today() + valid_until * DAY
    staff(password=PASSWORD, valid_from=today() + valid_from * DAY, valid_until=until)
    sign_in(client, "1001")
    assert (SESSION_KEY in client.session) is comes_in


def test_a_member_put_out_of_service_is_out_at_the_next_request(client: Client) -> None:
    member = staff(password=PASSWORD)
    sign_in(client, "1001")
    StaffMember.objects.filter(pk=member.pk).update(valid_until=today() - DAY)
    assert client.get(reverse("home"))["Location"].startswith(reverse("sign_in"))


def test_a_role_taken_away_is_gone_at_the_next_request(client: Client) -> None:
    member = staff(password=PASSWORD)
    sign_in(client, "1001")
    assert client.get(reverse("search")).status_code == 200
    RoleGrant.objects.filter(staff_member=member).update(valid_until=today() - DAY)
    assert client.get(reverse("search")).status_code == 403


def test_the_actor_of_commands_cannot_sign_in(client: Client) -> None:
    staff("batch", password=None)
    for password in ("", "!", "None"):
        sign_in(client, "batch", password)
    assert SESSION_KEY not in client.session


def test_after_ten_wrong_passwords_the_account_rests(client: Client) -> None:
    staff(password=PASSWORD)
    staff("1002", password=PASSWORD)
    for _ in range(TRIES):
        sign_in(client, "1001", "guess")
    sign_in(client, "1001")
    assert SESSION_KEY not in client.session
    sign_in(client, "1002")
    assert SESSION_KEY in client.session  # others are not affected


def test_nine_wrong_passwords_are_forgiven(client: Client) -> None:
    staff(password=PASSWORD)
    for _ in range(TRIES - 1):
        sign_in(client, "1001", "guess")
    sign_in(client, "1001")
    assert SESSION_KEY in client.session
    assert StaffMember.objects.get().failed_sign_ins == 0


def test_the_rest_ends(client: Client) -> None:
    member = staff(password=PASSWORD)
    ended = now() - REST
    StaffMember.objects.filter(pk=member.pk).update(failed_sign_ins=TRIES, rests_until=ended)
    sign_in(client, "1001")
    assert SESSION_KEY in client.session


def test_signing_in_changes_the_session_identifier(client: Client) -> None:
    staff(password=PASSWORD)
    session = client.session
    session["before"] = "x"
    session.save()
    before = str(session.session_key)
    client.cookies["sessionid"] = before
    sign_in(client, "1001")
    assert client.cookies["sessionid"].value != before


def test_signing_out_ends_the_session_and_clears_the_browser(client: Client) -> None:
    staff(password=PASSWORD)
    sign_in(client, "1001")
    response = client.post(reverse("sign_out"))
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert actions()[-1] == "staff.signed_out"
    assert client.get(reverse("home"))["Location"].startswith(reverse("sign_in"))


def test_signing_out_that_cannot_be_recorded_ends_the_session_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(staff())

    def stalled(**_record: object) -> None:
        raise AuditStalledError("操作記録を保存できていないため、操作を中止しました。")

    with monkeypatch.context() as away:
        away.setattr("juminzei.platform.audit.services.record", stalled)
        assert client.post(reverse("sign_out")).status_code == 503
    assert client.get(reverse("home"))["Location"].startswith(reverse("sign_in"))


def test_a_link_cannot_sign_anybody_out(client: Client) -> None:
    client.force_login(staff())
    assert client.get(reverse("sign_out")).status_code == 405
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com/", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client: Client, target: str) -> None:
    staff(password=PASSWORD)
    given = {"username": "1001", "password": PASSWORD, "next": target}
    assert client.post(reverse("sign_in"), given)["Location"] == reverse("home")


@pytest.mark.parametrize(
    ("on", "serves"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_first_and_last_day_count(on: date, *, serves: bool) -> None:
    member = staff(valid_from=date(2026, 4, 1), valid_until=date(2027, 3, 31))
    assert in_service(member, on) is serves
