"""The cycle collector rests while it is put aside, and comes back as it was."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from juminzei.formats.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _on() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_rests_inside_and_works_again_after() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled()


def test_one_pause_inside_another_ends_with_the_outer_one() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_function_can_be_carried_out_in_a_pause() -> None:
    @collector_paused()
    def act() -> bool:
        return gc.isenabled()

    assert act() is False
    assert gc.isenabled()
