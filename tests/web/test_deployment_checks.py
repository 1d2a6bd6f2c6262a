"""T-O03: production refuses to start in danger, and says where, what, and what to do."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr

from juminzei.web.configuration import Configuration
from juminzei.web.database_checks import database_dangers
from juminzei.web.databases import database
from juminzei.web.deployment_checks import dangers, installation

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

GOOD_KEY = secrets.token_urlsafe(50)


@pytest.fixture
def safe(settings: Settings, tmp_path: Path) -> Configuration:
    """A production installation that nothing is wrong with, on SQLite."""
    data = tmp_path / "data"
    (data / "keys").mkdir(parents=True, mode=0o700)
    data.chmod(0o700)
    settings.SECRET_KEY = GOOD_KEY
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    return Configuration(
        profile="production",
        data=data,
        secret_key=SecretStr(GOOD_KEY),
        proxies=1,
        allowed_hosts=["zei.city.example.lg.jp"],
        database_url=SecretStr(""),
        vault_database_url=SecretStr(""),
        audit_database_url=SecretStr(""),
    )


@pytest.fixture(autouse=True)
def roles_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite's own PostgreSQL role is its server's superuser; roles have tests of their own."""
    monkeypatch.setattr("juminzei.web.deployment_checks.role_dangers", lambda: iter(()))


def told(configuration: Configuration) -> list[tuple[str, str]]:
    found = list(dangers(configuration))
    for one in found:
        assert one.what.endswith("。")
        assert one.remedy.endswith(("。", "。）"))
        assert GOOD_KEY not in one.what + one.remedy
    return [(one.number, one.where) for one in found]


def test_nothing_is_wrong_with_a_safe_installation(safe: Configuration) -> None:
    assert told(safe) == []


def test_debugging_is_refused(safe: Configuration, settings: Settings) -> None:
    settings.DEBUG = True
    assert told(safe) == [("E001", "DEBUG")]


@pytest.mark.parametrize(
    "key",
    ["short", "a" * 80, f"django-insecure-{GOOD_KEY}", f"change-me-{GOOD_KEY}"],
    ids=["short", "one sign", "Django's sample", "our sample"],
)
def test_a_key_that_can_be_guessed_is_refused(
    safe: Configuration, settings: Settings, key: str
) -> None:
    settings.SECRET_KEY = key
    assert told(safe) == [("E002", "JUMINZEI_SECRET_KEY")]


def test_a_key_that_a_laptop_made_is_refused(safe: Configuration) -> None:
    assert told(safe.model_copy(update={"secret_key": SecretStr("")})) == [
        ("E002", "JUMINZEI_SECRET_KEY")
    ]


def test_a_laptops_key_given_as_productions_is_refused(safe: Configuration) -> None:
    made = safe.data / "keys" / "django"
    made.touch(mode=0o600)
    made.write_text(GOOD_KEY)
    assert told(safe) == [("E002", "JUMINZEI_SECRET_KEY")]


def test_plain_http_is_refused(safe: Configuration) -> None:
    assert told(safe.model_copy(update={"proxies": 0})) == [("E003", "JUMINZEI_PROXIES")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SESSION_COOKIE_SECURE", False),
        ("CSRF_COOKIE_SECURE", False),
        ("SECURE_SSL_REDIRECT", False),
        ("SECURE_HSTS_SECONDS", 0),
    ],
)
def test_a_setting_without_which_http_would_do_is_refused(
    safe: Configuration, settings: Settings, name: str, value: object
) -> None:
    setattr(settings, name, value)
    assert [number for number, _ in told(safe)] == ["E003"]


def test_to_believe_everybody_as_a_proxy_is_refused(safe: Configuration) -> None:
    everybody = safe.model_copy(update={"proxy_addresses": [ip_network("0.0.0.0/0")]})
    assert told(everybody) == [("E003", "JUMINZEI_PROXY_ADDRESSES")]


@pytest.mark.parametrize("names", [["localhost"], ["*"], ["zei.lg.jp", "*"], [".lg.jp"]])
def test_host_names_left_open_are_refused(safe: Configuration, names: list[str]) -> None:
    open_names = safe.model_copy(update={"allowed_hosts": names})
    assert told(open_names) == [("E004", "JUMINZEI_ALLOWED_HOSTS")]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o601])
@pytest.mark.parametrize("name", ["vault.json", "checkpoints/key.pem"])
def test_a_key_file_that_others_may_come_to_is_refused(
    safe: Configuration, name: str, mode: int
) -> None:
    file = safe.data / "keys" / name
    file.parent.mkdir(exist_ok=True, mode=0o700)
    file.write_text("key")
    file.chmod(mode)
    assert told(safe) == [("E005", str(file))]


