"""What was sent and received, told by every application for one log (送受信ログ, EL-12).

An application that receives or sends has a module ``exchanges`` with two functions,
``exchanges(since, until)`` and ``open_exchanges(since, until)``; the log asks them all and
knows none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from django.apps import apps
from django.utils.module_loading import module_has_submodule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

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
        due_on: The day until which what waits may wait; the city's days for all else.
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
    due_on: date | None = None

    @property
    def agrees(self) -> bool:
        """Whether as many came as were told, and each is either dealt with or waits."""
        told = self.count if self.told is None else self.told
        return told == self.count == self.done + self.waiting

    def late(self, at: datetime, *, days: int) -> bool:
        """Return whether it waits beyond its own day, or beyond so many days if it has none.

        Args:
            at: Now; its zone says which day it is.
            days: How long what has no day of its own may wait.
        """
        if not self.waiting:
            return False
        if self.due_on is not None:
            return self.due_on < at.date()
        return self.at <= at - timedelta(days=days)


class Asked(Protocol):
    """The module ``exchanges`` of an application."""

    def exchanges(self, since: datetime, until: datetime) -> Iterable[Exchange]:
        """Return what was sent and received in between, ends counted, in any order."""

    def open_exchanges(self, since: datetime, until: datetime) -> Iterable[Exchange]:
        """Return those of them that wait or do not agree, without reading all the others."""


def all_exchanges(since: datetime, until: datetime) -> list[Exchange]:
    """Return what every application sent and received in between, newest first."""
    found = [one for asked in _askable() for one in asked.exchanges(since, until)]
    return sorted(found, key=lambda one: one.at, reverse=True)


def all_open_exchanges(since: datetime, until: datetime) -> list[Exchange]:
    """Return what of it waits or does not agree; the home page asks at every visit."""
    return [one for asked in _askable() for one in asked.open_exchanges(since, until)]


@cache
def _askable() -> tuple[Asked, ...]:
    return tuple(
        cast("Asked", import_module(f"{config.name}.{MODULE}"))
        for config in apps.get_app_configs()
        if config.module
        and config.name.startswith("juminzei.apps")
        and module_has_submodule(config.module, MODULE)
    )
