"""``juminzei venue``: a return desk at a venue without a link, from its pack and back."""

from __future__ import annotations

import getpass
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError, with_django
from juminzei.cli.main import call

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

EXAMPLE = "juminzei venue open pack-3.jmzpack --data /srv/venue"
BLOCK = 1 << 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the act, its file and the venue's folder."""
    parser.add_argument("act", choices=("open", "close"), help="what to do")
    parser.add_argument(
        "file", type=Path, help="open: the pack; close: where the return is written"
    )
    parser.add_argument("--data", type=Path, required=True, help="the venue's own folder")
    parser.add_argument(
        "--passphrase-file", type=Path, help="open: file of the passphrase, instead of asking"
    )


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Open a pack into a folder of its own, or close the venue and wipe the folder.

    Raises:
        UsageError: The pack does not open, the folder is in use, or a day is not closed.
    """
    for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
        if os.environ.get(f"JUMINZEI_{name}_URL"):
            raise UsageError(
                f"JUMINZEI_{name}_URL: 会場は自分のフォルダーだけを使います。"
                "この設定を外してください。"
            )
    os.environ["JUMINZEI_DATA"] = str(options.data)
    return _open(options) if options.act == "open" else _close(options)


def _open(options: argparse.Namespace) -> Mapping[str, object]:
    data: Path = options.data
    if data.exists() and any(data.iterdir()):
        raise UsageError(f"{data}: 空のフォルダーを指定してください。")
    if not options.file.is_file():
        raise UsageError(f"{options.file}: ファイルがありません。")
    with_django(prepared=False)
    from django.conf import settings

    from juminzei.apps.venue_packs.refusal import PackRefusedError
    from juminzei.apps.venue_packs.sealed_pack import open_pack, read_head
    from juminzei.apps.venue_packs.services.open_venue import fill_venue, refuse_other
    from juminzei.platform import clock
    from juminzei.platform.venue import mark_as_venue

    at, file = clock.now(), options.file.read_bytes()
    try:
        city = settings.CONFIGURATION.municipality
        refuse_other(read_head(file), municipality=city, on=at.date())
        head, content = open_pack(file, _passphrase(options.passphrase_file))
        refuse_other(head, municipality=city, on=at.date())
        call("migrate", [])
        venue, passwords = fill_venue(head, content, at=at)
    except PackRefusedError as refusal:
        raise UsageError(str(refusal)) from None
    mark_as_venue(data, venue)
    return {
        "venue": venue.name,
        "people": head["people"],
        "expires_on": head["expires_on"],
        "passwords": passwords,
        "next": f"JUMINZEI_DATA={data} juminzei serve",
    }


def _close(options: argparse.Namespace) -> Mapping[str, object]:
    data, target = options.data, options.file
    if target.exists() or data.resolve() in target.resolve().parents:
        raise UsageError(f"{target}: 会場のフォルダーの外に、まだ無い名前を指定してください。")
    with_django()
    from django.conf import settings
    from django.db import connections

    from juminzei.apps.venue_packs.city_envelope import ReturnSealer
    from juminzei.apps.venue_packs.refusal import PackRefusedError
    from juminzei.apps.venue_packs.services.close_venue import taken_at_venue
    from juminzei.platform import clock

    venue = settings.VENUE
    if venue is None:
        raise UsageError(f"{data}: 会場の持出のフォルダーではありません。")
    try:
        told = taken_at_venue(venue, at=clock.now())
    except PackRefusedError as refusal:
        raise UsageError(str(refusal)) from None
    sealer = ReturnSealer(bytes.fromhex(venue.city_key), pack=venue.pack)
    _written(target, sealer.seal(told))
    if not sealer.reads_back(target.read_bytes(), told):
        raise UsageError(
            f"{target}: 書いたファイルが読み返せません。会場のデータは残しました。"
            "別の媒体に書いてください。"
        )
    connections.close_all()
    wiped = wipe(data)
    return {
        "written": str(target),
        "returns": len(told["returns"]),
        "tickets": len(told["tickets"]),
        "records": len(told["records"]),
        "wiped_files": wiped,
    }


def wipe(folder: Path) -> int:
    """Overwrite every file of a folder, take the folder away, and return how many there were."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    for path in files:
        left = path.stat().st_size
        with path.open("r+b") as opened:
            while left > 0:
                left -= opened.write(bytes(min(left, BLOCK)))
            opened.flush()
            os.fsync(opened.fileno())
    shutil.rmtree(folder)
    return len(files)


def _written(target: Path, content: bytes) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _passphrase(file: Path | None) -> str:
    if file is not None:
        return file.read_text(encoding="utf-8").strip()
    return getpass.getpass("持出の合言葉: ")
