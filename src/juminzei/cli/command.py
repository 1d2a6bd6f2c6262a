"""What a command module provides."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping


class UsageError(Exception):
    """The call cannot be carried out as it was made; the text says why and what to do."""


class Command(Protocol):
    """The face of a command module."""

    EXAMPLE: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""

    def run(self, options: argparse.Namespace) -> Mapping[str, object] | int:
        """Carry the command out.

        Returns:
            A JSON-able summary for the caller, or an exit status where the command
            has written its own output.

        Raises:
            UsageError: The call is wrong; nothing was done.
        """


def with_django(*, prepared: bool = True) -> None:
    """Make the databases and applications usable; needed before importing any model.

    Args:
        prepared: Whether the databases must be there already, in this version's form.

    Raises:
        UsageError: A setting of the installation is wrong, or its databases are not ready.
    """
    import django
    from django.apps import apps

    from juminzei.cli.prepared import refuse_unprepared
    from juminzei.web.configuration import ConfigurationError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "juminzei.web.settings")
    if apps.ready:  # a command inside another's process, which has looked
        return
    try:
        django.setup()
    except ConfigurationError as error:
        raise UsageError(str(error)) from None
    if prepared:
        refuse_unprepared()
        _ask_whether_checkpoints_are_late()


def _ask_whether_checkpoints_are_late() -> None:
    """Know of it before the first act: a command may have only one."""
    from django.db import connections

    from juminzei.platform.audit.unanchored import LATENESS

    LATENESS.ask()
    connections["audit"].close()  # a server's workers must not inherit it
