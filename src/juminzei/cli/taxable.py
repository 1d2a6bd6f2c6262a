"""``juminzei taxable freeze``: fix who is taxed for a year."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLE = "juminzei taxable freeze --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year, and how changes on 1 January itself count."""
    acts = parser.add_subparsers(dest="act", required=True)
    freeze = acts.add_parser("freeze", help="fix the list as of 1 January, once and for good")
    freeze.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    freeze.add_argument(
        "--moved-out-that-day-counts",
        action="store_true",
        help="who moved out on 1 January is taxed here (default: not)",
    )
    freeze.add_argument(
        "--died-that-day-does-not-count",
        action="store_true",
        help="who died on 1 January is not taxed (default: taxed)",
    )
    freeze.add_argument(
        "--removed-that-day-counts",
        action="store_true",
        help="who was removed ex officio on 1 January is taxed here (default: not)",
    )
    freeze.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,  # may stand before "freeze" as well
        help="print the summary as one JSON line",
    )


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Freeze the list and return how many persons were taken in and left out, and why.

    Raises:
        UsageError: It was refused; nothing was frozen.
    """
    with_django()
    from juminzei.apps.assessment.services.freeze_taxable import (
        freeze_taxable,
    )
    from juminzei.apps.assessment.services.taxable_rules import (
        INCLUDED,
        Convention,
    )
    from juminzei.platform import clock

    at = clock.now()
    convention = Convention(
        moved_out_that_day_counts=options.moved_out_that_day_counts,
        died_that_day_counts=not options.died_that_day_does_not_count,
        removed_that_day_counts=options.removed_that_day_counts,
    )
    with refusals_told():
        frozen = freeze_taxable(
            tax_year=options.tax_year, actor=actor(at), at=at, convention=convention
        )
    counts = frozen.taxable.counts
    included = sum(count for reason, count in counts.items() if reason in INCLUDED)
    return {
        "tax_year": frozen.taxable.tax_year,
        "assessment_date": frozen.taxable.assessment_date.isoformat(),
        "included": included,
        "excluded": sum(counts.values()) - included,
        "by_reason": counts,
        "convention": frozen.taxable.convention,
        "register_sequence": frozen.taxable.register_sequence,
        "digest": frozen.taxable.digest,
        "warnings": frozen.warnings,
    }
