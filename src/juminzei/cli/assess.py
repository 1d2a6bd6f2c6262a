"""``juminzei assess``: calculate the year's tax of everybody on the frozen list."""

from __future__ import annotations

import os
import subprocess  # starts our own workers  # nosec B404
import sys
import time
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from juminzei.apps.assessment.models import AssessmentRun
    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

EXAMPLE = "juminzei assess --tax-year 2026 --workers 2 --review"

SUMMARY = (
    "people",
    "assessed",
    "taxed",
    "municipal",
    "prefectural",
    "forest",
    "total",
    "instalments",
    "by_method",
    "exceptions",
)
REVIEWED = ("exceptions", "control", "last_year")
"""What a review adds: the exceptions counted anew, the ledger's own sums, the year before."""
WAIT_S = 60
"""Seconds that other workers get to end after the last chunk is done."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year, the workers, and how far to go."""
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    parser.add_argument("--dry-run", action="store_true", help="calculate and write nothing")
    parser.add_argument("--workers", type=int, default=2, help="processes that share the work")
    parser.add_argument(
        "--exceptions", metavar="REASON", help="name whom to look at, such as income_jump"
    )
    parser.add_argument(
        "--people", metavar="NUMBER", nargs="+", type=int, help="calculate these people anew"
    )
    parser.add_argument(
        "--compare", action="store_true", help="find whose result is old, after fixing too"
    )
    parser.add_argument("--review", action="store_true", help="check totals, list exceptions")
    parser.add_argument("--fix", action="store_true", help="fix the reviewed run for good")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Calculate, review and fix as far as asked.

    With ``--review`` or ``--fix`` a run that is calculated already is not calculated again.

    Raises:
        UsageError: It cannot be done; the text says what to do.
    """
    with_django()
    from juminzei.apps.assessment.services.start_run import law_of

    started = time.perf_counter()
    with refusals_told():
        if options.exceptions:
            summary = _exceptions(options.tax_year, options.exceptions)
        elif options.people or options.compare:
            summary = _old_results(options)
        else:
            summary = _trial(options.tax_year) if options.dry_run else _run(options)
        warnings = warn_of_drafts([law_of(options.tax_year)])
    seconds = round(time.perf_counter() - started, 2)
    return {**summary, "warnings": warnings, "seconds": seconds}


def _trial(tax_year: int) -> dict[str, object]:
    from juminzei.apps.assessment.services.calculate_run import (
        trial,
    )
    from juminzei.platform.clock import now
    from juminzei.platform.staff.services import require

    at = now()
    require(actor(at), "assess.run", on=at.date())
    totals, digest = trial(tax_year, on_chunk=_tell_trial)
    return _summary("trial", totals, digest)


def _exceptions(tax_year: int, reason: str) -> dict[str, object]:
    from juminzei.apps.assessment.selectors.run_exceptions import (
        REASONS,
    )
    from juminzei.apps.assessment.services.name_exceptions import (
        name_exceptions,
    )
    from juminzei.apps.assessment.services.run_totals import EXCEPTIONS
    from juminzei.apps.assessment.services.start_run import (
        current_run,
    )
    from juminzei.platform.clock import now

    current = current_run(tax_year)
    if reason not in REASONS:
        raise UsageError(f"{reason}: 理由は {', '.join(REASONS)} のいずれかを指定してください。")
    if current is None:
        raise UsageError(f"{tax_year} 年度の当初賦課はまだ計算していません。")
    at = now()
    found = name_exceptions(current, reason, actor=actor(at), at=at)
    numbers = [f"{number:010d}" for number in found]
    return {"reason": reason, "words": EXCEPTIONS[reason], "addressees": numbers}


def _old_results(options: argparse.Namespace) -> dict[str, object]:
    """Calculate some people of the run anew, or compare everybody with their documents."""
    from juminzei.apps.assessment.services.check_results import check_results
    from juminzei.apps.assessment.services.recalculate_people import (
        recalculate_people,
    )
    from juminzei.apps.assessment.services.start_run import (
        current_run,
    )
    from juminzei.platform.audit import services as audit
    from juminzei.platform.clock import now

    current = current_run(options.tax_year)
    if current is None:
        raise UsageError(f"{options.tax_year} 年度の当初賦課はまだ計算していません。")
    at = now()
    member = actor(at)
    summary: dict[str, object] = {}
    if options.people:
        done = recalculate_people(current, options.people, actor=member, at=at)
        summary["recalculated"] = [f"{number:010d}" for number in done]
    if options.compare:
        summary["old_results"] = check_results(current, actor=member, at=at).people
    audit.drain()
    return summary


def _run(options: argparse.Namespace) -> dict[str, object]:
    from juminzei.apps.assessment.services.fix_run import fix_run
    from juminzei.apps.assessment.services.review_run import (
        review_run,
    )
    from juminzei.platform.audit import services as audit
    from juminzei.platform.clock import now

    at = now()
    member = actor(at)
    current = _calculated(options) or _calculate(options, member, at, now)
    if options.review:
        current = review_run(current, actor=member, at=now())
    if options.fix:
        current = fix_run(current, actor=member, at=now())
    audit.drain()
    return _summary(current.state, current.totals, current.result_digest)


def _calculated(options: argparse.Namespace) -> AssessmentRun | None:
    """Return the run that waits for its review or fixing, if that is what was asked for."""
    from juminzei.apps.assessment.models import RunState
    from juminzei.apps.assessment.services.start_run import (
        current_run,
    )

    current = current_run(options.tax_year) if options.review or options.fix else None
    waits = current and current.state in {RunState.CALCULATED, RunState.REVIEWED}
    return current if waits else None


def _calculate(
    options: argparse.Namespace,
    member: StaffMember,
    at: datetime,
    now: Callable[[], datetime],
) -> AssessmentRun:
    from juminzei.apps.assessment.services.calculate_run import (
        calculate_run,
        finish_run,
    )
    from juminzei.apps.assessment.services.start_run import start_run

    current = start_run(tax_year=options.tax_year, actor=member, at=at)
    waiting = current.job.chunks.filter(done=False).count()
    others = [_other_worker(current) for _ in range(min(options.workers, waiting) - 1)]
    calculate_run(current, clock=now, on_chunk=_tell)
    for other in others:
        other.wait(timeout=WAIT_S)
    finish_run(current, at=now())
    current.refresh_from_db()
    return current


def _other_worker(current: AssessmentRun) -> subprocess.Popen[bytes]:
    """Start another process on the same run; it ends with this one."""
    call = [sys.executable, "-m", "juminzei.cli.assess_worker", str(current.pk), str(os.getpid())]
    return subprocess.Popen(call)  # noqa: S603 - our own module and arguments  # nosec B603


def _tell(progress: Progress) -> None:
    left = "—" if progress.seconds_left is None else f"{progress.seconds_left}"
    print(
        f"  {progress.done:,} / {progress.total:,} 人　"
        f"{progress.rate_per_s:,} 人/秒　残り約 {left} 秒",
        file=sys.stderr,
        flush=True,
    )


def _tell_trial(done: int, total: int) -> None:
    print(f"  {done:,} / {total:,} 人（試算）", file=sys.stderr, flush=True)


def _summary(state: str, totals: Mapping[str, object], digest: str) -> dict[str, object]:
    figures = {name: totals[name] for name in SUMMARY}
    review = totals.get("review")
    if isinstance(review, dict):
        figures |= {name: review[name] for name in REVIEWED}
    return {"state": str(state), **figures, "result_digest": digest}
