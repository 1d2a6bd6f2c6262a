"""What each role may do nowadays, as the matrix has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

NOWADAYS = date(2026, 4, 20)

GRANTED: Mapping[str, frozenset[str]] = {
    role.value: matrix().functions([role.value], NOWADAYS) for role in Role
}
"""Role → functions."""
