"""T-W02: whatever changes something asks for our own page's token, on every address."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client

from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.web.api.endpoints import ENDPOINTS
from support.every_page import addresses
from support.page_rows import staff

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])
FROM_BROWSERS = {"policy_report"}
"""What browsers send by themselves; it changes nothing but the record."""
PAGES = {name: at for name, at in addresses().items() if name not in FROM_BROWSERS}


@pytest.fixture
def forger() -> Client:
    """A signed-in browser that another site makes send forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff())
    return client


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a form", "htmx"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_address_takes_what_comes_without_the_token(
    forger: Client, method: str, headers: dict[str, str]
) -> None:
    records = OutgoingRecord.objects.count()
    taken = {}
    for name, address in PAGES.items():
        answer = getattr(forger, method)(address, headers=headers)
        if answer.status_code not in {403, 405}:
            taken[name] = answer.status_code
    assert taken.keys() <= {"api_answer"}  # it answers by name of the question; see below
    assert OutgoingRecord.objects.exclude(action="permission.denied").count() == records


@pytest.mark.parametrize("question", sorted(ENDPOINTS))
def test_a_session_alone_gets_no_answer_of_the_interface(forger: Client, question: str) -> None:
    for kind in ("application/json", "application/x-ndjson"):
        answer = forger.post(f"/api/v1/{question}", "{}", content_type=kind)
        assert answer.status_code == 403
        assert b"X-CSRFToken" in answer.content


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil"])
def test_the_token_from_another_origin_is_refused(forger: Client, origin: str) -> None:
    page = forger.get("/search/")
    token = str(page.context["csrf_token"])
    form = {"csrfmiddlewaretoken": token, "kana": "ヤ"}
    assert forger.post("/search/", form, headers={"origin": origin}).status_code == 403
    assert forger.post("/search/", form).status_code == 302


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "a" * 64, "a" * 65, "\x00" * 64, "あ" * 64])
def test_a_made_up_token_is_refused(forger: Client, token: str) -> None:
    forger.get("/search/")
    form = {"csrfmiddlewaretoken": token, "kana": "ヤ"}
    assert forger.post("/search/", form).status_code == 403


def test_sign_in_itself_cannot_be_forged() -> None:
    outside = Client(enforce_csrf_checks=True)
    assert outside.post("/sign-in/", {"username": "1001", "password": "x"}).status_code == 403


def test_a_forged_form_is_in_the_log_by_its_page_and_number(
    forger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (handler,) = logging.getLogger("django.security.csrf").handlers
    written = io.StringIO()
    monkeypatch.setattr(handler, "stream", written)
    answer = forger.post("/search/", {"kana": "ヤマダ"})
    line = written.getvalue()
    assert line.count("\n") == 1
    assert f"request={answer['X-Request-ID']} page=search" in line
    assert "ヤマダ" not in line
