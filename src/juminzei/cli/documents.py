"""``juminzei documents``: take in wage and pension reports, sweep what killed acts left."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.assessment.services.intake import IntakeReport

EXAMPLE = "juminzei documents import wage_reports/*.csv --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the files and the year."""
    acts = parser.add_subparsers(dest="act", required=True)
    taking_in = acts.add_parser("import", help="take in report files, each row once")
    taking_in.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taking_in.add_argument(
        "--tax-year", type=int, help="refuse files of another year (default: what each file says)"
    )
    taking_in.add_argument(
        "--channel",
        choices=("medium", "eltax", "internal"),
        default="medium",
        help="how the files came (default: medium)",
    )
    sweeping = acts.add_parser("sweep", help="erase numbers whose document was never stored")
    for act in (taking_in, sweeping):
        act.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,  # may stand before the act as well
            help="print the summary as one JSON line",
        )


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Take in the files in order, or sweep, and return the counts.

    A file that is refused is named and stops the command; the files before it
    have been taken in, and giving all of them again takes in the rest. What is swept is
    what lay there at a sweep of a day ago, so let it run every day.
    """
    with_django()
    return _swept() if options.act == "sweep" else _taken_in(options)


def _swept() -> Mapping[str, object]:
    from juminzei.apps.assessment.services.sweep_numbers import sweep_numbers
    from juminzei.platform import clock

    at = clock.now()
    with refusals_told():
        sweep = sweep_numbers(actor=actor(at), at=at)
    return {"documents": sweep.documents, "numbers": sweep.numbers, "below": sweep.below}


def _taken_in(options: argparse.Namespace) -> Mapping[str, object]:
    from juminzei.apps.assessment.services.intake import (
        import_documents,
    )
    from juminzei.platform import clock
    from juminzei.platform.documents.channel import Channel

    summary: dict[str, Counter[str]] = {}
    for path in options.files:
        if not path.is_file():
            raise UsageError(f"{path}: ファイルがありません。")
        at = clock.now()
        with refusals_told(path):
            report = import_documents(
                data=path.read_bytes(),
                name=path.name,
                tax_year=options.tax_year,
                channel=Channel(options.channel),
                actor=actor(at),
                at=at,
            )
        summary.setdefault(report.kind, Counter()).update(_counts(report))
    return {kind: dict(counts) for kind, counts in sorted(summary.items())}


def _counts(report: IntakeReport) -> dict[str, int]:
    return {
        "files": 1,
        "received": report.received,
        "accepted": report.accepted,
        "quarantined": report.quarantined,
        "duplicates": report.duplicates,
        "forwarded": report.forwarded,
        "replaced": report.replaced,
        "cancelled": report.cancelled,
        "unresolved": len(report.unresolved),
        "warnings": report.warnings,
    }
