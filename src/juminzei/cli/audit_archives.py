"""``juminzei audit archive``, ``archives`` and ``remove``: closed stretches of the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

    Tasks = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - typeshed's only name


def arguments(tasks: Tasks) -> None:
    """Declare what can be done with archives."""
    archive = tasks.add_parser("archive", help="write a closed stretch of the record to a folder")
    archive.add_argument("folder", type=Path, help="where the archives lie")
    archive.add_argument("--until", type=date.fromisoformat, required=True, metavar="DAY")
    tasks.add_parser("archives", help="list the archives, and whether their records are still here")
    remove = tasks.add_parser(
        "remove", help="take an archive's records out of the database, as the second of two people"
    )
    remove.add_argument("number", type=int)
    remove.add_argument("folder", type=Path, help="where the archives lie")
    which = remove.add_mutually_exclusive_group(required=True)
    which.add_argument("--ask", action="store_true", help="as the first")
    which.add_argument("--agree", action="store_true")
    which.add_argument("--refuse", action="store_true")


def _archive(
    options: argparse.Namespace, member: StaffMember, at: datetime
) -> Mapping[str, object]:
    from juminzei.platform.audit.archiving import archive, named

    made = archive(options.folder, until=options.until, actor=member, at=at)
    return {
        "archive": made.number,
        "folder": str(options.folder / named(made.number)),
        "first": made.first,
        "last": made.last,
        "manifest": made.manifest,
    }


def _archives(
    _options: argparse.Namespace, member: StaffMember, at: datetime
) -> Mapping[str, object]:
    from juminzei.platform.audit.overseen import archives

    return {
        "archives": [
            {
                "archive": one.number,
                "first": one.first,
                "last": one.last,
                "until": one.last_at.astimezone(at.tzinfo).date().isoformat(),
                "state": state or "kept",
            }
            for one, state in archives(actor=member, at=at)
        ]
    }


def _remove(options: argparse.Namespace, member: StaffMember, at: datetime) -> Mapping[str, object]:
    from juminzei.platform.audit.removal import ask_to_remove, decide_to_remove

    if options.ask:
        ask_to_remove(options.number, options.folder, actor=member, at=at)
        return {"archive": options.number, "asked": True}
    gone = decide_to_remove(
        options.number, options.folder, agreed=options.agree, actor=member, at=at
    )
    return {"archive": options.number, "removed": gone}


TASKS = {"archive": _archive, "archives": _archives, "remove": _remove}
