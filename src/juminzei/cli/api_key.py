"""``juminzei api-key NAME``: lets another system call the interface, or stops letting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei api-key 給与計算"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whose key it is."""
    parser.add_argument("name", metavar="NAME", help="what the other system is called on records")
    parser.add_argument("--revoke", action="store_true", help="end every key of that system")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Print a new key, which is told this once, or how many keys were ended.

    Raises:
        UsageError: The name will not do, or the actor may not.
    """
    with_django()
    from django.conf import settings

    from juminzei.platform import clock
    from juminzei.platform.staff.api_keys import ClientNameError, issue_key, revoke_keys
    from juminzei.platform.staff.services import NotPermittedError

    if settings.CONFIGURATION.profile == "production" and not settings.CONFIGURATION.staff:
        raise UsageError(
            "誰が発行するのかを JUMINZEI_STAFF（職員番号）で指定してください。発行は記録されます。"
        )
    at = clock.now()
    try:
        if options.revoke:
            return {"revoked": revoke_keys(name=options.name, actor=actor(at), at=at)}
        return {"key": issue_key(name=options.name, actor=actor(at), at=at)}
    except (ClientNameError, NotPermittedError) as error:
        raise UsageError(str(error)) from None
