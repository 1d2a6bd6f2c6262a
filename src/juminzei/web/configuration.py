"""The installation's settings: typed, read from the environment, refused at start when wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
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
