"""The rules of what is out of the ordinary, as data: ``rules.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Rule:
    """One question about a day of the record."""

    key: str
    name: str
    opens: time = time.min
    closes: time = time.max
    more_than: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """All questions, and the digest of the file that asks them."""

    by_key: Mapping[str, Rule]
    unattended: frozenset[str]
    digest: str


@cache
def rules() -> Rules:
    """Return the rules as the file has them."""
    return read_rules(files(__package__).joinpath("rules.toml").read_bytes())


def read_rules(content: bytes) -> Rules:
    """Read the rules in ``content``."""
    table = tomllib.loads(content.decode())
    unattended = frozenset(table.pop("unattended", ()))
    by_key = {
        key: Rule(
            key=key,
            name=entry["name"],
            opens=time.fromisoformat(entry.get("from", "00:00")),
            closes=time.fromisoformat(entry["until"]) if "until" in entry else time.max,
            more_than=entry.get("more_than", 0),
        )
        for key, entry in table.items()
    }
    return Rules(by_key, unattended, hashlib.sha256(content).hexdigest())
