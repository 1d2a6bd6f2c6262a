"""The real server as an operator starts it, in front of databases of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LONGEST_START_S = 90
JUMINZEI = (sys.executable, "-m", "juminzei.cli")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def laptop(folder: Path) -> dict[str, str]:
    """Return the environment of a prepared installation for trying out, on SQLite."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    environment["JUMINZEI_DATA"] = str(folder)
    subprocess.run([*JUMINZEI, "migrate"], env=environment, check=True, capture_output=True)
    return environment


@contextmanager
def served(
    environment: Mapping[str, str], *more: str, within: Sequence[str] = ()
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve an installation with one worker; give the port and the server's process.

    Args:
        environment: The installation's settings.
        more: More words of the command.
        within: The command that runs it, such as one that takes its network away.
    """
    port = free_port()
    command = [*within, *JUMINZEI, "serve", "--port", str(port), "--workers", "1", *more]
    server = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)
    try:
        if not within:
            wait_for(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens on the port."""
    deadline = time.monotonic() + LONGEST_START_S
    while True:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the server has refused to start"
        assert time.monotonic() < deadline
        time.sleep(0.1)
