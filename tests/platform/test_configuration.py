"""An installation with a wrong setting does not start, and says which setting it is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.web.configuration import ConfigurationError, load
from juminzei.web.configuration_checks import address_problem

if TYPE_CHECKING:
    from pathlib import Path


def start(data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    return subprocess.run(
        [sys.executable, "-m", "juminzei.cli", "migrate"],
        env={**environment, "JUMINZEI_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JUMINZEI_PROFILE", "holiday"),
        ("JUMINZEI_MUNICIPALITY", "11210"),
        ("JUMINZEI_DATABSE_URL", "postgresql://nowhere/city"),
        ("JUMINZEI_PREFECTURE", "saitama"),
        ("JUMINZEI_ORDINANCE", "atlantis"),
        ("JUMINZEI_MUNICIPALITY", "131016"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_made(
    tmp_path: Path, name: str, value: str
) -> None:
    outcome = start(tmp_path / "data", **{name: value})
    assert outcome.returncode == 2
    assert name in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "name", ["JUMINZEI_DATABASE_URL", "JUMINZEI_VAULT_DATABASE_URL", "JUMINZEI_AUDIT_DATABASE_URL"]
)
@pytest.mark.parametrize(
    "address",
    [
        pytest.param("mysql://u:correct-horse@h/d", id="another kind of database"),
        pytest.param("/srv/correct-horse.sqlite3", id="a file"),
        pytest.param("postgresql:///correct-horse", id="no host"),
        pytest.param("postgresql://u:correct-horse@h", id="no database"),
        pytest.param("postgresql://u:correct-horse@h/", id="an empty database"),
        pytest.param("postgresql://u:correct-horse@h:port/d", id="a port that is no number"),
    ],
)
def test_an_address_that_cannot_be_one_is_named_and_not_repeated(
    tmp_path: Path, name: str, address: str
) -> None:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JUMINZEI_DATA", str(tmp_path / "data"))
        environment.setenv(name, address)
        with pytest.raises(ConfigurationError, match=rf"^{name}: ") as refused:
            load()
    assert "correct-horse" not in str(refused.value)
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:p@h/d",
        "postgres://h:5432/d",
        "postgresql://u@%2Frun%2Fpostgresql/d",
        "postgresql:///d?host=/run/postgresql",
    ],
)
def test_an_address_over_the_net_or_a_socket_is_taken(address: str) -> None:
    assert address_problem(address) == ""


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    outcome = start(tmp_path / "file" / "data")
    assert outcome.returncode == 2
    assert "JUMINZEI_DATA" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_secret_is_not_repeated_in_the_error(tmp_path: Path) -> None:
    secret = "correct-horse"
    outcome = start(
        tmp_path, JUMINZEI_PROFILE="holiday", JUMINZEI_DATABASE_URL=f"postgresql://u:{secret}@h/d"
    )
    assert outcome.returncode == 2
    assert secret not in outcome.stderr + outcome.stdout


def test_without_any_setting_three_databases_are_made_for_their_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert start(data).returncode == 0
    assert {"city.sqlite3", "vault.sqlite3", "audit.sqlite3"} <= {p.name for p in data.iterdir()}
    assert data.stat().st_mode & 0o077 == 0


def test_databases_and_keys_are_for_their_owner_in_a_folder_that_others_may_open(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    assert start(data).returncode == 0
    made = [path for path in data.rglob("*") if path.is_file()]
    assert "city.sqlite3" in {path.name for path in made}
    assert [path.name for path in made if path.stat().st_mode & 0o077] == []
