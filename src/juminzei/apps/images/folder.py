"""Where sealed files lie: written beside their place, made durable, then named."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

A_FOLDER = 1_000
ENDING = ".sealed"
DRAFT = ".draft"


def folder() -> Path:
    """Return the folder of this installation's images; its owner's alone."""
    place: Path = settings.DATA / "images"
    return place


def path_of(image_set: int) -> Path:
    """Return where the file of a set lies."""
    return folder() / f"{image_set // A_FOLDER:06d}" / f"{image_set}{ENDING}"


def written(image_set: int, content: bytes) -> Path:
    """Write a set's file: whole and on the disk, or not there at all."""
    path = path_of(image_set)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.stem}.{secrets.token_hex(8)}{DRAFT}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path


def kept(folders: Iterable[Path]) -> None:
    """Have the names in these folders on the disk too."""
    for place in folders:
        descriptor = os.open(place, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
