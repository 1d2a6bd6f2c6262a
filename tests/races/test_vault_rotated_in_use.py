"""Keys are replaced while others read and write, killed again and again, and nothing is lost."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from support.installation import HERE, Installation

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

COUNT = 21_000
KILLS = 3
ROTATE = ("-m", "juminzei.cli", "vault", "rotate", "--json")


def rotate_killed(city: Installation, after: int) -> None:
    """Start a rotation and kill it once it told of ``after`` chunks."""
    with city.start(*ROTATE) as process:
        assert process.stderr is not None
        for _ in range(after):
            assert process.stderr.readline(), "it came to its end before it was killed"
        process.kill()


def told(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    printed, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors.decode()
    return json.loads(printed)  # type: ignore[no-any-return]  # an object, by its contract


@pytest.mark.slow
def test_no_reader_and_no_writer_fails_while_keys_are_replaced(tmp_path: Path) -> None:
    """T-C03: two rotations, the first killed three times, with readers and a writer at work."""
    city = Installation.ready(tmp_path / "data")
    city.script("canaries.py", "seal", str(COUNT))
    busy = [
        city.start(str(HERE / "vault_in_use.py"), task, str(COUNT), str(seed))
        for seed, task in enumerate(["read", "read", "write"])
    ]
    try:
        for after in range(KILLS):
            rotate_killed(city, after)
        first = json.loads(city.run(*ROTATE))
        second = json.loads(city.run(*ROTATE))
        time.sleep(0.5)
        ended = [told(process) for process in busy]
    finally:
        for process in busy:
            process.kill()

    assert [one["problems"] for one in ended] == [[], [], []]
    assert all(one["done"] > 0 for one in ended)
    assert (first["resumed"], first["left"]) == (True, 0)
    assert (second["resumed"], second["left"]) == (False, 0)
    state = city.juminzei("vault", "status")
    assert (state["numbers"], state["rotation_unfinished"]) == (COUNT, False)
    assert [key["numbers"] for key in state["keys"]] == [COUNT, *[0] * (len(state["keys"]) - 1)]
    assert json.loads(city.script("vault_in_use.py", "check", str(COUNT)))["done"] == COUNT
