"""``juminzei unified``: numbers every person across the city's systems (団体内統合宛名番号)."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.platform.jobs.services import Progress

EXAMPLE = "juminzei unified number"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the act."""
    parser.add_argument("act", choices=["number"], help="number whoever has no number yet")


def run(_options: argparse.Namespace) -> Mapping[str, object]:
    """Number the city, or go on where a killed run was, and return what it came to."""
    with_django()
    from juminzei.apps.unified.services.city_numbering import number_city
    from juminzei.platform import clock
    from juminzei.platform.jobs.services import this_worker

    with refusals_told():
        return asdict(
            number_city(
                actor=actor(clock.now()), worker=this_worker(), clock=clock.now, on_chunk=_told
            )
        )


def _told(progress: Progress) -> None:
    print(
        f"{progress.done:,}/{progress.total:,}件 {progress.rate_per_s:,}件/秒",
        file=sys.stderr,
        flush=True,
    )
