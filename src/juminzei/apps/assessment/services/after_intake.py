"""Who else is to know when documents came in a file: asked in the intake's own transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Listener = Callable[[int, datetime], None]
"""Told of the received file and the moment."""

_LISTENERS: list[Listener] = []


def listen_to_intake(listener: Listener) -> None:
    """Tell ``listener`` of every file of which documents were stored; called once, at the start."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell_of_intake(received_file_id: int, at: datetime) -> None:
    """Tell everybody, inside the transaction that stores the documents."""
    for listener in _LISTENERS:
        listener(received_file_id, at)
