"""``juminzei check``: hold the year's documents against each other, and keep what contradicts."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.platform.jobs.services import Progress

EXAMPLE = "juminzei check --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year, and stopping."""
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    parser.add_argument(
        "--stop",
        action="store_true",
        help="ask a running check to stop; it goes on when called again",
    )


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Run all checks, or what an interrupted run has left, and return what was found.

    Raises:
        UsageError: It cannot be done; the text says what to do.
    """
    with_django()
    from juminzei.apps.crosschecks.services import run_checks as checks
    from juminzei.apps.crosschecks.services.refusal import CrosschecksRefusedError
    from juminzei.kernel.law import LawError
    from juminzei.platform.clock import now

    started, at, year = time.perf_counter(), now(), options.tax_year
    with refusals_told():
        try:
            if options.stop:
                checks.stop_checks(tax_year=year, actor=actor(at), at=at)
                return {"state": "stopping"}
            done = checks.run_checks(
                tax_year=year, actor=actor(at), at=at, clock=now, on_chunk=_tell
            )
        except (CrosschecksRefusedError, checks.ChecksNotDoneError, LawError) as refusal:
            raise UsageError(str(refusal)) from refusal
    seconds = round(time.perf_counter() - started, 2)
    return {"found": done.found, "new": done.new, "gone": done.gone, "seconds": seconds}


def _tell(progress: Progress) -> None:
    print(f"  {progress.done} / {progress.total} チェック", file=sys.stderr, flush=True)
