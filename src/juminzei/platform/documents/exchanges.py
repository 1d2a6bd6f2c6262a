"""What was sent and received, told by every application for one log (送受信ログ, EL-12).

An application that receives or sends has a module ``exchanges`` with a function
``exchanges(since, until)``; the log asks them all and knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

MODULE = "exchanges"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing that was sent or received.

    Attributes:
        at: When.
        direction: ``in`` or ``out``.
        channel: By which way, in words.
        partner: With whom, in words; never a person's name.
        what: What it was, in words.
        told: How many records the sender, or the other side, says there are; none if
            nobody said.
        count: How many there were.
        done: How many of them are dealt with: taken in, known already, sent.
        waiting: How many still wait for somebody.
        page: The address of the page where it is kept.
    """

    at: datetime
    direction: str
    channel: str
    partner: str
    what: str
    told: int | None
    count: int
    done: int
    waiting: int
    page: str

    @property
    def agrees(self) -> bool:
        """Whether as many came as were told, and each is either dealt with or waits."""
        told = self.count if self.told is None else self.told
        return told == self.count == self.done + self.waiting


class Asked(Protocol):
    """The function ``exchanges`` in an application's module of that name."""

    def __call__(self, since: datetime, until: datetime) -> Iterable[Exchange]:
        """Return what was sent and received in between, ends counted, in any order."""


def all_exchanges(since: datetime, until: datetime) -> list[Exchange]:
    """Return what every application sent and received in between, newest first."""
    found = [one for asked in _askable() for one in asked(since, until)]
    return sorted(found, key=lambda one: one.at, reverse=True)


@cache
def _askable() -> tuple[Asked, ...]:
    return tuple(
        import_module(f"{config.name}.{MODULE}").exchanges
        for config in apps.get_app_configs()
        if config.module
        and config.name.startswith("juminzei.apps")
        and module_has_submodule(config.module, MODULE)
    )
