"""``juminzei demo``: a made-up city's documents become its tax, in one go."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError, with_django
from juminzei.cli.demo_closing import close_or_ask
from juminzei.cli.demo_desk import open_desk
from juminzei.cli.demo_report import report, summary
from juminzei.cli.demo_staff import SUPERVISOR, add_demo_staff
from juminzei.cli.main import call

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

EXAMPLE = "juminzei demo --people 5000 --seed 7 --data var/demo"

TAX_YEAR = "2026"
MARK = ".juminzei-demo"
"""A folder with this file in it was made by the demo, and only such a folder is cleared."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the size of the city, its seed and its folder."""
    parser.add_argument("--people", type=int, default=5000, help="inhabitants of the city")
    parser.add_argument("--seed", type=int, default=7, help="another seed, another city")
    parser.add_argument("--data", type=Path, default=Path("var/demo"), help="folder for it all")


def run(options: argparse.Namespace) -> Mapping[str, object] | int:
    """Build the city, take in its files, assess it, print its notices, and say so.

    With ``--json`` the figures are the answer, and what is said goes to standard error.

    Raises:
        UsageError: The folder holds something that the demo did not make, or a city's
            database is named in the environment.
    """
    data: Path = options.data
    told = sys.stderr if options.json else sys.stdout
    _refuse_a_citys_database()
    _start_afresh(data)
    os.environ["JUMINZEI_DATA"] = str(data)
    os.environ["JUMINZEI_STAFF"] = SUPERVISOR
    with_django(prepared=False)
    call("migrate", [])
    users = add_demo_staff(data / "demo-users.txt")
    outcomes: dict[str, Mapping[str, object]] = {}
    seconds: dict[str, float] = {}
    for name, stage in _stages(options).items():
        print(f"  {name} …", file=told, flush=True)
        started = time.perf_counter()
        outcomes[name] = stage()
        seconds[name] = round(time.perf_counter() - started, 2)
    figures = summary(outcomes, seconds)
    (data / "summary.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    print(report(figures, data=data, users=users), file=told)
    return figures if options.json else 0


def _refuse_a_citys_database() -> None:
    """The demo begins by clearing everything, so it works on files of its own only."""
    for name in ("DATABASE", "VAULT_DATABASE", "AUDIT_DATABASE"):
        variable = f"JUMINZEI_{name}_URL"
        if os.environ.get(variable):
            raise UsageError(
                f"{variable}: デモは自分のフォルダーだけを使います。この設定を外してください。"
            )


def _start_afresh(data: Path) -> None:
    """Clear what an earlier demo left in ``data``, and mark it as ours."""
    if data.exists() and any(data.iterdir()):
        if not (data / MARK).exists() and not _only_started(data):
            raise UsageError(
                f"{data}: このフォルダーはデモで作ったものではないため、消去しません。"
                "DATA に別のフォルダーを指定してください。"
            )
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    (data / MARK).touch(mode=0o600)


def _only_started(data: Path) -> bool:
    """Say whether a command that found nothing prepared is all that ever ran here."""
    found = {path.relative_to(data).as_posix() for path in data.rglob("*")}
    return found <= {"keys", "keys/django"}


def _stages(options: argparse.Namespace) -> dict[str, Callable[[], Mapping[str, object]]]:
    files: Path = options.data / "files"
    size = ["--people", str(options.people), "--seed", str(options.seed)]
    year = ["--tax-year", TAX_YEAR]
    return {
        "synthetic": lambda: _call("synthetic", *size, "--out", str(files)),
        "register": lambda: _call("register", "import", str(files / "register.csv")),
        "changes": lambda: _taken_in("register", "changes", files=_in(files / "changes")),
        "nonregistered": lambda: _call(
            "register", "nonregistered", str(files / "nonregistered.csv")
        ),
        "taxable": lambda: _call("taxable", "freeze", *year),
        "documents": lambda: _taken_in(
            "documents",
            "import",
            *year,
            files=[*_in(files / "wage_reports"), *_in(files / "pension_reports")],
        ),
        "summaries": lambda: _received(files / "summaries", options.data, "eltax", "employer"),
        "gifts": lambda: _received(files / "one_stop", options.data, "eltax", "municipality"),
        "city_notices": lambda: _received(
            files / "city_notices", options.data, "eltax", "municipality"
        ),
        "entered": lambda: _received(files / "inhabitant_returns", options.data, "paper", "person"),
        "departments": lambda: _received(
            files / "departments", options.data, "internal", "department"
        ),
        "returns": lambda: _received(
            files / "national_returns", options.data, "national_tax", "agency"
        ),
        "match": lambda: _call("match", *year),
        "check": lambda: _call("check", *year),
        "close": lambda: close_or_ask(int(TAX_YEAR)),
        "assess": lambda: _call("assess", *year, "--workers", "2", "--review", "--fix"),
        "notices_ordinary": lambda: _call("notices", *year, "--kind", "ordinary"),
        "notices_special": lambda: _call("notices", *year, "--kind", "special"),
        "desk": open_desk,
    }


def _taken_in(name: str, *rest: str, files: list[str]) -> Mapping[str, object]:
    """Take in the files, if the city is not too small to have any."""
    return _call(name, *rest, *files) if files else {}


def _received(folder: Path, data: Path, channel: str, source: str) -> Mapping[str, object]:
    """Let a drop folder be received; it is emptied, so the files lie in it by links."""
    if not folder.is_dir():
        return {}
    drop = data / "drop" / folder.name
    shutil.copytree(folder, drop, copy_function=os.link)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        call("receive", [str(drop), "--channel", channel, "--source", source, "--json"])
    shutil.rmtree(drop)  # what was received lies in it as it came, numbers included
    summary: Mapping[str, object] = json.loads(said.getvalue())
    return summary


def _in(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.glob("*"))]


def _call(name: str, *rest: str) -> Mapping[str, object]:
    outcome = call(name, rest)
    if isinstance(outcome, int):
        raise UsageError(f"juminzei {name} ended with status {outcome}")
    return outcome
