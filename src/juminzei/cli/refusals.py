"""Refusals of services, told to whoever called a command: what was refused, and what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def refusals_told(file: Path | None = None) -> Iterator[None]:
    """Turn a service's refusal into the command's, with the file that it is about.

    Anything else that goes wrong is a mistake in the program and keeps its traceback.

    Raises:
        UsageError: A service refused; its own text says why.
    """
    from juminzei.apps.addressees.services.number_reservation import (  # noqa: PLC0415 - after Django's set-up
        NumbersUsedUpError,
    )
    from juminzei.apps.addressees.services.register_file import (  # noqa: PLC0415 - the same
        RegisterOrderError,
        WrongMunicipalityError,
    )
    from juminzei.formats.errors import FormatError  # noqa: PLC0415 - the same
    from juminzei.platform.audit.services import AuditStalledError  # noqa: PLC0415 - the same
    from juminzei.platform.staff.services import NotPermittedError  # noqa: PLC0415 - the same

    try:
        yield
    except (
        AuditStalledError,
        FormatError,
        NotPermittedError,
        NumbersUsedUpError,
        RegisterOrderError,
        WrongMunicipalityError,
    ) as refusal:
        place = "" if file is None else f"{file}: "
        raise UsageError(f"{place}{refusal}") from refusal
