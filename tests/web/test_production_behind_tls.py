"""Production behind a proxy that ends TLS: it works, and the caller chooses nothing."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from support.production import HOST, production
from support.tls_proxy import tls_proxy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST_START_S = 120


@dataclass(frozen=True)
class Served:
    """The ports of a server and of the proxy before it."""

    plain: int
    tls: int


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    environment = production(tmp_path_factory.mktemp("production"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "juminzei.cli", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(serve, env=environment)
    try:
        deadline = time.monotonic() + LONGEST_START_S
        while not listening(port):
            assert server.poll() is None, "the server has refused to start"
            assert time.monotonic() < deadline
            time.sleep(0.2)
        with tls_proxy(tmp_path_factory.mktemp("proxy"), port) as tls:
            yield Served(port, tls)
    finally:
        server.terminate()
        server.wait(timeout=30)


def listening(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def asked(
    port: int,
    path: str = "/sign-in/",
    *,
    form: Mapping[str, str] | None = None,
    tls: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # made for this test
    connection = (
        http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=60)
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    )
    body = urlencode(list(form.items())) if form else None
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    told = {"Host": HOST, **kind, **(headers or {})}
    connection.request("POST" if form else "GET", path, body, told)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return Answer(answer.status, answer.headers, text)


def test_a_page_is_served_and_told_to_stay_with_tls(served: Served) -> None:
    answer = asked(served.tls)
    assert answer.status == 200
    assert "職員番号" in answer.text
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-csrftoken=")
    for flag in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie


def test_a_form_comes_through_the_proxy_and_back(served: Served) -> None:
    page = asked(served.tls)
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    form = {"csrfmiddlewaretoken": token[1], "username": "9999", "password": "wrong"}
    sent = asked(served.tls, form=form, headers={"Cookie": cookie, "Origin": f"https://{HOST}"})
    assert sent.status in {200, 422}
    foreign = asked(
        served.tls, form=form, headers={"Cookie": cookie, "Origin": "https://evil.example"}
    )
    assert foreign.status == 403


def test_static_files_carry_the_headers_too(served: Served) -> None:
    page = asked(served.tls)
    style = re.search(r'href="(/static/[^"]+\.css)"', page.text)
    assert style is not None
    answer = asked(served.tls, style[1])
    assert answer.status == 200
    for name in ("Strict-Transport-Security", "X-Content-Type-Options"):
        assert answer.headers[name]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'


def test_whoever_goes_around_the_proxy_is_led_to_tls(served: Served) -> None:
    answer = asked(served.plain, tls=False)
    assert answer.status in {301, 400}
    assert "職員番号" not in answer.text


@pytest.mark.parametrize("path", ["/api/v1/calculate", "/api/v1/openapi.json", "/api/v1/none"])
def test_a_system_that_calls_in_the_clear_is_refused_and_not_led_on(
    served: Served, path: str
) -> None:
    told = {
        "X-Forwarded-For": "192.0.2.7",
        "X-Forwarded-Proto": "http",
        "Authorization": "Bearer x",
    }
    answer = asked(served.plain, path, tls=False, headers=told)
    assert answer.status == 403
    assert "Location" not in answer.headers
    assert "in the clear" in answer.text
    assert asked(served.tls, path).status in {401, 404, 405}


@pytest.mark.parametrize("name", ["X_Forwarded_Proto", "x_forwarded_proto", "X-Forwarded_Proto"])
def test_a_header_spelt_almost_like_the_proxys_is_not_taken_for_it(
    served: Served, name: str
) -> None:
    assert asked(served.tls, headers={name: "http"}).status == 200


@pytest.mark.parametrize("name", ["X_Forwarded_For", "x_forwarded_for"])
def test_an_address_that_the_caller_writes_is_not_looked_at(served: Served, name: str) -> None:
    """T-A02: the address is the one that the proxy saw."""
    assert asked(served.tls, headers={name: "no address at all"}).status == 200


def test_another_host_name_is_refused(served: Served) -> None:
    """T-W04: host header."""
    assert asked(served.tls, headers={"Host": "evil.example"}).status == 400
    assert asked(served.tls, headers={"X-Forwarded-Host": "evil.example"}).status == 200
