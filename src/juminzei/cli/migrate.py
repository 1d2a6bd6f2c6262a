"""``juminzei migrate``: create the databases or bring them up to this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.command import with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei migrate"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Declare nothing: the settings name the databases."""


def run(_options: argparse.Namespace) -> Mapping[str, object]:
    """Apply every migration to the database that it belongs to.

    A database of one application's own is given that application's migrations only: the
    others would make nothing there, and working out what they would make takes its time.
    """
    with_django(prepared=False)
    from django.core.management import call_command
    from django.db import connections

    from juminzei.web.databases import own_applications

    for alias in connections:
        only = [[label] for label in own_applications(alias)]
        for labels in only or [[]]:
            call_command("migrate", *labels, database=alias, verbosity=0)
    return {"databases": list(connections)}
