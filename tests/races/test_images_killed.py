"""Whoever stores images may be killed at any moment: no row is without its pages."""

from __future__ import annotations

import pytest

from support.installation import HERE, Installation

STORER = "image_storer.py"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation.ready(tmp_path_factory.mktemp("images"))


@pytest.mark.parametrize("after", [0, 3])
def test_every_set_that_was_told_of_opens_after_a_kill(city: Installation, after: int) -> None:
    """T-J10: what was stored before the kill is there whole, and the rest can be stored anew."""
    before, _ = map(int, city.script(STORER, "read").split())
    storing = city.start(str(HERE / STORER), "store")
    assert storing.stdout
    told = [storing.stdout.readline() for _ in range(after)]
    storing.kill()
    storing.communicate()

    stored, broken = map(int, city.script(STORER, "read").split())
    assert broken == 0
    assert stored >= before + len(told)
