"""Reads the command line, runs one command, prints its summary."""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from juminzei.cli.command import UsageError
from juminzei.cli.registry import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.cli.command import Command

DONE, BAD_INPUT = 0, 2
COLLECTED_AFTER = (20_000, 20, 50)
"""How many new objects the cyclic collector waits for.

A command loads a hundred thousand that stay; looking through them as often as Python does by
itself takes a sixth of the start.
"""
EXTRAS = {"distributed": "bulk", "pyarrow": "bulk"}
"""What installs a package that is not here; all others come with the platform."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``juminzei`` and return its exit status: 0 done, 2 bad input."""
    gc.set_threshold(*COLLECTED_AFTER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _status(given)
        sys.stdout.flush()
    except BrokenPipeError:  # `juminzei … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def _status(given: Sequence[str]) -> int:
    if not given or given[0] in {"-h", "--help"}:
        print(overview())
        return DONE
    name, *rest = given
    if name not in COMMANDS:
        print(f"juminzei: no command {name!r}\n\n{overview()}", file=sys.stderr)
        return BAD_INPUT
    return _run(name, rest)


def overview() -> str:
    """Return the list of commands."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}} {help_line}" for name, (_, help_line) in COMMANDS.items()]
    return "\n".join(["usage: juminzei COMMAND …   (juminzei COMMAND --help)", "", *lines])


def call(name: str, arguments: Sequence[str]) -> Mapping[str, object] | int:
    """Run one command inside this process and return its outcome.

    Raises:
        UsageError: The call is wrong; nothing was done.
    """
    command, options = _parsed(name, arguments)
    return command.run(options)


def _parsed(name: str, arguments: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    module, help_line = COMMANDS[name]
    command = cast("Command", importlib.import_module(module))
    parser = argparse.ArgumentParser(
        prog=f"juminzei {name}",
        description=help_line,
        epilog=f"example: {command.EXAMPLE}",
    )
    parser.add_argument("--json", action="store_true", help="print the summary as one JSON line")
    command.arguments(parser)
    return command, parser.parse_args(arguments)


def _run(name: str, rest: Sequence[str]) -> int:
    try:
        command, options = _parsed(name, rest)
        outcome = command.run(options)
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package in {"", "juminzei"}:  # a mistake in the program
            raise
        extra = EXTRAS.get(package, "platform")
        remedy = f'needs {package}, which is not installed: pip install "juminzei[{extra}]"'
        print(f"juminzei {name}: {remedy}", file=sys.stderr)
        return BAD_INPUT
    except UsageError as error:
        _denial_recorded(name, error.__cause__)
        print(f"juminzei {name}: {error}", file=sys.stderr)
        return BAD_INPUT
    if isinstance(outcome, int):
        return outcome
    print(_printed(outcome, as_json=options.json))
    return DONE


def _denial_recorded(name: str, cause: BaseException | None) -> None:
    """Put on record that somebody was not permitted what they called for."""
    if cause is None or "juminzei.platform.staff.services" not in sys.modules:
        return  # the command needs no city
    from juminzei.platform.audit.services import AuditStalledError
    from juminzei.platform.clock import now
    from juminzei.platform.limits.persons import TooManyPersonsError
    from juminzei.platform.policy.denials import denied
    from juminzei.platform.staff.services import NotPermittedError

    if not isinstance(cause, NotPermittedError) or cause.actor is None:
        return
    wanted = cause.function
    try:
        denied(
            actor=cause.actor,
            at=now(),
            subject_kind="command",
            subject_id=name,
            function=wanted,
            at_once=isinstance(cause, TooManyPersonsError),
        )
    except AuditStalledError as stalled:
        print(f"juminzei {name}: {stalled}", file=sys.stderr)


def _printed(summary: Mapping[str, object], *, as_json: bool) -> str:
    if as_json:
        return json.dumps(summary, ensure_ascii=False)
    return "\n".join(_lines(summary, indent=""))


def _lines(summary: Mapping[str, object], *, indent: str) -> list[str]:
    lines = []
    for key, value in summary.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:", *_lines(value, indent=indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {_shown(key, value)}")
    return lines


def _shown(key: str, value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if key == "tax_year" else f"{value:,}"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return value
