"""``juminzei receive DIR``: take in whatever lies in a drop folder, each file to its receiver."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse

    from juminzei.apps.receiving.models import DeliveredFile, Delivery
    from juminzei.apps.receiving.services.drop_folder import DropReport
    from juminzei.apps.receiving.services.register_delivery import DeliveryEntry
    from juminzei.platform.jobs.services import Progress

EXAMPLE = "juminzei receive /srv/eltax --channel eltax --source employer"
CHANNELS = {
    "eltax": "employer",
    "national_tax": "agency",
    "internal": "department",
    "network": "agency",
    "paper": "person",
    "desk": "person",
    "medium": "",
}
"""入手方法 → the 入手元 that is meant where none is given; a medium's stands in the register."""
ALL_TAKEN, SOMETHING_HELD = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the folder and how things came."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the drop folder")
    parser.add_argument("--channel", choices=sorted(CHANNELS), default="eltax", help="入手方法")
    parser.add_argument("--source", help="入手元, such as employer (default: by the channel)")
    parser.add_argument("--sender", default="", help="提出者")
    parser.add_argument(
        "--workers", type=int, default=2, help="processes that share a large delivery"
    )
    parser.add_argument("--tax-year", type=int, help="refuse documents of another year")
    parser.add_argument(
        "--delivery", type=int, help="entry of the register; needed for a medium, made on a page"
    )


def run(options: argparse.Namespace) -> int:
    """Receive the folder, tell what became of each file, and answer by the exit status.

    Returns:
        0 if everything was taken in, 1 if something waits in quarantine.
    """
    with_django()
    from juminzei.apps.receiving.services.drop_folder import receive_folder
    from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
    from juminzei.platform import clock
    from juminzei.platform.audit.gathering import gathered
    from juminzei.platform.jobs.services import ChunkFailedError

    if not options.folder.is_dir():
        raise UsageError(f"{options.folder}: フォルダーがありません。")
    delivery = _delivery(options)
    try:
        with refusals_told(options.folder), gathered():
            report = receive_folder(
                options.folder,
                _entry(options),
                delivery=delivery,
                actor=actor(clock.now()),
                clock=clock.now,
                on_file=_tell,
                workers=options.workers,
            )
    except (ReceivingRefusedError, ChunkFailedError) as refusal:
        raise UsageError(str(refusal)) from refusal
    print(json.dumps(_summary(report), ensure_ascii=False) if options.json else _text(report))
    held = any(file.state == "quarantined" for file in report.files)
    return SOMETHING_HELD if held else ALL_TAKEN


def _delivery(options: argparse.Namespace) -> Delivery | None:
    from juminzei.apps.receiving.models import Delivery

    if options.delivery is None:
        if options.channel == "medium":
            raise UsageError(
                "媒体は、画面の受領簿に登録し、別の人が確認してから、"
                "--delivery に受領番号を指定してください。"
            )
        return None
    found = Delivery.objects.filter(pk=options.delivery).first()
    if found is None:
        raise UsageError(f"--delivery {options.delivery}: 受領簿にありません。")
    return found


def _entry(options: argparse.Namespace) -> DeliveryEntry:
    from juminzei.apps.receiving.services.register_delivery import DeliveryEntry
    from juminzei.platform.documents.channel import Channel, Source

    source = options.source or CHANNELS[options.channel] or "employer"
    if source not in Source.values:
        raise UsageError(f"--source {source}: {'・'.join(Source.values)} から選んでください。")
    return DeliveryEntry(
        channel=Channel(options.channel),
        source=Source(source),
        sender=options.sender,
        tax_year=options.tax_year,
    )


def _tell(progress: Progress) -> None:
    print(f"{progress.done:,} / {progress.total:,} 件", file=sys.stderr)


def _summary(report: DropReport) -> dict[str, object]:
    files = report.files
    return {
        "deliveries": report.deliveries,
        "resumed": report.resumed,
        "files": len(files),
        "states": dict(Counter(file.state for file in files)),
        "received": sum(file.received_rows for file in files),
        "accepted": sum(file.accepted for file in files),
        "held": sum(file.held for file in files),
        "duplicates": sum(file.duplicates for file in files),
        "each": [_one(file) for file in files],
    }


def _one(file: DeliveredFile) -> dict[str, object]:
    return {
        "name": file.name,
        "state": file.state,
        "kind": file.kind,
        "received": file.received_rows,
        "accepted": file.accepted,
        "held": file.held,
        "duplicates": file.duplicates,
        "reason": file.reason,
    }


def _text(report: DropReport) -> str:
    if not report.files:
        return "受け取るものはありませんでした。"
    entries = "、".join(map(str, report.deliveries))
    lines = [f"受領番号 {entries}：{len(report.files):,} 件のファイル"]
    for file in report.files:
        counts = (
            f"{file.label}　{file.received_rows:,} 件（取込 {file.accepted:,}、"
            f"保留 {file.held:,}、重複 {file.duplicates:,}）"
        )
        outcome = file.reason if file.state == "quarantined" else counts
        lines.append(f"{file.get_state_display()}　{file.name}　{outcome}")
    return "\n".join(lines)
