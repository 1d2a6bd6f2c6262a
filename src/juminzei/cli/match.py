"""``juminzei match``: find the person of each document."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei match --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year."""
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Match what waits and return how many documents went where."""
    with_django()
    from juminzei.apps.assessment.services.matching import match
    from juminzei.platform import clock

    at = clock.now()
    with refusals_told():
        return asdict(match(tax_year=options.tax_year, actor=actor(at), at=at))
