"""What tests of receiving share: an empty spool, and staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from juminzei.platform.documents import spool
from juminzei.platform.staff.policy import Role
from support.page_rows import staff
from support.receiving_rows import only_lines

if TYPE_CHECKING:
    from juminzei.platform.staff.models import StaffMember


@pytest.fixture(autouse=True)
def _empty_spool() -> None:
    spool.sweep((), older_than=float("inf"))


@pytest.fixture
def clerk(db: None) -> StaffMember:  # noqa: ARG001 - the fixture is asked for what it prepares
    return staff("1001")


@pytest.fixture
def supervisor(db: None) -> StaffMember:  # noqa: ARG001 - the same
    return staff("2001", Role.TAX_SUPERVISOR)


@pytest.fixture
def receivers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only texts of lines are taken in."""
    only_lines(monkeypatch)
