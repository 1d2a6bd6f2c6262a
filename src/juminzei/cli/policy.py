"""``juminzei policy``: shows and puts in force what the city itself grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.actor import named_actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei policy apply"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is to be done."""
    tasks = parser.add_subparsers(dest="task", required=True, metavar="TASK")
    tasks.add_parser("check", help="say how policy/grants.toml would change the matrix")
    tasks.add_parser("apply", help="put policy/grants.toml in force, on record")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Show the difference line by line, and put it in force if asked.

    Raises:
        UsageError: The file cannot be taken, or the actor may not.
    """
    with_django()
    from juminzei.platform import clock
    from juminzei.platform.policy import installed
    from juminzei.platform.policy.reading import PolicyError
    from juminzei.platform.staff.services import NotPermittedError, require

    at = clock.now()
    member = named_actor(at)
    try:
        require(member, "policy.apply", on=at.date())
        if options.task == "apply":
            change = installed.put_in_force(actor=member, at=at)
        else:
            change = installed.change_to(installed.proposed(at.date()))
    except (PolicyError, NotPermittedError) as error:
        raise UsageError(str(error)) from error
    if not options.json:
        for sign, told in (("+", change.added), ("-", change.removed)):
            for line in told:
                print(sign, line)
    return {"added": len(change.added), "removed": len(change.removed)}
