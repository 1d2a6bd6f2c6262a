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
    try:
        yield
    except _refusals() as refusal:
        place = "" if file is None else f"{file}: "
        raise UsageError(f"{place}{refusal}") from refusal


def _refusals() -> tuple[type[Exception], ...]:
    """Return what services refuse with; asked for only when something was raised."""
    from juminzei.apps.addressees.services import (
        number_reservation,
        register_file,
    )
    from juminzei.apps.assessment.services import (
        freeze_taxable,
        intake,
        print_notices,
        refusals,
        view_person,
    )
    from juminzei.formats.errors import FormatError
    from juminzei.notices.drawing import DrawingError
    from juminzei.notices.wording.city_wording import WordingError

    return (
        *refusals.REFUSALS,
        DrawingError,
        FormatError,
        WordingError,
        freeze_taxable.AlreadyFrozenError,
        freeze_taxable.NoRegisterError,
        freeze_taxable.TooEarlyError,
        intake.IntakeRefusedError,
        intake.OvertakenError,
        number_reservation.NumbersUsedUpError,
        print_notices.PrintRefusedError,
        register_file.RegisterOrderError,
        register_file.WrongMunicipalityError,
        view_person.UnknownAddresseeError,
    )
