"""The key that signs sessions: given by the operator, or made by a laptop for itself."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from juminzei.web.configuration import Configuration


def given_secret(configuration: Configuration) -> str:
    """Return the key that the operator gave, in the environment or in a file; empty if none."""
    given = configuration.secret_key.get_secret_value()
    if given or configuration.secret_key_file is None:
        return given
    return configuration.secret_key_file.read_text(encoding="ascii").strip()


def secret_key(path: Path) -> str:
    """Return the secret kept in ``path``, made at the first call; only its owner may read it."""
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii")


def _make(path: Path) -> None:
    """Write a new secret, unless another process is faster; it appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
