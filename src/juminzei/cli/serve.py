"""``juminzei serve``: the pages, for browsers in the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError, with_django
from juminzei.cli.vault import refuse_without_keys

if TYPE_CHECKING:
    import argparse

EXAMPLE = "juminzei serve --port 8000"

SLOWEST_HEADERS_MS = 10_000
"""A browser sends its headers at once; who takes longer holds a place that others need."""
LARGEST_HEADERS = 65_536


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where to listen and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on")
    parser.add_argument("--workers", type=int, default=2, help="server processes")


def run(options: argparse.Namespace) -> int:
    """Collect the static files and serve until interrupted."""
    with_django()
    refuse_without_keys()
    refuse_dangers()
    notice_policy()
    collect_static_files()
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings

    server = Granian(
        "juminzei.web.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=4,  # each holds a connection; more would only wait for one another
        backpressure=512,  # slow senders wait among these without holding a thread
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=SLOWEST_HEADERS_MS, max_buffer_size=LARGEST_HEADERS
        ),
        websockets=False,
        log_access=False,  # addresses name persons; who saw whom is in the audit record
        respawn_failed_workers=True,
    )
    print(f"http://{options.host}:{options.port}/  (Ctrl+C で終わります)", flush=True)
    server.serve()
    return 0


def refuse_dangers() -> None:
    """Refuse to serve a production installation that could not keep what it holds.

    Raises:
        UsageError: Something is dangerous; each line says where, what, and what to do.
    """
    from django.conf import settings
    from django.core.checks import WARNING, run_checks

    if settings.CONFIGURATION.profile != "production":
        return
    found = [
        one
        for one in run_checks(include_deployment_checks=True)
        if one.level >= WARNING and not one.is_silenced()
    ]
    if found:
        lines = [f"{one.msg} {one.hint or ''}（{one.id}）" for one in found]
        raise UsageError("\n".join(["このままでは本番として起動できません。", *lines]))


def notice_policy() -> None:
    """Refuse a matrix that cannot be taken; record it if it is another than before.

    Raises:
        UsageError: A file of the policy is wrong; the text says where and what to do.
    """
    from juminzei.platform import clock
    from juminzei.platform.policy.installed import notice_matrix
    from juminzei.platform.policy.reading import PolicyError
    from juminzei.platform.staff.services import batch_member

    at = clock.now()
    try:
        notice_matrix(actor=batch_member(at), at=at)
    except PolicyError as error:
        raise UsageError(str(error)) from None


def collect_static_files() -> None:
    """Put the static files of this version where the server reads them, compressed."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
