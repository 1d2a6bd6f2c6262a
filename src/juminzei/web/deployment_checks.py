"""What production refuses to start with (``juminzei serve``, ``check --deploy``).

Each danger says where it is, what it is, and what to do about it.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.checks import Error, Tags, register

from juminzei.web.configuration import LOOPBACK_NAMES
from juminzei.web.database_checks import database_dangers
from juminzei.web.database_roles import role_dangers
from juminzei.web.deployment_danger import Danger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.core.checks import CheckMessage

    from juminzei.web.configuration import Configuration

SHORTEST_KEY, FEWEST_SIGNS = 50, 20
KNOWN_WORDS = ("django-insecure", "change", "example", "secret", "laptop", "default")


@register(Tags.security, deploy=True)
def installation(app_configs: object = None, **_named: Any) -> list[CheckMessage]:
    """Return what keeps this installation from being one that may hold people's data."""
    del app_configs
    configuration = settings.CONFIGURATION
    if configuration.profile != "production":
        where, what = "JUMINZEI_PROFILE", "本番用の設定（production）ではありません。"
        return [_told(Danger("E000", where, what, "JUMINZEI_PROFILE=production にしてください。"))]
    return [_told(one) for one in dangers(configuration)]


def dangers(configuration: Configuration) -> Iterator[Danger]:
    """Yield all that is dangerous in a production installation."""
    yield from _debugging()
    yield from _secret_key(configuration)
    yield from _plain_http(configuration)
    yield from _host_names(configuration)
    yield from _readable_keys(configuration)
    yield from database_dangers(configuration, settings.DATABASES)
    yield from role_dangers()


def _debugging() -> Iterator[Danger]:
    if settings.DEBUG:
        yield Danger(
            "E001",
            "DEBUG",
            "デバッグ表示が有効です。エラー画面に内部の情報が出ます。",
            "DEBUG を False にしてください。",
        )


def _secret_key(configuration: Configuration) -> Iterator[Danger]:
    where = "JUMINZEI_SECRET_KEY"
    remedy = (
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' で作り、"
        "JUMINZEI_SECRET_KEY_FILE のファイル（所有者だけが読めるもの）に置いてください。"
    )
    if not configuration.secret_key.get_secret_value() and not configuration.secret_key_file:
        yield Danger("E002", where, "本番用の鍵がありません（端末用に作られた鍵です）。", remedy)
        return
    key: str = settings.SECRET_KEY
    laptop = configuration.data / "keys" / "django"
    if laptop.exists() and key == laptop.read_text(encoding="ascii").strip():
        yield Danger("E002", where, "端末用に作られた鍵と同じです。", remedy)
    elif len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS:
        yield Danger("E002", where, "鍵が短いか、推測できます。", remedy)
    elif any(word in key.lower() for word in KNOWN_WORDS):
        yield Danger("E002", where, "鍵が見本のままです。", remedy)


def _plain_http(configuration: Configuration) -> Iterator[Danger]:
    if not configuration.proxies:
        yield Danger(
            "E003",
            "JUMINZEI_PROXIES",
            "TLS を終端するプロキシがなく、平文の http になります。",
            "TLS を終端するプロキシを前に置き、その台数を指定してください"
            "（docs/security-operation.md）。",
        )
    cookies = settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE
    if not (cookies and settings.SECURE_SSL_REDIRECT and settings.SECURE_HSTS_SECONDS):
        yield Danger(
            "E003",
            "juminzei/web/settings.py",
            "https だけで使うための設定が外されています。",
            "Cookie の Secure、https への転送、HSTS を戻してください。",
        )
    if any(not network.prefixlen for network in configuration.proxy_addresses):
        yield Danger(
            "E003",
            "JUMINZEI_PROXY_ADDRESSES",
            "すべてのアドレスをプロキシとして信じています。",
            "プロキシのアドレスだけを書いてください。",
        )


def _host_names(configuration: Configuration) -> Iterator[Danger]:
    names = configuration.allowed_hosts
    if not set(names) - set(LOOPBACK_NAMES):
        what = "画面のホスト名が指定されていません。"
    elif any(name.startswith(("*", ".")) for name in names):
        what = "どのホスト名でも受け付けます。"
    else:
        return
    remedy = '利用者が開くホスト名を ["zei.city.example.lg.jp"] のように書いてください。'
    yield Danger("E004", "JUMINZEI_ALLOWED_HOSTS", what, remedy)


def _readable_keys(configuration: Configuration) -> Iterator[Danger]:
    keys = configuration.data / "keys"
    given = [
        configuration.secret_key_file,
        configuration.vault_key_file,
        configuration.image_key_file,
    ]
    files = [*sorted(keys.rglob("*")), *(one for one in given if one)]
    for path in [configuration.data, keys, *files]:
        problem = _exposed(path)
        if problem:
            remedy = "chmod go-rwx と chown を実行し、漏えいの有無を確かめてください。"
            yield Danger("E005", str(path), problem, remedy)


def _exposed(path: Path) -> str:
    """Return how others may come to what lies at ``path``, empty if they may not."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return ""
    if state.st_uid != os.geteuid():
        return "所有者がこのシステムの利用者ではありません。"
    if stat.S_IMODE(state.st_mode) & 0o077:
        return f"所有者以外も読み書きできます（{stat.S_IMODE(state.st_mode):04o}）。"
    return ""


def _told(danger: Danger) -> Error:
    return Error(
        f"{danger.where}: {danger.what}", hint=danger.remedy, id=f"juminzei.{danger.number}"
    )
