"""``juminzei staff``: who works here, with which roles, until when."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import named_actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.staff_shown import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLE = "juminzei staff grant 2001 tax_clerk --from 2026-04-01"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the acts, each with what it needs."""
    acts = parser.add_subparsers(dest="act", required=True)
    first = _act(acts, "first", "enter the first two administrators of an installation")
    first.add_argument("people", nargs=6, metavar="NUMBER NAME DEPARTMENT", help="twice")
    add = _act(acts, "add", "enter a person")
    _words(add, "number", "name", "department")
    _days(add)
    add.add_argument("--employment", default="permanent", help="temporary or contractor")
    _words(_act(acts, "activate", "ask that a person may begin, or begin again"), "number")
    _words(_act(acts, "approve-activation", "approve that a person begins"), "number")
    terminal = _act(acts, "terminal", "ask that a machine may be worked from")
    _words(terminal, "name", "place", "terminal_class")
    terminal.add_argument("--certificate", default="", help="SHA-256 of its client certificate")
    _words(_act(acts, "approve-terminal", "approve a machine, and get its key"), "name")
    _words(_act(acts, "revoke-terminal", "let nobody work from a machine"), "name")
    _act(acts, "rules", "show the rules in force, and where they are weak")
    listing = _act(acts, "list", "list staff, or who waits for a decision")
    listing.add_argument("--search", default="", help="part of a number, name or department")
    listing.add_argument("--page", type=int, default=1, help="page of the list")
    end = _act(acts, "end", "end a person's service")
    _words(end, "number")
    end.add_argument("--on", type=date.fromisoformat, required=True, help="last day of service")
    grant = _act(acts, "grant", "give a role, or ask for a sensitive one")
    _words(grant, "number", "role")
    _days(grant)
    for name, help_line in (("approve", "approve a role"), ("refuse", "turn a role down")):
        _act(acts, name, f"{help_line} that another asked for").add_argument("request", type=int)
    revoke = _act(acts, "revoke", "take a role away")
    _words(revoke, "number", "role")
    revoke.add_argument("--on", type=date.fromisoformat, required=True, help="last day of it")
    train = _act(acts, "trained", "record that a person was trained")
    _words(train, "number")
    _days(train)
    _act(acts, "import", "take in a file of personnel changes").add_argument("file", type=Path)
    review = _act(acts, "review", "begin this quarter's review of all numbers")
    review.add_argument("--until", type=date.fromisoformat, required=True, help="its deadline")
    for name in ("keep", "remove"):
        _words(_act(acts, name, f"decide in the review to {name} a person"), "number")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry one act out, permitted and recorded in the name of ``JUMINZEI_STAFF``.

    Raises:
        UsageError: A rule about staff refuses it, or the actor may not.
    """
    with_django()
    from juminzei.cli.staff_acts import ACTS, found
    from juminzei.platform import clock
    from juminzei.platform.staff.refusal import StaffRefusedError
    from juminzei.platform.staff.services import NotPermittedError

    at = clock.now()
    try:
        if options.act == "first":
            return found(options, at)
        if options.act == "list":
            return shown(options, named_actor(at), at)
        return ACTS[options.act](options, named_actor(at), at)
    except (StaffRefusedError, NotPermittedError) as refusal:
        raise UsageError(str(refusal)) from None


def _act(
    acts: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help_line: str,
) -> argparse.ArgumentParser:
    act = acts.add_parser(name, help=help_line)
    act.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,  # may stand before the act as well
        help="print the summary as one JSON line",
    )
    return act


def _words(act: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        act.add_argument(name)


def _days(act: argparse.ArgumentParser) -> None:
    day = date.fromisoformat
    act.add_argument("--from", dest="begin", type=day, required=True, help="first day")
    act.add_argument("--until", type=day, help="last day")
