"""``juminzei serve`` as installed, and a signed-in clerk who asks it for pages."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Clerk:
    """One signed-in browser."""

    def __init__(self, port: int, password: str, number: str = "bench0") -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.cookies: dict[str, str] = {}
        token = self.token_of("/sign-in/")
        form = {"username": number, "password": password, "csrfmiddlewaretoken": token}
        self.ask("POST", "/sign-in/", form)

    def ask(
        self,
        method: str,
        address: str,
        form: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str, str]:
        """Return status, where it leads to, and the body."""
        cookies = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        sent = {"Cookie": cookies, **(headers or {})}
        if form:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, urlencode(form) if form else None, sent)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        return answer.status, answer.headers.get("Location", ""), body

    def token_of(self, address: str) -> str:
        """Return the token that the forms of a page carry."""
        found = TOKEN.search(self.ask("GET", address)[2])
        if found is None:
            raise RuntimeError(f"{address} has no form")
        return found[1]


WITHOUT_LIMITS = {
    "JUMINZEI_SIGN_INS_PER_MINUTE": "1000000",
    "JUMINZEI_SEARCHES_PER_MINUTE": "1000000",
    "JUMINZEI_PERSONS_PER_HOUR": "1000000",
}
"""A measuring browser works faster than any clerk."""


def add_clerks(data: Path, password: str, how_many: int = 1) -> None:
    """Enter tax clerks ``bench0``, ``bench1`` …: one person has one session at a time.

    Older ones give up their numbers.
    """
    os.environ["JUMINZEI_DATA"] = str(data)
    from juminzei.cli.command import with_django  # noqa: PLC0415 - reads the environment

    with_django()
    from juminzei.platform.clock import today  # noqa: PLC0415 - after Django's set-up
    from juminzei.platform.staff.models import StaffMember  # noqa: PLC0415 - the same
    from juminzei.platform.staff.services import add_member  # noqa: PLC0415 - the same

    for one in range(how_many):
        number = f"bench{one}"
        StaffMember.objects.filter(staff_number=number).update(staff_number=secrets.token_hex(6))
        add_member(
            staff_number=number,
            name=f"計測 {one}",
            department="計測",
            roles=["tax_clerk"],
            valid_from=today(),
            password=password,
        )


@contextmanager
def served(data: Path) -> Iterator[tuple[int, int]]:
    """Serve the pages of an installation; yields the port and the server's process."""
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "juminzei.cli", "serve", "--port", str(port)],
        env={**os.environ, **WITHOUT_LIMITS, "JUMINZEI_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/sign-in/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start within a minute")
