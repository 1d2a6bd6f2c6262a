"""Who may call the interface: holders of a valid key, and staff from our own pages."""

from __future__ import annotations

import io
import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from juminzei.cli import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff import api_use
from juminzei.platform.staff.api_keys import ClientNameError, client_of, issue_key, revoke_keys
from juminzei.platform.staff.api_use import TooMuchError, count_use
from juminzei.platform.staff.models import ApiKey, ApiUse, StaffMember
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.services import NotPermittedError, batch_member
from support.api_calls import PAYROLL, call, errors, key
from support.page_rows import AT, PASSWORD, staff

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
ASKED = {"tax_year": 2026}
MINUTE = timedelta(minutes=1)


def status(client: Client, authorization: str) -> int:
    return call(client, ASKED, Authorization=authorization).status_code


def test_a_key_opens_the_interface(client: Client) -> None:
    assert status(client, f"Bearer {key()}") == 200


def _changed(given: str) -> str:
    return f"Bearer {given[:-1]}{'A' if given[-1] != 'A' else 'B'}"


WRONG: dict[str, Callable[[str], str]] = {
    "its last letter changed": _changed,
    "its public part alone": lambda given: f"Bearer {given[: given.index('_', 3)]}",
    "its digest": lambda _: f"Bearer jz_{_row().public_part}_{_row().digest}",
    "another scheme": lambda given: f"Basic {given}",
    "no scheme": lambda given: given,
    "nothing after the scheme": lambda _: "Bearer ",
    "an empty secret": lambda _: f"Bearer jz_{_row().public_part}_",
    "another mark": lambda given: f"Bearer xx{given[2:]}",
    "a very long one": lambda given: f"Bearer {given}{'x' * 5_000}",
}


def _row() -> ApiKey:
    return ApiKey.objects.get()


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_anything_but_the_key_is_refused(client: Client, wrong: Callable[[str], str]) -> None:
    answer = call(client, ASKED, Authorization=wrong(key()))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="juminzei"'
    assert errors(answer)[0]["remedy"] == "ask the city for a key that is"


def test_without_key_and_session_nobody_gets_in_and_nothing_is_read(client: Client) -> None:
    assert call(client, b"[" * 1_000).status_code == 401
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert call(client, {}, address="/api/v1/everything").status_code == 401


def test_the_key_itself_is_kept_nowhere() -> None:
    secret = key().split("_", 2)[2]
    kept = [str(row) for table in (ApiKey, OutgoingRecord) for row in table.objects.values()]
    assert not any(secret in row for row in kept)
    assert len(secret) >= 43  # 32 random bytes


def test_two_keys_of_one_client_are_valid_until_they_are_revoked(client: Client) -> None:
    first, second = key(), key()
    assert first != second
    assert StaffMember.objects.filter(name=PAYROLL).count() == 1
    assert [status(client, f"Bearer {one}") for one in (first, second)] == [200, 200]

    assert revoke_keys(name=PAYROLL, actor=batch_member(now()), at=now()) == 2
    assert [status(client, f"Bearer {one}") for one in (first, second)] == [401, 401]
    assert status(client, f"Bearer {key()}") == 200


def test_a_client_that_was_deactivated_does_not_get_in(client: Client) -> None:
    given = key()
    StaffMember.objects.filter(name=PAYROLL).update(is_active=False)
    assert status(client, f"Bearer {given}") == 401


def test_a_client_whose_time_is_over_is_refused_and_recorded(client: Client) -> None:
    given = key()
    StaffMember.objects.filter(name=PAYROLL).update(
        valid_from=AT.date(), valid_until=now().date() - timedelta(days=1)
    )
    assert status(client, f"Bearer {given}") == 403
    assert OutgoingRecord.objects.order_by("pk").last().action == "permission.denied"  # type: ignore[union-attr]  # there is one


def test_a_wrong_key_of_a_known_client_is_on_record_without_it(client: Client) -> None:
    wrong = _changed(key())
    assert status(client, wrong) == 401
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert (record.action, record.subject_id) == ("staff.api_key.refused", "api-0001")
    assert wrong.split("_", 2)[2] not in str(record.details)


def test_two_clients_are_told_apart_on_record(client: Client) -> None:
    for name in (PAYROLL, "研究室"):
        assert status(client, f"Bearer {key(name)}") == 200
    answered = OutgoingRecord.objects.filter(action="api.answered").order_by("pk")
    assert [(one.staff_number, one.staff_name) for one in answered] == [
        ("api-0001", PAYROLL),
        ("api-0002", "研究室"),
    ]


