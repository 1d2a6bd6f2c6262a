"""Whether the suites on PostgreSQL run is told by an exit status that no crash ends with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support import postgresql_server as server

MAKEFILE = Path(__file__).parents[2] / "Makefile"
CRASHED = 1
"""What Python ends with after an exception that nobody caught."""


def nowhere() -> Path:
    raise server.PostgresqlMissingError("not here")


@pytest.mark.parametrize(
    ("required", "status"),
    [("", 3), ("browser", 3), ("postgresql", 2), ("postgresql browser", 2)],
)
def test_a_machine_without_the_server_may_pass_unless_it_is_required(
    monkeypatch: pytest.MonkeyPatch, required: str, status: int
) -> None:
    monkeypatch.setattr(server, "binaries", nowhere)
    monkeypatch.setenv("JUMINZEI_REQUIRE", required)
    assert server.main() == status


def test_make_test_passes_over_the_suites_for_that_one_status() -> None:
    passed_over = re.findall(r"^\t +(\d+)\) ;; ", MAKEFILE.read_text(), flags=re.MULTILINE)
    assert passed_over == [str(server.CANNOT_RUN)]
    assert server.CANNOT_RUN != CRASHED
