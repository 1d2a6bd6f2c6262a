"""What every answer carries, and what error pages keep to themselves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from juminzei.platform.audit.services import AuditStalledError
from juminzei.web.error_log import Where
from support.page_rows import person, staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "vault", "audit"])

OPEN = {"sign_in", "activation", "policy_report", "terminal", "desk_visitor", "desk_visitor_form"}
"""Pages that ask nobody who they are."""
FOR_MACHINES = {"api_answer", "api_description", "api_unified"}
"""Addresses that say 401 instead of leading to a page to sign in on."""


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


ARGUMENTS = {"number": 14, "token": "x", "step": "fix", "name": "total"}


def address(pattern: URLPattern) -> str:
    names = pattern.pattern.converters
    return reverse(str(pattern.name), kwargs={name: ARGUMENTS.get(name, 1) for name in names})


ADDRESSES = {str(one.name): address(one) for one in patterns(get_resolver())}


@pytest.mark.parametrize("name", sorted(ADDRESSES.keys() - OPEN - FOR_MACHINES))
def test_every_address_asks_for_a_sign_in(client: Client, name: str) -> None:
    for answer in (client.get(ADDRESSES[name]), client.post(ADDRESSES[name])):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("name", sorted(FOR_MACHINES))
def test_machines_are_asked_who_they_are_too(client: Client, name: str) -> None:
    for answer in (client.get(ADDRESSES[name]), client.post(ADDRESSES[name])):
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_answer_is_kept_by_browsers(client: Client, name: str) -> None:
    client.force_login(staff())
    answer = client.get(ADDRESSES[name])
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert len(answer["X-Request-ID"]) == 12


def test_scripts_and_styles_come_from_this_server_only(client: Client) -> None:
    policy = client.get(reverse("sign_in"))["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if rule.strip())
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client: Client) -> None:
    client.force_login(staff())
    cookie = client.post(reverse("search"), {"kana": "ヤ"}).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_an_error_page_names_the_request_and_nothing_of_the_machine(client: Client) -> None:
    client.force_login(staff())
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert answer["X-Request-ID"] in answer.text
    for secret in ("Traceback", "Django", "juminzei.", "/work", "urlpatterns"):
        assert secret not in answer.text


def test_a_mistake_of_the_program_is_told_without_its_details(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(staff())
    client.raise_request_exception = False

    def fail(*_arguments: object) -> None:
        raise RuntimeError("secret-of-the-machine")

    monkeypatch.setattr("juminzei.web.views.home.register_state", fail)
    answer = client.get(reverse("home"))
    assert answer.status_code == 500
    assert "secret-of-the-machine" not in answer.text
    assert answer["X-Request-ID"] in answer.text


def test_a_mistake_is_logged_by_its_places_and_the_requests_number(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    taro = person(1, "山田 太郎", "ヤマダ タロウ")
    client.force_login(staff())
    client.raise_request_exception = False

    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("DETAIL: Key (name)=(山田 太郎)") from ValueError("山田 太郎")

    monkeypatch.setattr("juminzei.web.views.person.identity", fail)
    answer = client.get(reverse("person", args=[taro.number]))
    line = next(Where().format(one) for one in caplog.records if one.levelname == "ERROR")
    for words in (answer["X-Request-ID"], "page=person", "builtins.ValueError", "person.py:"):
        assert words in line
    for personal in ("山田", "/persons/"):
        assert personal not in line
    handlers = logging.getLogger().handlers
    assert any(isinstance(one.formatter, Where) for one in handlers)
    assert logging.getLogger("django").handlers == []


def test_a_database_that_does_not_answer_is_told_without_asking_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(staff())
    client.raise_request_exception = False

    def away(*_arguments: object, **_on: object) -> None:
        raise OperationalError("secret-of-the-machine")

    monkeypatch.setattr("juminzei.web.context.functions_of", away)
    answer = client.get(reverse("home"))
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.text
    assert "secret-of-the-machine" not in answer.text


def test_another_host_name_is_refused(client: Client) -> None:
    answer = client.get(reverse("sign_in"), headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_a_form_with_too_many_fields_is_refused(client: Client) -> None:
    client.force_login(staff())
    fields = {f"field{number}": "x" for number in range(2_000)}
    assert client.post(reverse("search"), fields).status_code == 400


def test_an_act_that_cannot_be_recorded_is_not_done(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(staff())

    def stalled(**_record: object) -> None:
        raise AuditStalledError("操作記録を保存できていないため、操作を中止しました。")

    monkeypatch.setattr("juminzei.platform.audit.services.record", stalled)
    answer = client.post(reverse("search"), {"kana": "ヤ"}, follow=True)
    assert answer.status_code == 503
    assert "操作記録を保存できていない" in answer.text
