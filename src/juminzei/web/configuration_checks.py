"""What a setting's form cannot tell: whether an address can be one, and a city is known."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

from juminzei.kernel.law import ordinances

if TYPE_CHECKING:
    from pathlib import Path

SCHEMES = ("postgresql", "postgres")


def address_problem(address: str) -> str:
    """Return what is wrong with the address of a database, empty if nothing is.

    The address itself, which has a password in it, is never repeated.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
        _port_is_a_number = parts.port
    except ValueError:
        return "URL として読めません。パスワードの記号は % で符号化してください。"
    if parts.scheme not in SCHEMES:
        return (
            "postgresql:// で始まる URL を指定するか、設定を外してください（SQLite になります）。"
        )
    if not host:
        return "サーバー名（またはソケットのフォルダー）がありません。"
    if not unquote(parts.path).strip("/"):
        return "データベース名がありません。"
    return ""


def city_problems(municipality: str, ordinance: str) -> dict[str, str]:
    """Return what is wrong with the city, by the setting that is.

    Args:
        municipality: 全国地方公共団体コード, 6 digits.
        ordinance: The folder of the city's law files.
    """
    known = ordinances()
    if ordinance not in known.values():
        names = "、".join(sorted(known.values()))
        return {"ORDINANCE": f"{ordinance} の条例のファイルがありません。あるのは {names} です。"}
    if known.get(municipality) != ordinance:
        return {
            "MUNICIPALITY": f"{municipality} は条例 {ordinance} の団体コードではありません。"
            "JUMINZEI_ORDINANCE と合わせてください。"
        }
    return {}


def folder_problem(folder: Path) -> str:
    """Make the folder of the databases, its owner's only; return why it cannot serve, if so."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        return f"フォルダー {folder} を作れません（{error.strerror}）。"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"フォルダー {folder} に書き込めません。"
    return ""


def unreadable_problem(file: Path) -> str:
    """Return why the text in ``file`` cannot be read, empty if it can."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return f"ファイル {file} を読めません。場所と所有者を確かめてください。"
    return "" if text else f"ファイル {file} は空です。鍵を一行で書いてください。"
