"""Terminals: approved by two, named on the record, and the only way in where it is set so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import SESSION_KEY

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.platform.clock import now
from juminzei.platform.staff.models import StaffMember, Terminal
from juminzei.platform.staff.policy import Role
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.services import NotPermittedError
from juminzei.platform.staff.terminals import (
    approve_terminal,
    request_terminal,
    revoke_terminal,
    terminal_with,
)
from support.administrators import set_rules
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
NAME = "税務課-01"


@pytest.fixture
def admins() -> tuple[StaffMember, StaffMember]:
    """Two administrators."""
    return staff("9001", Role.ADMINISTRATOR), staff("9002", Role.ADMINISTRATOR)


def ask(actor: StaffMember, name: str = NAME, terminal_class: str = "no_media") -> None:
    request_terminal(
        name=name, place="2階 税務課", terminal_class=terminal_class, actor=actor, at=now()
    )


def approved(admins: tuple[StaffMember, StaffMember]) -> str:
    ask(admins[0])
    return approve_terminal(name=NAME, actor=admins[1], at=now())


def test_a_terminal_counts_only_when_another_person_approved(
    admins: tuple[StaffMember, StaffMember],
) -> None:
    ask(admins[0])
    with pytest.raises(StaffRefusedError, match="承認できません"):
        approve_terminal(name=NAME, actor=admins[0], at=now())
    key = approve_terminal(name=NAME, actor=admins[1], at=now())
    found = terminal_with(key)
    assert found is not None
    assert (found.name, found.terminal_class) == (NAME, "no_media")
    assert key not in str(Terminal.objects.values().get())
    with pytest.raises(StaffRefusedError, match="待っていません"):
        approve_terminal(name=NAME, actor=admins[1], at=now())


@pytest.mark.parametrize("key", ["", "x", "\udcff"])
def test_no_other_key_is_a_terminals(admins: tuple[StaffMember, StaffMember], key: str) -> None:
    ask(admins[0])
    assert terminal_with(key) is None


@pytest.mark.parametrize(("name", "kind"), [("", "ordinary"), (NAME, "ordinary"), ("x", "king")])
def test_a_name_is_one_terminals_and_a_class_a_known_one(
    admins: tuple[StaffMember, StaffMember], name: str, kind: str
) -> None:
    ask(admins[0])
    with pytest.raises(StaffRefusedError):
        ask(admins[0], name, kind)


def test_clerks_register_no_terminals(admins: tuple[StaffMember, StaffMember]) -> None:
    clerk = staff()
    with pytest.raises(NotPermittedError):
        ask(clerk)
    ask(admins[0])
    with pytest.raises(NotPermittedError):
        approve_terminal(name=NAME, actor=clerk, at=now())
    with pytest.raises(NotPermittedError):
        revoke_terminal(name=NAME, actor=clerk, at=now())


def test_an_unregistered_terminal_is_refused_before_the_sign_in_does_anything(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-A04: not registered → refused before the login form does anything; logged."""
    set_rules(monkeypatch, registered_terminals_only=True)
    member = staff(password=PASSWORD)
    for page in ("/", "/sign-in/", "/sign-in/begin/", "/api/v1/"):
        answer = client.get(page)
        assert answer.status_code == 403
        assert "登録のない端末" in answer.text
    client.post("/sign-in/", {"username": "1001", "password": "guess"})
    client.post("/sign-in/", {"username": "1001", "password": PASSWORD})
    assert SESSION_KEY not in client.session
    member.refresh_from_db()
    assert member.failed_sign_ins == 0
    actions = set(OutgoingRecord.objects.values_list("action", flat=True))
    assert actions == {"staff.terminal.refused"}


def test_a_registered_terminal_lets_in_and_is_named_on_the_record_until_revoked(
    client: Client, monkeypatch: pytest.MonkeyPatch, admins: tuple[StaffMember, StaffMember]
) -> None:
    """T-A04: registered but revoked → the same refusal, at the next request."""
    set_rules(monkeypatch, registered_terminals_only=True)
    staff(password=PASSWORD)
    key = approved(admins)
    assert "登録できません" in client.post("/sign-in/terminal/", {"key": "x"}).text
    assert client.post("/sign-in/terminal/", {"key": key})["Location"] == "/sign-in/"
    assert client.cookies["terminal"]["httponly"]
    assert client.cookies["terminal"]["samesite"] == "Strict"
    client.post("/sign-in/", {"username": "1001", "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert vars(client.get("/").wsgi_request)["terminal_class"] == "no_media"
    client.post("/sign-in/notice/")
    assert OutgoingRecord.objects.get(action="staff.acknowledged").terminal == NAME

    revoke_terminal(name=NAME, actor=admins[0], at=now())
    assert client.get("/").status_code == 403
    with pytest.raises(StaffRefusedError, match="登録されていません"):
        revoke_terminal(name=NAME, actor=admins[0], at=now())


def test_where_it_is_not_set_any_machine_may_be_used(client: Client) -> None:
    assert client.get("/sign-in/").status_code == 200
