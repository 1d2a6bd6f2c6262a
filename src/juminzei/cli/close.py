"""``juminzei close``: close a year's documents, or let the year be fixed although some wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.apps.assessment.models import DocumentClosing

EXAMPLE = "juminzei close --tax-year 2026"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year and what is done about its documents."""
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--reopen", metavar="REASON", help="open closed documents again")
    acts.add_argument("--ask", metavar="REASON", help="ask to fix the year unclosed")
    acts.add_argument("--grant", action="store_true", help="grant what somebody else asked")
    acts.add_argument("--refuse", action="store_true", help="refuse what somebody else asked")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry the act out and return what stands written of it."""
    with_django()
    from juminzei.platform.audit import services as audit

    with refusals_told():
        act = _act(options)
    audit.drain()
    return {"act": act.act, "counts": act.counts, "undecided": act.undecided}


def _act(options: argparse.Namespace) -> DocumentClosing:
    from juminzei.apps.assessment.services import close_documents, fix_unclosed
    from juminzei.platform import clock

    at = clock.now()
    year, who = options.tax_year, actor(at)
    if options.reopen is not None:
        reason = options.reopen
        return close_documents.reopen_documents(year, reason=reason, actor=who, at=at)
    if options.ask is not None:
        return fix_unclosed.ask_unclosed(year, reason=options.ask, actor=who, at=at)
    if options.grant or options.refuse:
        return fix_unclosed.decide_unclosed(year, granted=options.grant, actor=who, at=at)
    return close_documents.close_documents(year, actor=who, at=at)
