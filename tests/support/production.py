"""A production installation as an operator sets it up, on the engine that the suite runs on."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE")
SUITES = ("JUMINZEI_", "DJANGO_")
"""Settings of the suite's own processes."""
HOST = "zei.example.lg.jp"

GRANTS = (
    "REVOKE CONNECT ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}",
)
"""What the role of the pages may do, as ``docs/security-operation.md`` tells operators."""


def production(folder: Path) -> dict[str, str]:
    """Return the environment of a prepared production installation in ``folder``."""
    folder.chmod(0o700)
    key = folder / "secret"
    key.touch(mode=0o600)
    key.write_text(secrets.token_urlsafe(50))
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(SUITES)},
        "JUMINZEI_DATA": str(folder),
        "JUMINZEI_PROFILE": "production",
        "JUMINZEI_MUNICIPALITY": "112101",
        "JUMINZEI_SECRET_KEY_FILE": str(key),
        "JUMINZEI_PROXIES": "1",
        "JUMINZEI_VAULT_MAY_STAY_CLOSED": "true",
        "JUMINZEI_ALLOWED_HOSTS": f'["{HOST}"]',
    }
    owners = _databases()
    migrate = [sys.executable, "-m", "juminzei.cli", "migrate"]
    subprocess.run(migrate, env={**environment, **owners}, check=True, capture_output=True)
    return {**environment, **{name: with_own_role(address) for name, address in owners.items()}}


def with_own_role(address: str, attributes: str = "", grants: tuple[str, ...] = GRANTS) -> str:
    """Make a role for the pages in a PostgreSQL database; return the address with that role."""
    role = f"pages_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN {attributes}")
        for grant in grants:
            connection.execute(grant.format(role=role, database=address.rpartition("/")[2]))
    return address.replace("//juminzei@", f"//{role}@", 1)


def _databases() -> dict[str, str]:
    """Create the owner's databases on the suite's PostgreSQL server; none for SQLite."""
    address = os.environ.get("JUMINZEI_DATABASE_URL", "")
    if not address:
        return {}
    made = {}
    with psycopg.connect(address, autocommit=True) as connection:
        for name in NAMES:
            database = f"production_{secrets.token_hex(4)}"
            connection.execute(f'CREATE DATABASE "{database}"')
            made[f"JUMINZEI_{name}_URL"] = f"{address.rpartition('/')[0]}/{database}"
    return made
