"""Whether the three databases stand apart, and the way to them is closed to listeners."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from juminzei.web.deployment_danger import Danger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.web.configuration import Configuration

SETTINGS = {
    "default": "JUMINZEI_DATABASE_URL",
    "vault": "JUMINZEI_VAULT_DATABASE_URL",
    "audit": "JUMINZEI_AUDIT_DATABASE_URL",
}
SHORTEST_PASSWORD = 16
CHECKED = {"verify-ca", "verify-full"}
"""Values of ``sslmode`` under which the server has to show who it is."""


def database_dangers(
    configuration: Configuration, databases: Mapping[str, Any]
) -> Iterator[Danger]:
    """Yield what is wrong with where the databases are and how they are reached.

    Args:
        configuration: Says which of them have an address.
        databases: The same as Django reads them.
    """
    given = {
        alias: databases[alias]
        for alias, name in SETTINGS.items()
        if getattr(configuration, name.removeprefix("JUMINZEI_").lower()).get_secret_value()
    }
    if given and len(given) < len(SETTINGS):
        for alias in SETTINGS.keys() - given.keys():
            yield Danger(
                "E006",
                SETTINGS[alias],
                "このデータベースだけ指定がなく、フォルダーの SQLite になります。",
                "三つのデータベースのアドレスをすべて指定してください。",
            )
    yield from _shared(given)
    for alias, database in given.items():
        if _is_far(database["HOST"]) and database.get("OPTIONS", {}).get("sslmode") not in CHECKED:
            yield Danger(
                "E008",
                SETTINGS[alias],
                "データベースまでの通信が暗号化されないか、相手を確かめていません。",
                "アドレスに ?sslmode=verify-full を付けてください。",
            )
        if _is_guessable(str(database["PASSWORD"] or ""), str(database["USER"])):
            yield Danger(
                "E010",
                SETTINGS[alias],
                "データベースのパスワードが短いか、推測できます。",
                f"{SHORTEST_PASSWORD}文字以上の乱数にするか、証明書かソケットで接続してください。",
            )


def _is_guessable(password: str, role: str) -> bool:
    """Return whether there is a password, and somebody would come to it by trying."""
    named = role.casefold() in password.casefold() if role else False
    return bool(password) and (len(password) < SHORTEST_PASSWORD or named)


def _shared(given: dict[str, Any]) -> Iterator[Danger]:
    """Yield databases that are one, and roles that open more than one."""
    places: dict[tuple[str, str, str], str] = {}
    roles: dict[tuple[str, str, str], str] = {}
    for alias, database in given.items():
        server = str(database["HOST"]), str(database["PORT"] or "5432")
        first = places.setdefault((*server, str(database["NAME"])), alias)
        if first != alias:
            yield Danger(
                "E006",
                SETTINGS[alias],
                f"{SETTINGS[first]} と同じデータベースです。",
                "番号の保管庫と操作記録は、それぞれ別のデータベースにしてください。",
            )
        first = roles.setdefault((*server, str(database["USER"])), alias)
        if first != alias:
            yield Danger(
                "E007",
                SETTINGS[alias],
                f"{SETTINGS[first]} と同じ利用者（ロール）で接続します。",
                "データベースごとに別のロールを作り、ほかのデータベースには接続させないでください。",
            )


def _is_far(host: str) -> bool:
    """Return whether the way leads over a network; a socket and this machine do not."""
    if not host or host.startswith("/") or host == "localhost":
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True
