"""What the server hands out is what it was made for, and says what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from support.every_page import addresses
from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit", "vault"])

FIELD = re.compile(r"<input[^>]+>")
ADDRESSES = addresses()


@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.git/HEAD", "/.env", "/pyproject.toml", "/server-status", "/metrics"),
        *("/static/", "/static/web/", "/static/..%2fcity.sqlite3", "/static/web/js/", "/admin/"),
    ],
)
def test_sources_listings_and_state_are_nowhere(client: Client, path: str) -> None:
    for user in (None, staff()):
        if user:
            client.force_login(user)
        answer = client.get(path)
        assert answer.status_code in {302, 404}
        if answer.status_code == 302:
            assert answer["Location"].startswith(reverse("sign_in"))


def test_no_address_answers_trace(client: Client) -> None:
    client.force_login(staff())
    client.cookies["noticed"] = "what-was-sent"
    for address in ADDRESSES.values():
        answer = client.trace(address)
        assert answer.status_code in {302, 401, 403, 404, 405}
        assert b"what-was-sent" not in answer.content


def test_every_answer_says_what_it_is_and_in_which_characters(client: Client) -> None:
    client.force_login(staff())
    for address in ADDRESSES.values():
        answer = client.get(address)
        kind = answer.headers.get("Content-Type", "")
        if answer.content:
            assert kind
        if kind.startswith("text/"):
            assert kind.endswith("; charset=utf-8")


@pytest.mark.parametrize("name", ["sign_in", "activation", "password", "account_confirm"])
def test_passwords_are_masked_and_managers_of_passwords_may_help(client: Client, name: str) -> None:
    if name not in {"sign_in", "activation"}:
        client.force_login(staff(password=PASSWORD))
    fields = [
        one for one in FIELD.findall(client.get(reverse(name)).text) if 'autocomplete="' in one
    ]
    fields = [one for one in fields if "-password" in one]
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert int(re.findall(r'maxlength="(\d+)"', field)[0]) >= 64
