"""T-W08: all pages work where no network is, so none of them asks anybody for anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
"""Runs a command where nothing is but its own loopback, with no route to anywhere."""
PAGES = "tests/web/test_hostile_words.py::test_stored_words_stay_words_on_every_page[0]"
"""One set of words: the addresses are the same for all, and only they matter here."""
IN_CHROMIUM = "tests/browser/test_hostile_pages.py"


def alone(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a command without a network, as if the suite had not begun."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    return subprocess.run(
        [*ALONE, *command], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module", autouse=True)
def _may_be_alone() -> None:
    tried = alone("true")
    if tried.returncode:
        pytest.skip(f"no network namespace can be made here: {tried.stderr.strip()}")


def test_nothing_can_be_reached_there() -> None:
    asked = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"
    assert "Network is unreachable" in alone(sys.executable, "-c", asked).stderr


@pytest.mark.slow
def test_every_page_works_without_a_network() -> None:
    """T-W08: every address of the resolver, by somebody who may open all of them."""
    ran = alone(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", PAGES)
    assert ran.returncode == 0, ran.stdout[-2_000:]
    assert "1 passed" in ran.stdout


@pytest.mark.slow
@pytest.mark.browser
def test_every_page_works_in_a_browser_without_a_network() -> None:
    """T-W08: with all that its pages load, and nothing of another origin."""
    ran = alone(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", IN_CHROMIUM)
    assert ran.returncode == 0, ran.stdout[-2_000:]
    assert "3 passed" in ran.stdout
