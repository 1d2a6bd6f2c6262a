"""Whose document is it? The automatic part of matching (名寄せ・個人特定)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class MatchSummary:
    """How many documents one run looked at, and where each of them went.

    Attributes:
        number: Matched by an equal Individual Number that other fields bear out.
        exact: Matched by a key that only one person has.
        scored: Matched by similarity, above threshold and margin.
        queue: Left to a clerk.
    """

    number: int
    exact: int
    scored: int
    queue: int


def match(*, tax_year: int, actor: StaffMember, at: datetime) -> MatchSummary:
    """Find the person of every document of ``tax_year`` that still waits for one.

    Documents in the queue are looked at again only if the register has changed
    since; what a clerk has decided, or undone, is never touched.

    Args:
        tax_year: 年度.
        actor: Who runs it; needs ``match.run``.
        at: When, for the record.

    Raises:
        NotPermittedError: The actor may not run the matching; nothing was done.
    """
    raise NotImplementedError
