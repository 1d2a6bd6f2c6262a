"""Whether the databases are there and of this version, before a command works with them."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SETTINGS = {
    "default": "JUMINZEI_DATABASE_URL",
    "vault": "JUMINZEI_VAULT_DATABASE_URL",
    "audit": "JUMINZEI_AUDIT_DATABASE_URL",
}


def refuse_unprepared() -> None:
    """Ask each database once what was applied to it, and let go of it again.

    Only names of migrations are compared: a command has no time to build their graph. The
    connections are closed, since a server's workers must not inherit them.

    Raises:
        UsageError: A database cannot be reached, or is not of this version.
    """
    from django.db import OperationalError, connections

    from juminzei.web.databases import own_applications

    needed = _needed()
    for alias in connections:
        connection = connections[alias]
        own = own_applications(alias)
        here = {one for one in needed if one[0] in own} if own else needed
        try:
            missing = here - _applied(connection)
        except OperationalError as error:
            raise UsageError(
                f"{SETTINGS[alias]}: データベースに接続できません。サーバーが動いているか、"
                "アドレスが正しいかを確かめてください。"
            ) from error
        finally:
            connection.close()
        if missing:
            from django.conf import settings

            raise UsageError(
                f"{settings.DATA}: データベース（{alias}）がこの版の形になっていません。"
                "juminzei migrate を実行してください。架空の市で試すには make demo です。"
            )


def _needed() -> set[tuple[str, str]]:
    from django.apps import apps

    return {
        (application.label, module.name)
        for application in apps.get_app_configs()
        for module in pkgutil.iter_modules([str(Path(application.path, "migrations"))])
        if not module.name.startswith("_")
    }


def _applied(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    from django.db.migrations.recorder import MigrationRecorder

    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return set()  # asking would leave an empty file behind
    return set(MigrationRecorder(connection).applied_migrations())
