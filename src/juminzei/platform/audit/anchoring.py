"""The second place of checkpoints: a folder, best on another host, that gets each one once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import structlog
from django.conf import settings

from juminzei.platform.audit.models import Checkpoint, CheckpointCopy, SigningKey
from juminzei.platform.audit.statements import checkpoint_line, key_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

LOG = structlog.get_logger(__name__)

AT_ONCE = 500


def second_place() -> Path | None:
    """Return the folder of the installation's setting, none if there is none."""
    folder: Path | None = settings.CONFIGURATION.checkpoint_dir
    return folder


def copy_checkpoints(at: datetime) -> int:
    """Copy what the second place lacks, in order, and return how many; a failure is logged."""
    folder = second_place()
    if folder is None:
        return 0
    copied = 0
    try:
        for checkpoint in not_copied():
            write_checkpoint(folder, checkpoint)
            CheckpointCopy.objects.create(number=checkpoint.number, copied_at=at)
            copied += 1
    except OSError as error:
        LOG.warning("checkpoints wait: the second place cannot be written", cause=error.strerror)
    return copied


def write_checkpoint(folder: Path, checkpoint: Checkpoint) -> Path:
    """Write one checkpoint, and the public keys so far, into ``folder``; return its file.

    Raises:
        OSError: The folder cannot be written to.
    """
    month = folder / f"{checkpoint.made_at:%Y-%m}"
    month.mkdir(parents=True, exist_ok=True)
    for key in SigningKey.objects.order_by("pk"):
        _write(folder / f"key-{key.from_number:012d}-{key.key_id}.json", key_line(key))
    path = month / f"checkpoint-{checkpoint.number:012d}.json"
    _write(path, checkpoint_line(checkpoint))
    return path


def not_copied() -> Iterator[Checkpoint]:
    """Yield the checkpoints that the second place lacks, oldest first."""
    newest = CheckpointCopy.objects.order_by("-number").first()
    done = newest.number if newest else 0
    while some := list(Checkpoint.objects.filter(number__gt=done).order_by("number")[:AT_ONCE]):
        yield from some
        done = some[-1].number


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all; what lies there under its name stays as it is."""
    if path.exists():
        return
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(0o444)
    unfinished.rename(path)
