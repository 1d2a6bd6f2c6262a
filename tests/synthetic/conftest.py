"""A small made-up city, built once for all tests of this folder."""

from __future__ import annotations

import pytest

from juminzei.synthetic import city
from support.made_up_town import Town

PEOPLE, SEED = 5_000, 20_260_101


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A city of 5,000."""
    folder = tmp_path_factory.mktemp("town")
    return Town(folder, city.build(PEOPLE, SEED, folder))
