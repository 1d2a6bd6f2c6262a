"""``juminzei register``: the resident register, its daily changes, people who live elsewhere."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.apps.addressees.services.register_file import RegisterReport

EXAMPLE = "juminzei register import register.csv"

SHOWN = 20
"""How many contradictions and broken rows the summary names; the report keeps them all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three acts and their files."""
    acts = parser.add_subparsers(dest="act", required=True)
    for name, files, help_line in (
        ("import", None, "take in the whole register (連番 0)"),
        ("changes", "+", "apply days of changes, each once, in the order of their 連番"),
        ("nonregistered", None, "number and enter people who are taxed here and live elsewhere"),
    ):
        act = acts.add_parser(name, help=help_line)
        act.add_argument("files", nargs=files or 1, type=Path, metavar="FILE")
        act.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,  # may stand before the act as well
            help="print the summary as one JSON line",
        )


def run(options: argparse.Namespace) -> Mapping[str, object]:
    """Carry the act out, one transaction a file, and return what it touched.

    Raises:
        UsageError: A file was refused; the files before it have been applied.
    """
    files = {path: _content(path) for path in options.files}
    with_django()
    acts = {"import": _import, "changes": _changes, "nonregistered": _nonregistered}
    with refusals_told():
        return acts[options.act](files)


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise UsageError(f"{path}: ファイルがありません。")
    return path.read_bytes()


def _import(files: Mapping[Path, bytes]) -> Mapping[str, object]:
    from juminzei.apps.addressees.services.import_register import (
        import_register,
    )
    from juminzei.platform import clock

    ((path, content),) = files.items()
    at = clock.now()
    with refusals_told(path):
        report = import_register(content=content, name=path.name, actor=actor(at), at=at)
    if report.already_applied:  # what it did is told by its first report; this time, nothing
        report = type(report)(
            report.sequence, report.processed_on, rows=0, applied=0, already_applied=True
        )
    return {"people": report.residents, **_shown(report)}


def _changes(files: Mapping[Path, bytes]) -> Mapping[str, object]:
    from juminzei.apps.addressees.services.apply_changes import (
        apply_changes,
    )
    from juminzei.formats import register_changes
    from juminzei.platform import clock

    in_order = []
    for path, content in files.items():
        with refusals_told(path):
            in_order.append((register_changes.read(content).sequence, path))
    reports = []
    for _, path in sorted(in_order):
        at = clock.now()
        with refusals_told(path):
            reports.append(
                apply_changes(content=files[path], name=path.name, actor=actor(at), at=at)
            )
    return _added_up(reports)


def _nonregistered(files: Mapping[Path, bytes]) -> Mapping[str, object]:
    from juminzei.apps.addressees.services.register_nonregistered import (
        register_nonregistered,
    )
    from juminzei.platform import clock

    ((path, content),) = files.items()
    at = clock.now()
    with refusals_told(path):
        report = register_nonregistered(content=content, name=path.name, actor=actor(at), at=at)
    if report.already_applied:
        report = type(report)(rows=0, numbered=0, known=0, premises=0, already_applied=True)
    return {**report.as_json(), **_broken(report.broken)}


def _shown(report: RegisterReport) -> dict[str, Any]:
    return {
        **report.as_json(),
        "contradictions": len(report.contradictions),
        "contradicting": report.contradictions[:SHOWN],
        **_broken(report.broken),
    }


def _broken(findings: Sequence[str]) -> dict[str, Any]:
    """Return how many findings broken rows gave, and the first of them, for every act alike."""
    return {"broken": len(findings), "findings": list(findings[:SHOWN])}


def _added_up(reports: Sequence[RegisterReport]) -> dict[str, Any]:
    """Return one summary of several days; a day that was applied before adds nothing."""
    new = [report for report in reports if not report.already_applied]
    reasons: dict[str, int] = {}
    protections: dict[str, int] = {}
    for report in new:
        for total, counts in ((reasons, report.by_reason), (protections, report.protections)):
            for name, count in counts.items():
                total[name] = total.get(name, 0) + count
    contradictions = [
        {"sequence": report.sequence, **found} for report in new for found in report.contradictions
    ]
    broken = [f"連番 {report.sequence} {text}" for report in new for text in report.broken]
    return {
        "files": len(new),
        "already_applied": [report.sequence for report in reports if report.already_applied],
        "last_sequence": max(report.sequence for report in reports),
        "rows": sum(report.rows for report in new),
        "applied": sum(report.applied for report in new),
        "new_persons": sum(report.new_persons for report in new),
        "by_reason": dict(sorted(reasons.items(), key=lambda entry: -entry[1])),
        "protections": protections,
        "contradictions": len(contradictions),
        "contradicting": contradictions[:SHOWN],
        **_broken(broken),
        "taxable_list_effects": 0,
    }
