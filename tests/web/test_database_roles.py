"""T-R01: the pages' role in the database may not undo what protects the data; on real roles."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, cast

import psycopg
import pytest

from juminzei.web.database_roles import powers, role_dangers
from support.production import GRANTS, with_own_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.web.database_roles import Cursor

SUITES = os.environ.get("JUMINZEI_DATABASE_URL", "")
pytestmark = pytest.mark.skipif(not SUITES, reason="roles are PostgreSQL's")
SUPERUSER = "スーパーユーザーか、スーパーユーザーになれます。"
PAST_ROWS = "行単位の保護（row security）を避けられます。"
ROLES = "ロールを作れます。"
OWNER = "表の所有者か、所有者になれます。"
TABLES = "表を作れます。"
OPEN = "ほかのロールと分けられていません（サーバーのどのロールも接続できます）。"


@pytest.fixture
def city() -> Iterator[str]:
    """The owner's address of a database with one table."""
    name = f"roles_{secrets.token_hex(4)}"
    with psycopg.connect(SUITES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    address = f"{SUITES.rpartition('/')[0]}/{name}"
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE TABLE people (number integer)")
        owner.execute("CREATE SEQUENCE numbers")
    yield address
    with psycopg.connect(SUITES, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def found(address: str) -> list[str]:
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        return powers(cast("Cursor", cursor))


def role_of(address: str) -> str:
    return address.partition("//")[2].partition("@")[0]


def as_owner(city: str, statement: str) -> None:
    with psycopg.connect(city, autocommit=True) as owner:
        owner.execute(statement)


def test_a_role_that_may_read_and_write_is_taken(city: str) -> None:
    assert found(with_own_role(city)) == []


def test_a_superuser_is_refused(city: str) -> None:
    assert SUPERUSER in found(with_own_role(city, "SUPERUSER"))
    assert SUPERUSER in found(city)


def test_a_role_past_row_security_is_refused(city: str) -> None:
    assert found(with_own_role(city, "BYPASSRLS")) == [PAST_ROWS]


def test_a_role_that_makes_roles_is_refused(city: str) -> None:
    assert found(with_own_role(city, "CREATEROLE")) == [ROLES]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE people OWNER TO {role}",
        "ALTER SEQUENCE numbers OWNER TO {role}",
        "ALTER DATABASE {database} OWNER TO {role}",
    ],
)
def test_an_owner_is_refused(city: str, statement: str) -> None:
    address = with_own_role(city)
    database = city.rpartition("/")[2]
    as_owner(city, statement.format(role=role_of(address), database=database))
    assert OWNER in found(address)


def test_a_role_that_may_become_the_owner_is_refused(city: str) -> None:
    owner, member = role_of(with_own_role(city)), with_own_role(city)
    as_owner(city, f"ALTER TABLE people OWNER TO {owner}")
    as_owner(city, f"GRANT {owner} TO {role_of(member)}")
    assert found(member) == [OWNER]


def test_a_role_that_may_become_one_past_row_security_is_refused(city: str) -> None:
    past, member = role_of(with_own_role(city, "BYPASSRLS")), with_own_role(city)
    as_owner(city, f"GRANT {past} TO {role_of(member)}")
    assert found(member) == [PAST_ROWS]


def test_a_role_that_makes_tables_is_refused(city: str) -> None:
    grants = (*GRANTS, "GRANT CREATE ON SCHEMA public TO {role}")
    assert found(with_own_role(city, grants=grants)) == [TABLES]


def test_a_database_that_every_role_may_connect_to_is_refused(city: str) -> None:
    """T-R04: what PostgreSQL does unless it is told otherwise."""
    assert found(with_own_role(city, grants=GRANTS[2:])) == [OPEN]


@pytest.mark.django_db(databases=["default", "vault", "audit"])
def test_each_database_with_such_a_role_is_named() -> None:
    named = {one.where for one in role_dangers()}
    assert named == {
        "JUMINZEI_DATABASE_URL",
        "JUMINZEI_VAULT_DATABASE_URL",
        "JUMINZEI_AUDIT_DATABASE_URL",
    }


def test_no_protection_can_be_put_aside_by_a_role_that_is_taken(city: str) -> None:
    address = with_own_role(city)
    for statement in (
        "ALTER TABLE people DISABLE TRIGGER ALL",
        "DROP TABLE people",
        "TRUNCATE people",
        "SET session_replication_role = replica",
        "CREATE TABLE others (number integer)",
    ):
        with (
            psycopg.connect(address) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)
