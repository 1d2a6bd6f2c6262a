"""Which database holds what: Individual Numbers and the audit record stand apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dj_database_url

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model
    from pydantic import SecretStr

OWN_DATABASE = {"vault": "vault", "audit": "audit"}
"""Application label → database alias; every other application lives in ``default``."""


def own_applications(alias: str) -> list[str]:
    """Return the applications that alone live in a database; nothing of ``default``."""
    return [label for label, own in OWN_DATABASE.items() if own == alias]


SQLITE_START = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # an acknowledged act survives a power cut
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"  # what is deleted is overwritten in the file
    "PRAGMA recursive_triggers=ON;"  # without it INSERT OR REPLACE passes by DELETE triggers
    "PRAGMA cache_size=-65536;"
)


def database(url: SecretStr, sqlite_file: Path) -> dict[str, Any]:
    """Return Django's settings of one database.

    Args:
        url: Address of a PostgreSQL database; empty for SQLite.
        sqlite_file: Where the SQLite file lies if there is no address.
    """
    address = url.get_secret_value()
    if address:
        return {**dj_database_url.parse(address, conn_max_age=60), "ATOMIC_REQUESTS": False}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(sqlite_file),
        "OPTIONS": {
            # A deferred transaction that turns to writing fails at once; this one waits.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_START,
        },
    }


class Router:
    """Sends each application to its database and refuses relations between databases."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:
        """Return the alias that holds ``model``."""
        return OWN_DATABASE.get(model._meta.app_label, "default")

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_hints: object) -> bool:
        """Allow a relation only inside one database."""
        return self.db_for_read(type(one)) == self.db_for_read(type(other))

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:
        """Create an application's tables only where they belong."""
        return OWN_DATABASE.get(app_label, "default") == db
