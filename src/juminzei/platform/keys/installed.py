"""The key source that this installation is set to use for one store: a plug, command or file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from juminzei.platform.keys import key_command, key_file
from juminzei.platform.keys.key_source import KeysetError

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.keys.key_source import KeySource


def installed_source(store: str, *, may_create: bool = False) -> KeySource:
    """Return the source of a store's wrapping key.

    Args:
        store: ``"vault"`` or ``"image"``: how the names of its settings begin.
        may_create: Whether a laptop may make a key file, because nothing was sealed yet.

    Raises:
        KeysetError: It cannot be used.
    """
    plugged_in, command = _set(store, "key_source"), _set(store, "key_command")
    if plugged_in:
        return _plugged_in(plugged_in, _setting(store, "key_source"))
    if command:
        return key_command.load(command, _setting(store, "key_command"))
    path = key_path(store)
    if may_create and settings.CONFIGURATION.profile == "laptop" and not path.exists():
        key_file.create(path)
    return key_file.load(path)


def key_path(store: str) -> Path:
    """Return where the key file of a store is to lie."""
    given: Path | None = getattr(settings.CONFIGURATION, f"{store}_key_file")
    path: Path = given or settings.DATA / "keys" / f"{store}.json"
    return path


def uses_file(store: str) -> bool:
    """Return whether the keys come from a file that we may write to."""
    return not (_set(store, "key_source") or _set(store, "key_command"))


def _set(store: str, name: str) -> str:
    return str(getattr(settings.CONFIGURATION, f"{store}_{name}"))


def _setting(store: str, name: str) -> str:
    return f"JUMINZEI_{store}_{name}".upper()


@lru_cache(maxsize=4)
def _plugged_in(name: str, setting: str) -> KeySource:
    try:
        source: KeySource = import_string(name)()
    except ImportError as error:
        raise KeysetError(f"{setting}: {name} がありません。名前を確かめてください。") from error
    return source
