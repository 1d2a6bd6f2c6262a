"""What was agreed on with each department; a feed that nobody agreed on is refused."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from juminzei.formats.layout import load
from juminzei.formats.register_file import VERSION

FILE = Path(__file__).with_name("agreements.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Who hands what to the tax office, and why."""

    kind: str
    """Of the file, such as ``department_disability``."""
    store: str
    department: str
    ground: str
    purpose: str
    retention_years: int
    agreed_from: date
    agreed_until: date | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The names of the items that may be handed over."""
        return tuple(column.name for column in load(self.kind, VERSION).columns[1:])

    def holds(self, on: date) -> bool:
        """Return whether the agreement is in force on a day; both ends count."""
        return self.agreed_from <= on <= (self.agreed_until or date.max)


@cache
def agreements() -> dict[str, Agreement]:
    """Return every agreement by the kind of its file."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {kind: Agreement(kind=kind, **given) for kind, given in listed.items()}
