"""Rows whose every word was written by an attacker: what files and clerks may have brought."""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import cycle
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, TextField
from django.db.models.signals import pre_save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.models import Field, Model

SHORTEST = 60
"""Columns that hold fewer signs hold codes."""
NO_WORDS = re.compile(
    r".*(_key|_digest)|digest|law_digest|key|password|skeleton|session_.*|sign.*|public_.*|root|"
    r"chain_.*|previous_digest|content|action|function|subject_kind|details|error|rules|worker|"
    r"frontier|first_half|second_half|.*secret"
)
"""Columns that the program fills by itself."""


def holds_words(column: Field[Any, Any]) -> bool:
    """Return whether a file or a clerk fills the column with words."""
    words = type(column) in (CharField, TextField) and not column.choices and not column.unique
    long = column.max_length is None or column.max_length >= SHORTEST
    return words and long and not NO_WORDS.fullmatch(column.name)


@contextmanager
def written_by_attackers(vectors: Sequence[str]) -> Iterator[set[str]]:
    """Put ``vectors`` in turn into the words of every row that is entered; yield the columns."""
    turn, written = cycle(vectors), set[str]()

    def spoil(sender: type[Model], instance: Model, **_named: object) -> None:
        if not sender.__module__.startswith("juminzei."):
            return
        for column in sender._meta.concrete_fields:
            if holds_words(column) and getattr(instance, column.name):
                words = next(turn).replace("\x00", "")  # no database of ours holds it
                setattr(instance, column.name, words[: column.max_length])
                written.add(f"{sender.__name__}.{column.name}")

    pre_save.connect(spoil)
    try:
        yield written
    finally:
        pre_save.disconnect(spoil)
