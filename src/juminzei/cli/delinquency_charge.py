"""``juminzei delinquency-charge``: 延滞金 of a late payment, or 還付加算金 of a refund."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.given import amount, day, payment, remission

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import date

    from juminzei.kernel.delinquency import Charge
    from juminzei.kernel.parameters.interest import InterestLaw

EXAMPLE = "juminzei delinquency-charge --tax 100000 --due 2026-06-30 --paid 2026-12-20"
UNANNOUNCED, LIKE = 2027, 2026
CAUSES = {
    "assessment": ("received",),
    "claim": ("received", "acted", "corrected"),
    "income-tax": ("received", "acted"),
    "mistake": ("received",),
}
"""Causes of a refund, and the days that tell when its interest starts."""
DAYS = ("received", "acted", "corrected")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the tax, the days and what happened between them."""
    parser.add_argument("--tax", type=amount, required=True, metavar="YEN")
    parser.add_argument("--due", type=day, metavar="DATE", help="shifted here if it is closed")
    parser.add_argument(
        "--paid", type=day, required=True, metavar="DATE", help="with --refund: day of the decision"
    )
    parser.add_argument("--payment", type=payment, action="append", default=[], metavar="DATE=YEN")
    parser.add_argument(
        "--remission", type=remission, action="append", default=[], metavar="FROM..TO=KIND",
        help="days let off: whole, half or grace",
    )  # fmt: skip
    parser.add_argument("--refund", action="store_true", help="還付加算金 of a refund")
    parser.add_argument("--start", type=day, metavar="DATE", help="first day of 還付加算金")
    parser.add_argument(
        "--cause", choices=CAUSES, help="why it is refunded, in place of --start; needs --received"
    )
    parser.add_argument("--received", type=day, metavar="DATE", help="when the tax was paid")
    parser.add_argument(
        "--acted", type=day, metavar="DATE", help="day of the claim, or of the income tax's act"
    )
    parser.add_argument("--corrected", type=day, metavar="DATE", help="day of a claim's correction")
    parser.add_argument(
        f"--assume-{UNANNOUNCED}-as-{LIKE}", dest="assume", action="store_true",
        help=f"take the rates of {LIKE} for {UNANNOUNCED}, which are not known",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Print the charge with its periods."""
    from juminzei.kernel.contract.delinquency import answer
    from juminzei.kernel.parameters.interest import InterestLaw
    from juminzei.kernel.standing_law import standing

    law = standing(InterestLaw)
    assumed = {UNANNOUNCED: LIKE} if options.assume else {}
    try:
        charge = (_interest if options.refund else _charge)(options, law, assumed)
    except ValueError as error:
        raise UsageError(str(error)) from None
    with_bases = bool(options.payment)
    sys.stdout.write(json.dumps(answer(charge, with_bases=with_bases), ensure_ascii=False) + "\n")
    for note in _notes(options, charge, law):
        print(note, file=sys.stderr)
    return 0


def _charge(options: argparse.Namespace, law: InterestLaw, assumed: Mapping[int, int]) -> Charge:
    from juminzei.kernel.delinquency import delinquency_charge

    if options.due is None:
        raise UsageError("--due is missing; give the due date, or --refund with --start")
    if options.start is not None or options.cause is not None or _given(options):
        raise UsageError("--start and --cause go with --refund; without it give --due")
    return delinquency_charge(
        tax=options.tax,
        due_on=options.due,
        paid_on=options.paid,
        payments=options.payment,
        remissions=options.remission,
        law=law,
        assumed=assumed,
    )


def _interest(options: argparse.Namespace, law: InterestLaw, assumed: Mapping[int, int]) -> Charge:
    from juminzei.kernel.delinquency import refund_interest

    if options.due is not None or options.payment or options.remission:
        raise UsageError("--refund goes with --tax, --paid and --start or --cause only")
    return refund_interest(
        amount=options.tax,
        start_on=_start(options),
        decided_on=options.paid,
        law=law,
        assumed=assumed,
    )


def _start(options: argparse.Namespace) -> date:
    """Return the first day of interest, as given or by the cause of the refund."""
    from juminzei.kernel.delinquency import interest as causes

    needed = CAUSES.get(options.cause, ())
    if (options.start is None) == (options.cause is None):
        raise UsageError("with --refund give either --start or --cause")
    if set(_given(options)) != set(needed):
        told = " ".join(f"--{name}" for name in needed) or "none of --received --acted --corrected"
        raise UsageError(f"--{'cause ' + options.cause if needed else 'start'} takes {told}")
    if options.cause is None:
        first: date = options.start
        return first
    if options.cause == "assessment":
        return causes.start_after_assessment(options.received)
    if options.cause == "mistake":
        return causes.start_after_mistake(options.received)
    if options.cause == "income-tax":
        return causes.start_after_income_tax(paid_on=options.received, acted_on=options.acted)
    return causes.start_after_claim(
        paid_on=options.received, claimed_on=options.acted, corrected_on=options.corrected
    )


def _given(options: argparse.Namespace) -> list[str]:
    return [name for name in DAYS if getattr(options, name) is not None]


def _notes(options: argparse.Namespace, charge: Charge, law: InterestLaw) -> list[str]:
    """Return what whoever uses the figure has to know besides it."""
    notes = [law.warning] if law.warning else []
    if charge.due_on is not None and charge.due_on != options.due:
        notes.append(
            f"納期限 {options.due} は閉庁日のため、{charge.due_on} として計算しました"
            "（地方税法20条の5第2項）。"
        )
    if options.assume and any(run.last.year >= UNANNOUNCED for run in charge.runs):
        notes.append(f"※前提: {UNANNOUNCED}年の割合を{LIKE}年と同じとしました（告示は未確認）。")
    if options.payment:
        notes.append(f"※前提: {law.rounding.assumption}")
    return notes
