"""What lies in a browser's cookies: identifiers under safe names, and no words of a page."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.page_rows import PASSWORD, staff

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])

NAMES = """
import django
django.setup()
from django.conf import settings
from juminzei.web import context, terminals
names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
print(*names, terminals.COOKIE, context.LETTERS)
"""


def test_every_cookie_of_production_is_its_hosts_own(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JUMINZEI_")},
        "DJANGO_SETTINGS_MODULE": "juminzei.web.settings",
        "JUMINZEI_DATA": str(tmp_path),
        "JUMINZEI_PROFILE": "production",
        "JUMINZEI_MUNICIPALITY": "112101",
    }
    asked = [sys.executable, "-c", NAMES]
    names = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    assert len(names.stdout.split()) == 4
    for name in names.stdout.split():
        assert name.startswith("__Host-")


def test_what_a_page_says_after_an_act_lies_in_no_cookie(client: Client) -> None:
    staff(password=PASSWORD)
    for password in ("wrong", "wrong", PASSWORD):
        client.post("/sign-in/", {"username": "1001", "password": password})
    assert client.cookies.keys() <= {"sessionid", "csrftoken"}
    assert "2回の失敗がありました" in client.get("/").text
    assert "失敗がありました" not in client.get("/").text


def test_who_failed_nowhere_is_told_nothing(client: Client) -> None:
    staff(password=PASSWORD)
    client.post("/sign-in/", {"username": "1001", "password": PASSWORD})
    assert "失敗がありました" not in client.get("/").text
