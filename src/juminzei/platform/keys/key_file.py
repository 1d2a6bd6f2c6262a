"""The usual key source: a small file outside every database, its owner's alone."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from functools import lru_cache
from typing import TYPE_CHECKING

from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.keys.wrapping_keys import WrappingKeys, key_text, new_key, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST = 1 << 16
"""A key file has a few hundred bytes; a link to a device would have no end."""


def create(path: Path) -> None:
    """Write a new file of one key, unless another process was faster.

    The file appears whole or not at all, and is on the disk when this returns: numbers
    sealed with a key that a power cut takes away would be lost.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    name, key = new_key()
    draft = _written(path, name, {name: key})
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _kept(path.parent)


def add_key(path: Path) -> str:
    """Add a new key to the file and make it primary; return its id.

    Raises:
        KeysetError: The file cannot be used; it stays as it is.
    """
    _, keys = read(_text(path), str(path))
    name, key = new_key()
    _replace(path, name, {**keys, name: key})
    return name


def drop_key(path: Path, name: str) -> None:
    """Take the key ``name`` out of the file.

    Raises:
        KeysetError: It is primary or not there, or the file cannot be used.
    """
    primary, keys = read(_text(path), str(path))
    if name == primary or name not in keys:
        raise KeysetError(f"{path}: 鍵 {name} は取り除けません（主鍵、または存在しない鍵）。")
    _replace(path, primary, {other: key for other, key in keys.items() if other != name})


def load(path: Path) -> WrappingKeys:
    """Return the keys in ``path``, read again only when the file has changed.

    Raises:
        KeysetError: The file is missing or damaged, is a link, belongs to somebody else, or
            others may read it.
    """
    try:
        state = path.lstat()
    except OSError:
        return WrappingKeys.parsed(_text(path), str(path))
    return _loaded(path, state.st_mtime_ns, state.st_mode, state.st_ino, state.st_uid)


@lru_cache(maxsize=4)
def _loaded(path: Path, _changed_ns: int, _mode: int, _inode: int, _owner: int) -> WrappingKeys:
    return WrappingKeys.parsed(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeysetError(
            f"{path}: 鍵ファイルがありません。"
            "控えから戻すか、JUMINZEI_VAULT_KEY_FILE を確かめてください。"
        ) from None
    except OSError as error:
        why = "リンクです" if error.errno == errno.ELOOP else (error.strerror or "開けません")
        raise KeysetError(
            f"{path}: 鍵ファイルを開けません（{why}）。所有者だけが読める普通のファイルを"
            "置いてください。"
        ) from None
    try:
        _refuse_if_exposed(path, os.fstat(descriptor))
        return os.read(descriptor, LARGEST).decode("ascii", "replace")
    finally:
        os.close(descriptor)


def _refuse_if_exposed(path: Path, state: os.stat_result) -> None:
    if not stat.S_ISREG(state.st_mode):
        raise KeysetError(f"{path}: 鍵ファイルは普通のファイルでなければなりません。")
    if state.st_uid != os.geteuid():
        raise KeysetError(
            f"{path}: 鍵ファイルの所有者がこのシステムの利用者ではありません。"
            "chown を実行し、漏えいの有無を確かめてください。"
        )
    mode = stat.S_IMODE(state.st_mode)
    if mode & 0o077:
        raise KeysetError(
            f"{path}: 鍵ファイルを所有者以外も読み書きできます（{mode:04o}）。"
            "chmod 600 を実行し、漏えいの有無を確かめてください。"
        )


def _replace(path: Path, primary: str, keys: Mapping[str, bytes]) -> None:
    _written(path, primary, keys).replace(path)
    _kept(path.parent)


def _written(path: Path, primary: str, keys: Mapping[str, bytes]) -> Path:
    """Write a draft beside ``path``, for its owner alone, and return it once it is on the disk."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key_text(primary, keys))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _kept(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
