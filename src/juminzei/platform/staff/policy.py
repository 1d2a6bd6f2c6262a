"""Roles and functions by name; who may do what stands in ``juminzei.platform.policy``.

A function is entered in ``functions.toml`` there, granted in ``grants.toml``, and opens
the pages and commands of ``entries.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.policy.function import functions
from juminzei.platform.policy.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FUNCTIONS", "Role"]

FUNCTIONS: Mapping[str, str] = {key: one.name for key, one in functions().items()}
"""Function → its name on screens. A function that is not here cannot be asked for."""
