"""T-W06: whatever goes wrong, people read what to do and a number to quote, systems read JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from juminzei.platform.audit.services import AuditStalledError
from juminzei.web.body_limit import LARGEST_BODY
from support.api_calls import CALCULATE, key
from support.page_rows import staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
    from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])

MACHINE = re.compile(
    r"Traceback|Exception|Error\b|File \"|, line \d+, in|Django|django|granian|Python"
    r"|juminzei\.|/usr/|/home|site-packages|urlpatterns|SELECT |secret-of-the|\d+\.\d+\.\d+"
)
"""What would tell an attacker of the program; addresses of our styles carry no such thing."""


@pytest.fixture
def clerk() -> Client:
    clerk = Client(enforce_csrf_checks=False, raise_request_exception=False)
    clerk.force_login(staff())
    return clerk


def fail(*_arguments: object, **_named: object) -> None:
    raise RuntimeError("secret-of-the-machine")


def stalled(**_record: object) -> None:
    raise AuditStalledError("操作を中止しました。システム管理者に確認を依頼してください。")


def mistaken(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.web.views.home.register_state", fail)
    return clerk.get("/")


def not_recorded(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.platform.audit.services.record", stalled)
    return clerk.get(reverse("person", args=[14]))


def too_often(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.web.rate_limits.count_use", _used_up)
    return clerk.get("/search/")


def _used_up(*_share: object, **_at: object) -> None:
    from juminzei.platform.limits.uses import TooManyUsesError  # noqa: PLC0415 - after set-up

    raise TooManyUsesError(7, first=False)


def too_large(clerk: Client, _monkeypatch: pytest.MonkeyPatch) -> Answer:
    return clerk.post("/search/", "x" * (LARGEST_BODY + 1), content_type="text/plain")


def too_many_fields(clerk: Client, _monkeypatch: pytest.MonkeyPatch) -> Answer:
    return clerk.post("/search/", {f"field{number}": "x" for number in range(2_001)})


def forged(clerk: Client, _monkeypatch: pytest.MonkeyPatch) -> Answer:
    clerk.handler.enforce_csrf_checks = True
    return clerk.post("/search/", {"kana": "ヤ"})


PAGES: dict[str, tuple[int, Callable[[Client, pytest.MonkeyPatch], Answer]]] = {
    "another host": (400, lambda one, _: one.get("/", headers={"host": "evil.example"})),
    "too many fields": (400, too_many_fields),
    "no token of ours": (403, forged),
    "not permitted": (403, lambda one, _: one.get("/policy/denials/")),
    "not there": (404, lambda one, _: one.get("/no/such/page/")),
    "another method": (405, lambda one, _: one.put("/persons/14/address/")),
    "too large": (413, too_large),
    "too often": (429, too_often),
    "a mistake of the program": (500, mistaken),
    "no record can be kept": (503, not_recorded),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_to_do_and_nothing_of_the_machine(
    clerk: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    status, ask = PAGES[name]
    answer = ask(clerk, monkeypatch)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("text/html")
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert answer["X-Request-ID"] in main
    assert re.search(r"ください。|戻る", main)
    assert MACHINE.findall(main) == []
    assert "secret-of-the-machine" not in answer.text + str(answer.headers)
    for header in ("Server", "X-Powered-By", "Via"):
        assert header not in answer.headers
    for header in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"):
        assert answer[header]
    assert answer["Cache-Control"] == "no-store"


def call_fails(_system: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.web.api.views.read_body", fail)
    return send(_system, "{}")


def call_stalls(system: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.platform.audit.services.record", stalled)
    return send(system, '{"tax_year": 2026, "birth_date": "1980-04-01"}')


def call_too_often(system: Client, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.setattr("juminzei.web.rate_limits.count_use", _used_up)
    return send(system, "{}")


def send(system: Client, body: str, kind: str = "application/json", at: str = CALCULATE) -> Answer:
    return system.post(at, body, content_type=kind)


CALLS: dict[str, tuple[int, Callable[[Client, pytest.MonkeyPatch], Answer]]] = {
    "no JSON": (400, lambda one, _: send(one, "{")),
    "another host": (400, lambda one, _: one.post(CALCULATE, headers={"host": "evil.example"})),
    "no key": (401, lambda _one, _: send(Client(), "{}")),
    "no such question": (404, lambda one, _: send(one, "{}", at="/api/v1/none")),
    "no such address": (404, lambda one, _: send(one, "{}", at="/api/v1/none/at/all")),
    "another method": (405, lambda one, _: one.get(CALCULATE)),
    "too large": (413, lambda one, _: send(one, "x" * (LARGEST_BODY + 1))),
    "another type": (415, lambda one, _: send(one, "{}", kind="text/plain")),
    "cannot be calculated": (422, lambda one, _: send(one, "{}")),
    "too often": (429, call_too_often),
    "a mistake of the program": (500, call_fails),
    "no record can be kept": (503, call_stalls),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_call_is_refused_in_json_and_tells_nothing_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    system = Client(raise_request_exception=False)
    system.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key()}"
    status, ask = CALLS[name]
    answer = ask(system, monkeypatch)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/json"
    assert len(answer["X-Request-ID"]) == 12
    for error in json.loads(answer.content)["errors"]:
        assert error["problem"]
        assert MACHINE.findall(json.dumps(error, ensure_ascii=False)) == []


def test_a_refused_method_names_those_that_are_answered(clerk: Client) -> None:
    answer = clerk.put("/persons/14/address/")
    assert answer["Allow"] == "POST"
    assert int(answer["Content-Length"]) == len(answer.content)


def test_no_answer_of_an_error_shows_settings(clerk: Client, settings: Settings) -> None:
    answer = clerk.get("/no/such/page/")
    assert settings.SECRET_KEY not in answer.text
    assert str(settings.CONFIGURATION.data) not in answer.text
