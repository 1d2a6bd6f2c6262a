"""The installation's settings: typed, read from the environment, refused at start when wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Configuration(BaseSettings):
    """What an operator sets, each as ``JUMINZEI_<NAME>`` in the environment.

    A database address is a URL (``postgresql://user:password@host/name``); an
    empty one means an SQLite file under ``data``.
    """

    model_config = SettingsConfigDict(env_prefix="JUMINZEI_", extra="forbid")

    data: Path = Field(default=Path("var/data"), description="Folder for databases, keys, notices")
    profile: Literal["laptop", "production"] = "laptop"
    municipality: str = Field(default="112101", pattern=r"^\d{6}$")
    municipality_name: str = "加須市"
    prefecture: str = "saitama"
    ordinance: str = "kazo"

    database_url: SecretStr = SecretStr("")
    vault_database_url: SecretStr = SecretStr("")
    audit_database_url: SecretStr = SecretStr("")

    secret_key: SecretStr = SecretStr("")
    vault_key_file: Path | None = None
    audit_key_file: Path | None = None
    allowed_hosts: list[str] = ["localhost", "127.0.0.1", "[::1]"]
    staff: str = Field(default="", description="Staff number that commands act as")


PREFIX = "JUMINZEI_"
NOT_SETTINGS = {"JUMINZEI_TEST_ENGINE", "JUMINZEI_REQUIRE"}
"""Read by the tests, not by the installation."""


class ConfigurationError(Exception):
    """A setting is wrong; the text names each one and says what is the matter."""


def load() -> Configuration:
    """Return the settings of this installation.

    A misspelt name is refused too: a database address that nobody reads would
    quietly put a city's data into a file.

    Raises:
        ConfigurationError: A value is of a wrong form, or a name is not a setting.
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
    if wrong:
        raise ConfigurationError("\n".join(wrong))
    return configuration
