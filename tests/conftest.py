"""What all tests share: databases of their own, on SQLite or on a real PostgreSQL server."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django

from support.postgresql_server import Server

if TYPE_CHECKING:
    import pytest

ENGINE = os.environ.get("JUMINZEI_TEST_ENGINE", "sqlite")
_SERVER: list[Server] = []


def pytest_unconfigure(config: pytest.Config) -> None:  # noqa: ARG001 - pytest passes by name
    """Stop the server that this process started."""
    for server in _SERVER:
        server.stop()


def _prepare() -> None:
    """Give the settings a data folder of this run's own before Django reads them."""
    os.environ["JUMINZEI_DATA"] = tempfile.mkdtemp(prefix="juminzei-test-")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in the test's thread
    if ENGINE == "postgresql" and "JUMINZEI_DATABASE_URL" not in os.environ:
        server = Server(Path(os.environ["JUMINZEI_DATA"]) / "pg")
        server.start()
        _SERVER.append(server)
        for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
            os.environ[f"JUMINZEI_{name}_URL"] = server.create_database(name.lower())
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    django.setup()


_prepare()
