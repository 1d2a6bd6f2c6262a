"""``juminzei serve``: one command from an empty folder to a page with its styles."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_START_S = 60


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server with databases of its own."""
    data: Path = tmp_path_factory.mktemp("served")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    environment["JUMINZEI_DATA"] = str(data)
    port = free_port()
    juminzei = [sys.executable, "-m", "juminzei.cli"]
    subprocess.run([*juminzei, "migrate"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen([*juminzei, "serve", "--port", str(port)], env=environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(url: str) -> None:
    deadline = time.monotonic() + LONGEST_START_S
    while True:
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - our own server
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


def test_the_sign_in_page_comes_with_named_styles_that_may_be_kept(address: str) -> None:
    with urlopen(f"{address}/sign-in/") as answer:  # noqa: S310 - our own server
        page = answer.read().decode()
    styles = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert len(styles) >= 5
    for style in styles:
        assert re.search(r"\.[0-9a-f]{12}\.css$", style)
        asked = Request(f"{address}{style}", headers={"Accept-Encoding": "gzip"})  # noqa: S310 - the same
        with urlopen(asked) as answer:  # noqa: S310 - the same
            assert "immutable" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Encoding"] == "gzip"


def test_pages_themselves_are_not_kept(address: str) -> None:
    with urlopen(f"{address}/sign-in/") as answer:  # noqa: S310 - our own server
        assert "no-store" in answer.headers["Cache-Control"]
