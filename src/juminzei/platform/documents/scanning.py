"""Asking the city's virus scanner (ClamAV as a process of its own) about a file."""

from __future__ import annotations

import shlex
import subprocess  # nosec B404 - runs the scanner that the operator names
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import structlog
from django.conf import settings
from django.db import models
from pydantic import BaseModel, Field, field_validator

if TYPE_CHECKING:
    from collections.abc import Sequence

LOG = structlog.get_logger(__name__)

KNOWN = (
    ("/usr/bin/clamdscan", "--fdpass", "--no-summary", "--infected"),
    ("/usr/bin/clamscan", "--no-summary", "--infected"),
)
"""Looked for in this order where no command is set."""
CLEAN, INFECTED = 0, 1


class ScanResult(models.TextChoices):
    """What the scanner said."""

    NOT_SCANNED = "not_scanned", "未検査"
    CLEAN = "clean", "異常なし"
    INFECTED = "infected", "感染"
    FAILED = "failed", "検査失敗"


class ScanRules(BaseModel):
    """Settings about scanning what comes in."""

    profile: Literal["laptop", "production"] = "laptop"
    scan_command: str = Field(
        default="",
        description="Scanner with its options, by absolute path; a file or folder is added. "
        "Empty looks for clamdscan and clamscan",
    )
    scan_seconds: int = Field(default=600, ge=1, description="Seconds that one scan may take")
    unscanned: Literal["take", "hold"] | None = Field(
        default=None, description="What becomes of files nobody could scan; held in production"
    )

    @field_validator("scan_command")
    @classmethod
    def _absolute(cls, command: str) -> str:
        parts = shlex.split(command)
        if parts and not Path(parts[0]).is_absolute():
            raise ValueError("the scanner must be named by its absolute path")
        return command

    @property
    def unscanned_held(self) -> bool:
        """Whether a file that nobody scanned waits in quarantine."""
        return (self.unscanned or ("hold" if self.profile == "production" else "take")) == "hold"


def scan_rules() -> ScanRules:
    """Return the rules of this installation."""
    return cast("ScanRules", settings.CONFIGURATION)


def has_scanner() -> bool:
    """Return whether there is a scanner to ask."""
    return bool(_command())


def scanned(path: Path) -> ScanResult:
    """Return what the scanner says of a file or folder; without a scanner it is not scanned.

    Args:
        path: What is scanned; the scanner runs as the same user and only reads.
    """
    command = _command()
    if not command:
        return ScanResult.NOT_SCANNED
    try:
        ended = subprocess.run(  # noqa: S603 - the operator's own command, no shell  # nosec B603
            [*command, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # it names the file's place, and nothing that is needed
            stderr=subprocess.DEVNULL,
            timeout=scan_rules().scan_seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        LOG.warning("the scanner did not answer", error=type(error).__name__)
        return ScanResult.FAILED
    answers = {CLEAN: ScanResult.CLEAN, INFECTED: ScanResult.INFECTED}
    return answers.get(ended.returncode, ScanResult.FAILED)


def _command() -> Sequence[str]:
    command = shlex.split(scan_rules().scan_command)
    return command or next((known for known in KNOWN if Path(known[0]).is_file()), ())
