"""``juminzei notices``: print the notices of a year's run."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.notices.printing import PrintedFile

EXAMPLE = "juminzei notices --tax-year 2026 --kind ordinary --workers 2"
MOST_WORKERS = 16


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare year, form, folder and processes."""
    parser.add_argument("--tax-year", type=int, required=True)
    parser.add_argument(
        "--kind",
        choices=("ordinary", "special"),
        required=True,
        help="納税通知書 or 特別徴収税額決定通知書",
    )
    parser.add_argument("--out", type=Path, help="folder (default: notices/ in the data folder)")
    parser.add_argument("--workers", type=int, default=1, help="processes, about 0.8 GiB each")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Print, and return files, pages, notices, yen and seconds."""
    if not 1 <= options.workers <= MOST_WORKERS:
        raise UsageError(f"--workers は1から{MOST_WORKERS}までで指定してください。")
    with_django()
    from django.conf import settings

    from juminzei.apps.assessment.models import NoticeKind
    from juminzei.apps.assessment.services.print_notices import (
        print_notices,
    )
    from juminzei.kernel.law import load
    from juminzei.platform import clock

    folder = options.out or settings.DATA / "notices" / str(options.tax_year) / options.kind
    started = time.perf_counter()
    with refusals_told():
        report = print_notices(
            tax_year=options.tax_year,
            kind=NoticeKind(options.kind),
            ordinance=settings.CONFIGURATION.ordinance,
            folder=folder,
            actor=actor(clock.now()),
            clock=clock.now,
            workers=options.workers,
            on_file=_say,
        )
        warnings = warn_of_drafts([load(options.tax_year, settings.CONFIGURATION.ordinance)])
    files = [file for file in report.files if file.pages]
    return {
        "files": len(files),
        "pages": sum(file.pages for file in files),
        "notices": sum(file.notices for file in files),
        "amount": sum(file.amount for file in files),
        "seconds": round(time.perf_counter() - started, 2),
        "drawn": sum(file.drawn for file in files),
        "by_hand": sum(len(file.placed) for file in files if file.by_hand),
        "refused": sum(len(file.refused) for file in report.files),
        "not_printed": len(report.not_printed),
        "folder": str(report.folder),
        "warnings": warnings,
    }


def _say(file: PrintedFile) -> None:
    print(f"  {file.name}: {file.pages:,} pages", file=sys.stderr, flush=True)
