"""The key source that this installation is set to use."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from juminzei.platform.vault import key_command, key_file
from juminzei.platform.vault.key_source import KeysetError

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.vault.key_source import KeySource


def key_source(*, may_create: bool = False) -> KeySource:
    """Return the source: a plugged-in one, a command's, or a file's.

    Args:
        may_create: Whether a laptop may make a key file, because nothing was sealed yet.

    Raises:
        KeysetError: It cannot be used.
    """
    configuration = settings.CONFIGURATION
    if configuration.vault_key_source:
        return _plugged_in(configuration.vault_key_source)
    if configuration.vault_key_command:
        return key_command.load(configuration.vault_key_command)
    path = key_path()
    if may_create and configuration.profile == "laptop" and not path.exists():
        key_file.create(path)
    return key_file.load(path)


def key_path() -> Path:
    """Return where the key file is to lie."""
    path: Path = settings.CONFIGURATION.vault_key_file or settings.DATA / "keys" / "vault.json"
    return path


def uses_file() -> bool:
    """Return whether the keys come from a file that we may write to."""
    configuration = settings.CONFIGURATION
    return not (configuration.vault_key_source or configuration.vault_key_command)


@lru_cache(maxsize=4)
def _plugged_in(name: str) -> KeySource:
    try:
        source: KeySource = import_string(name)()
    except ImportError as error:
        raise KeysetError(
            f"JUMINZEI_VAULT_KEY_SOURCE: {name} がありません。名前を確かめてください。"
        ) from error
    return source
