"""Many processes record at the same time, and some die: one chain, each act once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.installation import HERE, Installation

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ACTS = 60
TIMEOUT_S = 120


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation.ready(tmp_path / "data")


def recorder(installation: Installation, task: str = "record") -> subprocess.Popen[bytes]:
    """Start a process and wait until it can begin at a word."""
    process = installation.start(str(HERE / "recorder.py"), task, str(ACTS))
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def go(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.write(b"go\n")
    process.stdin.flush()


def outcome(installation: Installation) -> tuple[int, ...]:
    return tuple(map(int, installation.script("recorder.py", "check", "0").split()))


@pytest.mark.slow
def test_three_processes_make_one_whole_chain(installation: Installation) -> None:
    processes = [recorder(installation) for _ in range(3)]
    for process in processes:
        go(process)
    for process in processes:
        process.communicate(timeout=TIMEOUT_S)

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert outcome(installation) == (3 * ACTS, 0, 0)


@pytest.mark.slow
def test_a_process_killed_while_it_records_breaks_no_chain(installation: Installation) -> None:
    killed, other = recorder(installation), recorder(installation)
    go(killed)
    go(other)
    assert killed.stdout is not None
    assert len(killed.stdout.read(ACTS // 3)) == ACTS // 3
    killed.kill()
    killed.communicate()
    assert other.wait(timeout=TIMEOUT_S) == 0
    other.communicate()

    carried, waiting, problems = outcome(installation)
    assert problems == 0
    assert carried + waiting >= ACTS + ACTS // 3
    assert waiting <= 1  # the act that was committed and not yet carried when the end came


@pytest.mark.slow
def test_two_server_processes_carry_each_act_once_and_leave_none(
    installation: Installation,
) -> None:
    servers = [recorder(installation, "carry") for _ in range(2)]
    for server in servers:
        go(server)
    for server in servers:
        server.communicate(timeout=TIMEOUT_S)

    assert [server.returncode for server in servers] == [0, 0]
    assert outcome(installation) == (2 * ACTS, 0, 0)


@pytest.mark.slow
def test_a_server_goes_on_without_the_audit_database_and_carries_afterwards(
    installation: Installation,
) -> None:
    printed = installation.script("recorder.py", "away", "3")

    assert printed == "... 3"
    assert outcome(installation) == (3, 0, 0)
