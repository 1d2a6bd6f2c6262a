"""T-R02 to T-R06: two cities on one machine; nothing of the one is within the other's reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import psycopg
import pytest

from support.installation import Installation
from support.production import production

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUITES = os.environ.get("JUMINZEI_DATABASE_URL", "")
on_postgresql = pytest.mark.skipif(not SUITES, reason="SQLite files have no roles")
NAMES = ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE")
CALL = """
import django; django.setup()
import sys
from django.conf import settings
from django.test import Client
settings.ALLOWED_HOSTS = ["b.example"]
key, host = sys.argv[1:]
answer = Client().post("/api/v1/calculate", "[]", content_type="application/json",
                       headers={"authorization": "Bearer " + key, "host": host})
print(answer.status_code)
"""


@pytest.fixture(scope="module")
def cities(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """Two production installations, each with databases and roles of its own."""
    return production(tmp_path_factory.mktemp("a")), production(tmp_path_factory.mktemp("b"))


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "juminzei.cli", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve", "--port", "0"),
        ("match", "--tax-year", "2026"),
        ("assess", "--tax-year", "2026"),
        ("audit", "verify"),
        ("vault", "status"),
        ("migrate",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_nothing_runs_without_a_city(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """T-R02, T-R06: no page, command or job of production starts for nobody in particular."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    environment = {**own, "JUMINZEI_PROFILE": "production", "JUMINZEI_DATA": str(tmp_path / "no")}
    refused = run(environment, *arguments)
    assert refused.returncode == 2
    assert "JUMINZEI_MUNICIPALITY" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "no").exists()


@on_postgresql
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_no_role_of_one_city_connects_to_a_database_of_the_other(
    cities: tuple[dict[str, str], dict[str, str]], name: str, other: str
) -> None:
    """T-R04: nothing can be read or written across."""
    one, another = (city for city in cities)
    role = one[f"JUMINZEI_{name}_URL"].partition("//")[2].partition("@")[0]
    there = another[f"JUMINZEI_{other}_URL"]
    before, _, after = there.partition("//")
    address = f"{before}//{role}@{after.partition('@')[2]}"
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(address)
    if name != other:
        own = one[f"JUMINZEI_{other}_URL"].rpartition("/")[2]
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(f"{address.rpartition('/')[0]}/{own}")


@pytest.fixture
def pooled(cities: tuple[dict[str, str], dict[str, str]]) -> Iterator[psycopg.Connection]:
    """A connection of city A that another request has left open."""
    with psycopg.connect(cities[0]["JUMINZEI_DATABASE_URL"]) as connection:
        connection.execute("SELECT 1")
        yield connection


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM {other}.public.addressees_addressee",
        "INSERT INTO {other}.public.addressees_addressee DEFAULT VALUES",
        "CREATE EXTENSION dblink",
        "CREATE EXTENSION postgres_fdw",
        "SET ROLE {role}",
        "SET SESSION AUTHORIZATION {role}",
        "COPY (SELECT 1) TO PROGRAM 'psql {other}'",
    ],
)
def test_a_connection_used_again_cannot_be_turned_to_another_city(
    cities: tuple[dict[str, str], dict[str, str]], pooled: psycopg.Connection, statement: str
) -> None:
    """T-R03: whatever an earlier request left behind, a pool's connection is one city's."""
    there = cities[1]["JUMINZEI_DATABASE_URL"]
    role = there.partition("//")[2].partition("@")[0]
    with pytest.raises(psycopg.Error) as refused:
        pooled.execute(statement.format(other=there.rpartition("/")[2], role=role))
    assert isinstance(
        refused.value,
        psycopg.errors.InsufficientPrivilege | psycopg.errors.FeatureNotSupported,
    )


@on_postgresql
def test_each_process_has_pools_of_its_own_databases_only(
    cities: tuple[dict[str, str], dict[str, str]],
) -> None:
    """T-R03: what a process may open is what its own settings name."""
    asked = (
        "import django, json; django.setup(); from django.db import connections;"
        "print(json.dumps(sorted(c.settings_dict['NAME'] for c in connections.all())))"
    )
    for city in cities:
        environment = {**city, "DJANGO_SETTINGS_MODULE": "juminzei.web.settings"}
        told = subprocess.run(
            [sys.executable, "-c", asked], env=environment, capture_output=True, check=True
        ).stdout
        own = sorted(city[f"JUMINZEI_{name}_URL"].rpartition("/")[2] for name in NAMES)
        assert json.loads(told) == own


def test_a_key_of_one_city_is_nobodys_at_the_other(tmp_path: Path) -> None:
    """T-R05: it is not there; the other city's host name is not answered either."""
    one, other = Installation(tmp_path / "a"), Installation(tmp_path / "b")
    key = one.run("-m", "juminzei.cli", "api-key", "給与計算").split()
    [own] = [word for word in key if word.startswith("jz_")]
    assert one.run("-c", CALL, own, "b.example").strip() == "200"
    assert other.run("-c", CALL, own, "b.example").strip() == "401"
    assert other.run("-c", CALL, own, "a.example").strip() == "400"
    found = other.rows("SELECT count(*) FROM staff_apikey")
    assert found == [(0,)]
