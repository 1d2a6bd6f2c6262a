"""Under which circumstances somebody acts: from what kind of terminal, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

TERMINALS = {"ordinary": "一般", "no_media": "媒体出力不可", "server_room": "サーバ室"}
"""Classes of terminal → their names; those of the terminals' registry."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of where and when an act takes place; what is not known permits nothing."""

    terminal_class: str = ""
    at: datetime | None = None


UNKNOWN = Circumstances()
"""Nothing is known: a grant that depends on the terminal or the hour does not hold."""
