"""``juminzei gateway``: media carried between networks, listed, checked and let through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import named_actor
from juminzei.cli.command import UsageError, with_django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei gateway in /media/cd --code 4F0A-91B2-7C33-0D5E"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the acts: list what goes out, check what came, let an approved medium through."""
    acts = parser.add_subparsers(dest="act", required=True)
    out = acts.add_parser("out", help="list a folder that is to be carried out")
    _folder(out)
    for word, told in (
        ("label", "number on the medium"),
        ("partner", "to whom it goes"),
        ("purpose", "what it holds"),
    ):
        out.add_argument(f"--{word}", required=True, help=told)
    come = acts.add_parser("in", help="check a medium that came against its list")
    _folder(come)
    come.add_argument("--code", required=True, help="the code, told apart from the medium")
    carry = acts.add_parser("carry", help="let a medium through that another person approved")
    _folder(carry)
    carry.add_argument("--medium", type=int, required=True, help="its number on the page")


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the medium")


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry the act out and tell number and code of the medium.

    Raises:
        UsageError: It was refused: the text says which file, what, and what to do.
    """
    with_django()
    from juminzei.apps.exchange.services import carry
    from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
    from juminzei.formats.carried_media import code_of
    from juminzei.platform import clock
    from juminzei.platform.staff.services import NotPermittedError

    if not options.folder.is_dir():
        raise UsageError(f"{options.folder}: フォルダーがありません。")
    at = clock.now()
    who = named_actor(at)
    try:
        if options.act == "carry":
            carry.carry_medium(options.medium, options.folder, actor=who, at=at)
            return {"medium": options.medium, "carried": True}
        if options.act == "in":
            made = carry.take_in_medium(options.folder, code=options.code, actor=who, at=at)
        else:
            words = {word: getattr(options, word) for word in ("label", "partner", "purpose")}
            made = carry.list_medium(options.folder, **words, actor=who, at=at)
    except (ExchangeRefusedError, NotPermittedError) as refusal:
        raise UsageError(f"{options.folder}: {refusal}") from refusal
    return {
        "medium": made.pk,
        "files": made.file_count,
        "size_bytes": made.size_bytes,
        "code": code_of(made.digest),
    }