def test_a_client_opens_no_page_and_cannot_sign_in(client: Client) -> None:
    given = key()
    assert (
        client.get("/persons/14/", headers={"Authorization": f"Bearer {given}"}).status_code == 302
    )
    client.post("/sign-in/", {"username": "api-0001", "password": given})
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["", "  ", "長" * 61])
def test_a_client_needs_a_name_of_reasonable_length(name: str) -> None:
    with pytest.raises(ClientNameError, match="60文字以内"):
        key(name)
    assert not ApiKey.objects.exists()


def test_only_an_administrator_or_a_command_lets_systems_in() -> None:
    with pytest.raises(NotPermittedError):
        issue_key(name=PAYROLL, actor=staff("1001", Role.TAX_SUPERVISOR), at=AT)
    with pytest.raises(NotPermittedError):
        revoke_keys(name=PAYROLL, actor=staff("1002", Role.AUDITOR), at=AT)
    assert client_of(issue_key(name=PAYROLL, actor=staff("1003", Role.ADMINISTRATOR), at=AT), at=AT)


# --- staff from our own pages


def test_a_clerk_calls_with_the_token_of_our_pages_and_not_without() -> None:
    staff(password=PASSWORD)
    browser = Client(enforce_csrf_checks=True)
    browser.get("/sign-in/")
    token = browser.cookies["csrftoken"].value
    signed = {"username": "1001", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert browser.post("/sign-in/", signed).status_code == 302
    token = browser.cookies["csrftoken"].value

    assert call(browser, ASKED).status_code == 403
    assert call(browser, ASKED, **{"X-CSRFToken": "x" * 64}).status_code == 403
    assert call(browser, ASKED, **{"X-CSRFToken": token}).status_code == 200


def test_a_key_counts_alone_whatever_cookies_come_with_it(client: Client) -> None:
    client.force_login(staff())
    assert call(client, ASKED).status_code == 200
    assert status(client, "Bearer jz_nobody_x") == 401


@pytest.mark.parametrize(
    ("role", "answered"),
    [
        *((role, 200) for role in (Role.TAX_CLERK, Role.TAX_SUPERVISOR, Role.COLLECTION_CLERK)),
        *((role, 403) for role in (Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR)),
    ],
)
def test_staff_call_as_their_role_allows(client: Client, role: Role, answered: int) -> None:
    client.force_login(staff("1001", role))
    assert call(client, ASKED).status_code == answered
    assert client.get("/api/v1/openapi.json").status_code == answered
    assert client.get("/api/v1/").status_code == answered


def test_the_readable_description_names_every_key(client: Client) -> None:
    client.force_login(staff())
    page = client.get("/api/v1/").text
    for path in ("revenue.employment", "dependants[].age", "ordinance.municipal_rate", "total"):
        assert f"<code>{path}</code>" in page
    assert "2021・2022・2023・2024・2025・2026・2027" in page


# --- a minute's share


def test_a_minute_s_calls_are_counted_and_the_next_minute_is_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(api_use, "MOST_CALLS", 2)
    member = staff()
    at = AT.replace(second=20)
    count_use(member, 1, at=at)
    count_use(member, 1, at=at.replace(second=59))
    with pytest.raises(TooMuchError) as refused:
        count_use(member, 1, at=at.replace(second=45))
    assert refused.value.wait_seconds == 15
    count_use(member, 1, at=at + MINUTE)
    count_use(staff("1002"), 1, at=at)


def test_as_many_people_as_the_share_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_use, "MOST_PEOPLE", 10)
    member = staff()
    count_use(member, 9, at=AT)
    with pytest.raises(TooMuchError):
        count_use(member, 2, at=AT)
    count_use(member, 1, at=AT)


def test_old_minutes_are_not_kept() -> None:
    member = staff()
    for at in (AT, AT + 30 * MINUTE, AT + 61 * MINUTE):
        count_use(member, 1, at=at)
    assert set(ApiUse.objects.values_list("minute", flat=True)) == {
        AT + 30 * MINUTE,
        AT + 61 * MINUTE,
    }


def test_who_calls_too_often_is_told_when_to_come_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_use, "MOST_CALLS", 0)
    answer = call(client, ASKED, Authorization=f"Bearer {key()}")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60


# --- the command


def test_the_command_prints_a_key_that_opens_and_later_ends_it(
    client: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["api-key", PAYROLL, "--json"]) == 0
    given = json.loads(capsys.readouterr().out)["key"]
    assert status(client, f"Bearer {given}") == 200

    assert main(["api-key", PAYROLL, "--revoke", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"revoked": 1}
    assert status(client, f"Bearer {given}") == 401

    assert main(["api-key", "誰か", "--revoke"]) == 2
    assert "登録されていません" in capsys.readouterr().err
