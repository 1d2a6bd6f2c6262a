"""The installation's settings: typed, read from the environment, refused at start when wrong."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, IPvAnyNetwork, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from juminzei.apps.conflicts.rules import ClosenessRules
from juminzei.apps.protection.rules import ProtectionRules
from juminzei.apps.receiving.rules import ReceivingRules
from juminzei.platform.documents.exchange_rules import ExchangeRules
from juminzei.platform.documents.scanning import ScanRules
from juminzei.platform.limits.rules import LimitRules
from juminzei.platform.staff.rules import StaffRules
from juminzei.web.configuration_checks import (
    address_problem,
    city_problems,
    folder_problem,
    unreadable_problem,
)

LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]
LOOPBACK: list[IPv4Network | IPv6Network] = [ip_network("127.0.0.0/8"), ip_network("::1/128")]


class Configuration(
    BaseSettings,
    StaffRules,
    LimitRules,
    ClosenessRules,
    ProtectionRules,
    ScanRules,
    ReceivingRules,
    ExchangeRules,
):
    """What an operator sets, each as ``JUMINZEI_<NAME>`` in the environment.

    A database address is a URL (``postgresql://user:password@host/name``); an
    empty one means an SQLite file under ``data``.
    """

    model_config = SettingsConfigDict(env_prefix="JUMINZEI_", extra="forbid")

    data: Path = Field(default=Path("var/data"), description="Folder for databases, keys, notices")
    profile: Literal["laptop", "production"] = "laptop"
    municipality: str = Field(default="112101", pattern=r"^\d{6}$")
    municipality_name: str = "加須市"
    ordinance: str = "kazo"

    database_url: SecretStr = SecretStr("")
    vault_database_url: SecretStr = SecretStr("")
    audit_database_url: SecretStr = SecretStr("")

    secret_key: SecretStr = SecretStr("")
    secret_key_file: Path | None = Field(
        default=None, description="File of the secret key, its owner's alone; instead of it"
    )
    vault_key_file: Path | None = None
    checkpoint_dir: Path | None = Field(
        default=None, description="Second place of the audit checkpoints, best on another host"
    )
    allowed_hosts: list[str] = LOOPBACK_NAMES
    proxies: int = Field(
        default=0, ge=0, le=5, description="Reverse proxies that a request passes; one ends TLS"
    )
    proxy_addresses: list[IPvAnyNetwork] = Field(
        default=LOOPBACK, description="Where the nearest of them speaks from"
    )
    staff: str = Field(default="", description="Staff number that commands act as")
    log_format: Literal["pairs", "json"] = Field(
        default="pairs", description="How a line of the log is written: name=value, or JSON"
    )
    record_years: int = Field(
        default=7,
        ge=1,
        description="Years that the record of acts stays in the database; no law says how many",
    )
    vault_key_command: str = Field(default="", description="Command that prints the vault's keys")
    vault_key_source: str = Field(
        default="", description="Python name of a key source of one's own"
    )
    image_key_file: Path | None = None
    image_key_command: str = Field(default="", description="Command that prints the images' keys")
    image_key_source: str = Field(
        default="", description="Python name of a key source of one's own, for images"
    )
    vault_may_stay_closed: bool = Field(
        default=False, description="Serve pages without Individual Numbers when their key is away"
    )


PREFIX = "JUMINZEI_"
DATABASES = ("database_url", "vault_database_url", "audit_database_url")
NOT_SETTINGS = {"JUMINZEI_TEST_ENGINE", "JUMINZEI_REQUIRE"}
"""Read by the tests, not by the installation."""


class ConfigurationError(Exception):
    """A setting is wrong; the text names each one and says what is the matter."""


def load() -> Configuration:
    """Return the settings of this installation; its folder is there when they are right.

    A misspelt name is refused too: a database address that nobody reads would
    quietly put a city's data into a file.

    Raises:
        ConfigurationError: A value is of a wrong form or cannot be worked with, or a name
            is not a setting.
    """
    known = {PREFIX + name.upper() for name in Configuration.model_fields} | NOT_SETTINGS
    wrong = [
        f"{name}: no such setting; see juminzei/web/configuration.py"
        for name in sorted(os.environ)
        if name.startswith(PREFIX) and name not in known
    ]
    try:
        configuration = Configuration()
    except ValidationError as error:
        wrong += [
            f"{PREFIX}{'.'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False)
        ]
    else:
        wrong += _problems(configuration)
    if not wrong:
        problem = folder_problem(configuration.data)
        wrong += [f"{PREFIX}DATA: {problem}"] if problem else []
    if wrong:
        raise ConfigurationError("\n".join(wrong))
    return configuration


def _problems(configuration: Configuration) -> list[str]:
    found = city_problems(configuration.municipality, configuration.ordinance)
    if (
        configuration.profile == "production"
        and "municipality" not in configuration.model_fields_set
    ):
        found["MUNICIPALITY"] = (
            "is not set; production serves one municipality: give its six-digit code"
        )
    for name in DATABASES:
        address = getattr(configuration, name).get_secret_value()
        if address:
            found[name.upper()] = address_problem(address)
    if configuration.secret_key_file:
        found["SECRET_KEY_FILE"] = unreadable_problem(configuration.secret_key_file)
    return [f"{PREFIX}{name}: {problem}" for name, problem in found.items() if problem]
