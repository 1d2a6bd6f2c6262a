"""What all tests share: databases of their own, on SQLite or on a real PostgreSQL server."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import django
import hypothesis
from django.conf import settings

from support.emptying import allow_emptying
from support.postgresql_server import Server

if TYPE_CHECKING:
    import pytest

ENGINE = os.environ.get("JUMINZEI_TEST_ENGINE", "sqlite")
REQUIRED = os.environ.get("JUMINZEI_REQUIRE", "").split()
"""Suites that must run here: ``browser``, ``postgresql``. What is not required may be missing."""

# How long one example takes says how busy the machine is, not whether a promise holds. What
# must pass before a change lands has the same examples each time, so that nobody's change is
# refused for what another's luck found; everybody else's runs go on looking for new ones.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=bool(REQUIRED),
)
hypothesis.settings.load_profile("house")
CHROMIUM = Path("/usr/bin/chromium")
_SERVER: list[Server] = []


def pytest_configure(config: pytest.Config) -> None:
    """Have each worker read the settings only when its own data folder is there.

    A worker that found the name of the settings in its surroundings would read them before
    this file is read there, and all would share one folder: one's spool swept by another.
    """
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput"):
        del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure(config: pytest.Config) -> None:  # noqa: ARG001 - pytest passes by name
    """Stop the server that this process started."""
    for server in _SERVER:
        server.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine cannot run; fail if it is required.

    Raises:
        RuntimeError: A required suite cannot run here.
    """
    if not CHROMIUM.exists():
        if "browser" in REQUIRED:
            raise RuntimeError(f"the browser suite must run, and {CHROMIUM} is not there")
        left_out = [item for item in items if "browser" in item.keywords]
        if left_out:
            config.hook.pytest_deselected(items=left_out)
            items[:] = [item for item in items if item not in left_out]


BUSY = "1000000"
"""Tests ask faster than people; those of the limits set them anew."""


def _prepare() -> None:
    """Give the settings a data folder of this run's own before Django reads them."""
    for limit in ("SIGN_INS_PER_MINUTE", "SEARCHES_PER_MINUTE", "CALLS_PER_MINUTE"):
        os.environ[f"JUMINZEI_{limit}"] = BUSY
    os.environ["JUMINZEI_DATA"] = tempfile.mkdtemp(prefix="juminzei-test-")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in the test's thread
    if ENGINE == "postgresql" and "JUMINZEI_DATABASE_URL" not in os.environ:
        server = Server(Path(os.environ["JUMINZEI_DATA"]) / "pg")
        server.start()
        _SERVER.append(server)
        for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
            os.environ[f"JUMINZEI_{name}_URL"] = server.create_database(name.lower())
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    # Pages are tested with the static files as they lie in the tree, not as collected.
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    django.setup()
    allow_emptying()


_prepare()