@pytest.mark.parametrize("setting", ["vault_key_file", "secret_key_file"])
def test_a_key_file_elsewhere_is_looked_at_too(
    safe: Configuration, setting: str, tmp_path: Path
) -> None:
    file = tmp_path / "elsewhere"
    file.write_text("key")
    file.chmod(0o644)
    assert told(safe.model_copy(update={setting: file})) == [("E005", str(file))]


def test_a_data_folder_that_others_may_open_is_refused(safe: Configuration) -> None:
    safe.data.chmod(0o755)
    assert told(safe) == [("E005", str(safe.data))]


APART = {
    "database_url": "postgresql://city_app@localhost/city",
    "vault_database_url": "postgresql://vault_app@localhost/vault",
    "audit_database_url": "postgresql://audit_app@localhost/audit",
}


def placed(safe: Configuration, **addresses: str) -> list[tuple[str, str]]:
    secret = {name: SecretStr(address) for name, address in {**APART, **addresses}.items()}
    files = {"default": "database_url", "vault": "vault_database_url"}
    databases: dict[str, Any] = {
        alias: database(secret[files.get(alias, "audit_database_url")], Path(f"{alias}.sqlite3"))
        for alias in ("default", "vault", "audit")
    }
    found = database_dangers(safe.model_copy(update=secret), databases)
    return [(one.number, one.where) for one in found]


def test_three_databases_with_three_roles_are_taken(safe: Configuration) -> None:
    assert placed(safe) == []


@pytest.mark.parametrize("missing", ["vault_database_url", "audit_database_url"])
def test_a_missing_second_database_is_refused(safe: Configuration, missing: str) -> None:
    found = placed(safe, **{missing: ""})
    assert found == [("E006", f"JUMINZEI_{missing.upper()}")]


def test_one_database_under_two_names_is_refused(safe: Configuration) -> None:
    found = placed(safe, vault_database_url="postgresql://vault_app@localhost:5432/city")
    assert found == [("E006", "JUMINZEI_VAULT_DATABASE_URL")]


def test_one_role_for_two_databases_is_refused(safe: Configuration) -> None:
    found = placed(safe, audit_database_url="postgresql://city_app@localhost/audit")
    assert found == [("E007", "JUMINZEI_AUDIT_DATABASE_URL")]


@pytest.mark.parametrize("mode", ["", "?sslmode=prefer", "?sslmode=require"])
def test_a_way_to_the_database_that_can_be_listened_to_is_refused(
    safe: Configuration, mode: str
) -> None:
    far = f"postgresql://city_app@db.example.lg.jp/city{mode}"
    assert placed(safe, database_url=far) == [("E008", "JUMINZEI_DATABASE_URL")]
    checked = "postgresql://city_app@db.example.lg.jp/city?sslmode=verify-full"
    assert placed(safe, database_url=checked) == []


@pytest.mark.parametrize(
    "password", ["secret", "postgres", "x" * 15, "city_app-0123456789", "City_App!2026!2026"]
)
def test_a_password_of_a_database_that_can_be_guessed_is_refused(
    safe: Configuration, password: str
) -> None:
    given = f"postgresql://city_app:{password}@localhost/city"
    assert placed(safe, database_url=given) == [("E010", "JUMINZEI_DATABASE_URL")]
    drawn = f"postgresql://city_app:{secrets.token_urlsafe(24)}@localhost/city"
    assert placed(safe, database_url=drawn) == []


def test_a_laptop_is_told_that_it_is_none(settings: Settings) -> None:
    settings.CONFIGURATION = settings.CONFIGURATION.model_copy(update={"profile": "laptop"})
    assert [one.id for one in installation()] == ["juminzei.E000"]


def test_the_server_itself_refuses_and_names_each_danger(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JUMINZEI_")}
    environment |= {
        "JUMINZEI_DATA": str(tmp_path),
        "JUMINZEI_PROFILE": "production",
        "JUMINZEI_MUNICIPALITY": "112101",
        "JUMINZEI_VAULT_MAY_STAY_CLOSED": "true",
    }
    juminzei = [sys.executable, "-m", "juminzei.cli"]
    subprocess.run([*juminzei, "migrate"], env=environment, check=True, capture_output=True)
    tmp_path.chmod(0o755)
    refused = subprocess.run(
        [*juminzei, "serve", "--port", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    for number in ("E002", "E003", "E004", "E005"):
        assert f"juminzei.{number}" in refused.stderr


def test_a_key_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    for name in ("missing", "empty"):
        environment = {**os.environ, "JUMINZEI_SECRET_KEY_FILE": str(tmp_path / name)}
        refused = subprocess.run(
            [sys.executable, "-m", "juminzei.cli", "migrate"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert refused.returncode == 2
        assert "JUMINZEI_SECRET_KEY_FILE" in refused.stderr
