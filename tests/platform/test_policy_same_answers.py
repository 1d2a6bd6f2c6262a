"""The matrix gives the answers that the constant gave."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from juminzei.platform.policy.matrix import matrix
from juminzei.platform.staff.policy import ALLOWED, FUNCTIONS, Role

NEW = {"policy.view", "denials.view"}


@pytest.mark.parametrize("on", [date(2016, 1, 1), date(2026, 6, 1), date(2040, 12, 31)])
@pytest.mark.parametrize("count", range(4))
def test_any_roles_together_may_do_the_same(count: int, on: date) -> None:
    for roles in combinations(Role, count):
        before = frozenset().union(*(ALLOWED[role] for role in roles))
        assert matrix().functions(roles, on) - NEW == before & set(FUNCTIONS), roles
