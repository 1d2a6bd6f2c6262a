"""``juminzei simulate``: what a change of the law would do to everybody of a year's ledger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from juminzei.cli.actor import actor
from juminzei.cli.command import UsageError, with_django
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.refusals import refusals_told

if TYPE_CHECKING:
    import argparse

    from juminzei.apps.assessment.services.simulate import Simulation
    from juminzei.kernel.law_change import Table

EXAMPLE = "juminzei simulate --tax-year 2026 --with change.toml --format table"
MOST_LEAST, MOST_TOP = 1_000, 1_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the year, the change, and what is told of it."""
    parser.add_argument("--tax-year", type=int, required=True, help="年度, such as 2026")
    parser.add_argument(
        "--with", dest="change", type=Path, required=True, metavar="CHANGE.toml", help="改正案"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write JSON, table and charts here")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="what is printed"
    )
    parser.add_argument(
        "--draft", action="store_true", help="a ledger that is calculated and not fixed will do"
    )
    parser.add_argument(
        "--least",
        type=int,
        default=0,
        metavar="N",
        help="withhold classes with fewer people (秘匿)",
    )
    parser.add_argument("--top", type=int, default=10, metavar="N", help="largest changes told")
    parser.add_argument(
        "--numbers", action="store_true", help="tell the addressee numbers of the largest changes"
    )


def run(options: argparse.Namespace) -> int:
    """Print the outcome, and write its files where asked to; the ledger stays as it is.

    Raises:
        UsageError: The change is wrong, or there is no ledger; the text says what to do.
    """
    _refuse_bounds(options)
    change = _change(options.change)
    with_django()
    found = _simulated(options, change)
    if options.out:
        _write(found, options.out)
    if options.json or options.format == "json":
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        from juminzei.cli.simulate_text import simulation_text

        print(simulation_text(found))
    warn_of_drafts([found.law.before])
    return 0


def _refuse_bounds(options: argparse.Namespace) -> None:
    for name, value, most in (
        ("--least", options.least, MOST_LEAST),
        ("--top", options.top, MOST_TOP),
    ):
        if not 0 <= value <= most:
            raise UsageError(f"{name} {value}: 0 から {most:,} までの数を指定してください。")


def _change(file: Path) -> Table:
    """Read the change before anything else is started."""
    from juminzei.kernel.law_change import read_change
    from juminzei.kernel.law_file import LawError
    from juminzei.kernel.wording.law_refusals import refusal_text

    try:
        return read_change(file.read_text(encoding="utf-8"), file=file.name)
    except OSError as error:
        raise UsageError(
            f"{file}: 改正案のファイルを読めません。場所と名前を確かめてください。"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{file}: UTF-8 の文字ではありません。UTF-8 で保存してください。"
        ) from error
    except LawError as error:
        raise UsageError(refusal_text(error)) from error


def _simulated(options: argparse.Namespace, change: Table) -> Simulation:
    from django.conf import settings

    from juminzei.apps.assessment.services.simulate import simulate
    from juminzei.kernel.law_file import LawError
    from juminzei.kernel.wording.law_refusals import refusal_text
    from juminzei.platform.clock import now

    production = settings.CONFIGURATION.profile == "production"
    if options.numbers and production and not settings.CONFIGURATION.staff:
        raise UsageError(
            "宛名番号を誰が見るのかを JUMINZEI_STAFF（職員番号）で指定してください。記録されます。"
        )
    at = now()
    with refusals_told():
        try:
            return simulate(
                tax_year=options.tax_year,
                change=change,
                actor=actor(at),
                at=at,
                file=options.change.name,
                draft=options.draft,
                least=options.least,
                top=options.top,
                with_numbers=options.numbers,
            )
        except LawError as error:
            raise UsageError(refusal_text(error)) from error


def _write(found: Simulation, folder: Path) -> None:
    """Write the same in files, readable by their owner alone."""
    from juminzei.apps.assessment.services.simulation_charts import charts
    from juminzei.cli.simulate_text import simulation_text
    from juminzei.platform.charts.bars import svg

    told = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
    texts = {"simulation.json": f"{told}\n", "simulation.txt": f"{simulation_text(found)}\n"}
    texts |= {f"{name}.svg": svg(chart) for name, chart in charts(found.outcome).items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{folder}: 書き込めません。フォルダーの場所と権限を確かめてください。"
        ) from error
