"""T-W07: slow, large and crowded requests are limited, and the server goes on answering."""

from __future__ import annotations

import json
import socket
import time
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from juminzei.cli.serve import LARGEST_HEADERS, SLOWEST_HEADERS_MS
from juminzei.web.body_limit import LARGEST_BODY
from support.served import laptop, served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

pytestmark = pytest.mark.slow
MANY = 100
"""More connections than the server answers at a time."""

KIND = {"Content-Type": "application/x-www-form-urlencoded"}
TOKEN = "a" * 32
FROM_OUR_PAGE = {"Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN}
"""With it a request gets as far as having its fields read."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A running server."""
    environment = laptop(tmp_path_factory.mktemp("served"))
    with served(environment) as (port, _server):
        yield port


def asked(
    port: int,
    method: str = "GET",
    path: str = "/sign-in/",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def status_of(port: int, raw: bytes) -> int:
    """Return the status of the answer to ``raw``, 0 if the connection was closed instead."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        try:
            line.sendall(raw)
            answer = HTTPResponse(line)
            answer.begin()
        except (ConnectionError, OSError):
            return 0
        return answer.status


@pytest.fixture(autouse=True)
def still_answering(port: int) -> Iterator[None]:
    """Whatever a test did, the next caller is answered."""
    yield
    assert asked(port)[0] == 200


def test_those_who_never_end_their_headers_are_cut_off_and_keep_nobody_waiting(port: int) -> None:
    """T-W07: slowloris."""
    start = time.monotonic()
    lines = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(MANY)]
    for line in lines:
        line.sendall(b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\nX-")
    assert asked(port)[0] == 200
    assert time.monotonic() - start < SLOWEST_HEADERS_MS / 1_000
    for line in lines:
        assert line.recv(1_000)[:12] in {b"", b"HTTP/1.1 408"}
        line.close()
    assert time.monotonic() - start < SLOWEST_HEADERS_MS / 1_000 + 10


@pytest.mark.parametrize("path", ["/sign-in/", "/search/", "/policy-reports/"])
def test_a_body_that_is_too_large_is_refused_before_it_is_sent(port: int, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {LARGEST_BODY + 1}\r\n\r\n"
    assert status_of(port, head.encode()) in {413, 0}


def test_a_body_that_is_too_large_is_refused_in_words(port: int) -> None:
    status, text = asked(port, "POST", body=b"x" * (LARGEST_BODY + 1))
    assert status == 413
    assert "2.5 MB" in text


def test_a_body_without_a_length_is_not_read_on_and_on(port: int) -> None:
    head = "POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    assert status_of(port, head.encode() + piece * 60) in {400, 403, 413, 0}


def test_more_than_a_thousand_fields_are_refused(port: int) -> None:
    """T-W07: 2,000 parameters, in the body and in the address."""
    fields = urlencode({f"field{number}": "x" for number in range(2_001)})
    kind = {**KIND, **FROM_OUR_PAGE}
    status, text = asked(port, "POST", body=fields.encode(), headers=kind)
    assert status == 400
    assert "要求を読み取れません" in text
    assert asked(port, path=f"/sign-in/?{fields}")[0] == 400


def test_many_files_are_refused(port: int) -> None:
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="f{one}"; filename="f"\r\n\r\n1\r\n'
        for one in range(200)
    )
    kind = {"Content-Type": "multipart/form-data; boundary=x", **FROM_OUR_PAGE}
    assert asked(port, "POST", body=f"{parts}--x--\r\n".encode(), headers=kind)[0] == 400


@pytest.mark.parametrize(
    "body",
    [b"--x", b"--x\r\n" * 10_000, b'--x\r\nContent-Disposition: form-data; name="' + b"a" * 90_000],
    ids=["broken off", "nothing but borders", "an endless name"],
)
def test_what_is_no_form_of_parts_is_refused(port: int, body: bytes) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x", **FROM_OUR_PAGE}
    assert asked(port, "POST", body=body, headers=kind)[0] in {200, 400, 403}


def test_headers_have_a_largest_size(port: int) -> None:
    large = f"X-Large: {'x' * 4 * LARGEST_HEADERS}\r\n"  # what is read at once may be more
    many = "".join(f"X-{number}: x\r\n" for number in range(20_000))
    for headers in (large, many):
        raw = f"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"
        assert status_of(port, raw.encode()) in {400, 431, 0}


def test_an_endless_address_is_refused(port: int) -> None:
    raw = f"GET /{'x' * 100_000} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert status_of(port, raw.encode()) in {400, 404, 414, 431, 0}


@pytest.mark.parametrize(
    "raw",
    [
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 2\r\n\r\nxx",
        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET /sign-in/ HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=["-1", "two lengths", "both", "two hosts", "no host", "TLS", "NUL"],
)
def test_what_is_no_request_is_refused(port: int, raw: bytes) -> None:
    assert status_of(port, raw) in {0, 302, 400, 403}


def test_a_request_with_two_framings_hides_no_other(port: int) -> None:
    """The line ends after the answer: nothing left on it is taken for another's request."""
    hidden = b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    length = f"Content-Length: {len(hidden) + 5}\r\n".encode()
    head = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(head + length + b"\r\n0\r\n\r\n" + hidden)
        told = b"".join(iter(lambda: line.recv(65_536), b""))
    assert told.count(b"HTTP/1.1 ") == 1


def test_deep_json_is_refused_by_the_interface(port: int) -> None:
    for body in (b"[" * 500_000, b'{"a":' * 200_000, b"[]" * 500_000):
        status, text = asked(
            port, "POST", "/api/v1/calculate", body, {"Content-Type": "application/json"}
        )
        assert status == 401
        assert json.loads(text)["errors"]
