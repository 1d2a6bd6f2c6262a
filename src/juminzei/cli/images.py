"""``juminzei images``: the keys of the images, and what killed acts left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei images sweep"
ACTS = ("status", "create-key", "new-key", "sweep")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the act."""
    parser.add_argument("act", choices=ACTS, help="what to do")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry the act out and return what it came to."""
    with_django()
    from juminzei.apps.images.services.custody import (
        create_key_file,
        replace_key,
        state,
        sweep_away,
    )
    from juminzei.platform import clock
    from juminzei.platform.keys.key_source import KeysetError
    from juminzei.platform.staff.services import NotPermittedError

    if options.act == "status":
        return state()
    at = clock.now()
    who = actor(at)
    try:
        if options.act == "create-key":
            return {"key": create_key_file(actor=who, at=at)}
        if options.act == "new-key":
            return {"key": replace_key(actor=who, at=at)}
        return {"files": sweep_away(actor=who, at=at)}
    except (KeysetError, NotPermittedError) as refusal:
        raise UsageError(str(refusal)) from refusal
