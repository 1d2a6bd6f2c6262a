"""The key source that this installation is set to use for the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.keys import installed

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.platform.keys.key_source import KeySource

STORE = "vault"


def key_source(*, may_create: bool = False) -> KeySource:
    """Return the source: a plugged-in one, a command's, or a file's.

    Args:
        may_create: Whether a laptop may make a key file, because nothing was sealed yet.

    Raises:
        juminzei.platform.keys.key_source.KeysetError: It cannot be used.
    """
    return installed.installed_source(STORE, may_create=may_create)


def key_path() -> Path:
    """Return where the key file is to lie."""
    return installed.key_path(STORE)


def uses_file() -> bool:
    """Return whether the keys come from a file that we may write to."""
    return installed.uses_file(STORE)
