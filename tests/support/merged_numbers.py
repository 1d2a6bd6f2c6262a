"""Numbers of one person, brought together straight in the tables."""

from __future__ import annotations

from juminzei.apps.addressees.api import mark_merged


def lead(number: int, into: int) -> None:
    """Let ``number`` lead to ``into``."""
    mark_merged(number, into=into)
