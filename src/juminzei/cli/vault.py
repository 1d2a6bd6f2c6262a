"""``juminzei vault``: the state of the vault's keys, and their replacement."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.jobs.services import Progress
    from juminzei.platform.staff.models import StaffMember

EXAMPLE = "juminzei vault rotate"
ACTS = ("status", "create-key", "rotate", "rewrap", "destroy")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the act and, to destroy a key, which one and what the second person says."""
    parser.add_argument("act", choices=ACTS, help="what to do")
    parser.add_argument("key", nargs="?", help="destroy: the key's id, from status")
    said = parser.add_mutually_exclusive_group()
    said.add_argument("--agree", action="store_true", help="destroy: as the second person")
    said.add_argument("--refuse", action="store_true", help="destroy: keep the key")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry the act out and return what it came to."""
    with_django()
    from juminzei.platform import clock
    from juminzei.platform.keys.key_source import KeysetError
    from juminzei.platform.staff.services import NotPermittedError
    from juminzei.platform.vault.destruction import KeyInUseError
    from juminzei.platform.vault.paired_decisions import PairedDecisionError
    from juminzei.platform.vault.status import status

    if options.act == "status":
        return status()
    at = clock.now()
    acts = {"create-key": _create, "rotate": _rotate, "rewrap": _rewrap, "destroy": _destroy}
    try:
        return acts[options.act](options, at)
    except (KeyInUseError, KeysetError, NotPermittedError, PairedDecisionError) as refusal:
        raise UsageError(str(refusal)) from refusal


def refuse_without_keys() -> None:
    """Refuse to serve when the vault cannot be opened, unless the installation allows it.

    Raises:
        UsageError: The keys cannot be used, and numbers may not stay closed.
    """
    from django.conf import settings

    from juminzei.platform.vault.status import problem

    why = problem()
    if not why:
        return
    if not settings.CONFIGURATION.vault_may_stay_closed:
        raise UsageError(
            f"{why}\n個人番号を使わずに始めるには"
            " JUMINZEI_VAULT_MAY_STAY_CLOSED=true を指定します。"
        )
    print(f"個人番号は使えません: {why}", file=sys.stderr, flush=True)


def _create(_options: argparse.Namespace, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.keys import key_file
    from juminzei.platform.staff.services import require
    from juminzei.platform.vault.installed_source import key_path, uses_file
    from juminzei.platform.vault.models import DataKey

    require(actor(at), "vault.manage", on=at.date())
    if not uses_file():
        raise UsageError("鍵はファイルから読まれていません。鍵の保管先で作ってください。")
    if DataKey.objects.exists() or key_path().exists():
        raise UsageError("鍵はすでにあります。新しい鍵に替えるには juminzei vault rewrap です。")
    key_file.create(key_path())
    return {"created": str(key_path()), "key": key_file.load(key_path()).primary}


def _rotate(_options: argparse.Namespace, at: datetime) -> Mapping[str, object]:
    from juminzei.platform import clock
    from juminzei.platform.jobs.services import this_worker
    from juminzei.platform.vault.rotation import rotate

    who = actor(at)
    return asdict(rotate(actor=who, worker=this_worker(), clock=clock.now, on_chunk=_told))


def _told(progress: Progress) -> None:
    print(
        f"{progress.done:,}/{progress.total:,}件 {progress.rate_per_s:,}件/秒",
        file=sys.stderr,
        flush=True,
    )


def _rewrap(_options: argparse.Namespace, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.vault.rewrapping import rewrap

    return asdict(rewrap(actor=actor(at), at=at))


def _destroy(options: argparse.Namespace, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.vault.destruction import ask_to_destroy, decide_to_destroy

    if not options.key:
        raise UsageError("廃棄する鍵の識別子を指定してください（juminzei vault status）。")
    who = _proven(actor(at))
    if options.agree or options.refuse:
        decide_to_destroy(options.key, agreed=options.agree, actor=who, at=at)
        return {"key": options.key, "destroyed": options.agree}
    ask_to_destroy(options.key, actor=who, at=at)
    return {"key": options.key, "asked_by": who.staff_number, "next": "--agree（別の職員）"}


def _proven(member: StaffMember) -> StaffMember:
    """Return ``member`` once their password proves them: two people must be two people.

    Raises:
        UsageError: The password is wrong, or the member may not sign in now.
    """
    from juminzei.web.authentication import InServiceBackend

    password = getpass.getpass(f"職員 {member.staff_number} のパスワード: ")
    proven = InServiceBackend().authenticate(None, member.staff_number, password)
    if proven is None:
        raise UsageError("職員番号かパスワードが正しくありません。")
    return proven
