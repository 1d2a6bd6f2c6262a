"""What the role that the pages connect with may do; it must not be able to undo protections.

A superuser is asked nothing. The owner of a table can put its triggers and its row
security aside, and so can whoever may take on the owner's role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db import connections

from juminzei.web.database_checks import SETTINGS
from juminzei.web.deployment_danger import Danger

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS = {
    "スーパーユーザーか、スーパーユーザーになれます。": """
        SELECT EXISTS (SELECT FROM pg_roles
                       WHERE rolsuper AND pg_has_role(current_user, oid, 'MEMBER'))""",
    "行単位の保護（row security）を避けられます。": """
        SELECT EXISTS (SELECT FROM pg_roles
                       WHERE rolbypassrls AND NOT rolsuper
                       AND pg_has_role(current_user, oid, 'MEMBER'))""",
    "ロールを作れます。": """
        SELECT EXISTS (SELECT FROM pg_roles
                       WHERE rolcreaterole AND NOT rolsuper
                       AND pg_has_role(current_user, oid, 'MEMBER'))""",
    "表の所有者か、所有者になれます。": """
        SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                       WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
                       AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
                       AND pg_has_role(current_user, relowner, 'MEMBER'))
            OR EXISTS (SELECT FROM pg_database WHERE datname = current_database()
                       AND pg_has_role(current_user, datdba, 'MEMBER'))""",
    "表を作れます。": """
        SELECT has_schema_privilege(current_user, current_schema(), 'CREATE')""",
    "ほかのロールと分けられていません（サーバーのどのロールも接続できます）。": """
        SELECT has_database_privilege('public', current_database(), 'CONNECT')""",
}
REMEDY = (
    "表の所有者とは別に、読み書きだけを許したロールを作り、そのロールで接続してください"
    "（docs/security-operation.md）。表の用意（juminzei migrate）だけを所有者で行います。"
)


class Cursor(Protocol):
    """What asks a database, of Django's or of the driver's own."""

    def execute(self, query: str) -> object:
        """Ask."""

    def fetchone(self) -> tuple[object, ...] | None:
        """Return the first row of the answer."""


def role_dangers() -> Iterator[Danger]:
    """Yield what the roles of the PostgreSQL databases may do and must not."""
    for alias, setting in SETTINGS.items():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        try:
            with connection.cursor() as cursor:
                for what in powers(cursor):
                    yield Danger("E009", setting, f"接続するロールが{what}", REMEDY)
        finally:
            if not connection.in_atomic_block:
                connection.close()  # a server's workers must not inherit it


def powers(cursor: Cursor) -> list[str]:
    """Return what the role of a connection may do and must not."""
    found = []
    for what, question in QUESTIONS.items():
        cursor.execute(question)
        row = cursor.fetchone()
        if row is None or row[0]:
            found.append(what)
    return found
