"""``juminzei calculate``: the tax of people given as JSON or in columns, without any database."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from juminzei.cli import calculate_file
from juminzei.cli.command import UsageError
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.records import file_argument, records

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from juminzei.kernel.contract import Request
    from juminzei.kernel.explain import Step

EXAMPLE = """echo '{"tax_year": 2026, "revenue": {"employment": 5000000}}' | juminzei calculate"""
MOST_PROBLEMS = 20
"""So many wrong requests are told at once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and how the answers look."""
    file_argument(parser)
    parser.add_argument("--explain", action="store_true", help="add every step of the calculation")
    parser.add_argument(
        "--format",
        choices=("json", "text", *calculate_file.FORMATS),
        help="text: the steps in Japanese; parquet, arrow: of the result with --out",
    )
    calculate_file.arguments(parser)


def run(options: argparse.Namespace) -> Mapping[str, object] | int:
    """Print one answer a line, in the order of the requests; nothing if one is wrong."""
    if calculate_file.is_meant(options):
        return calculate_file.run(options)
    requests = _requests(options.file)
    if options.format == "text":
        _print_texts(requests)
    else:
        _print_answers(requests, with_steps=options.explain)
    warn_of_drafts(request.law for request in requests)
    return 0


def _requests(file: str | None) -> list[Request]:
    from juminzei.kernel.contract import ContractError, read
    from juminzei.kernel.law import LawError

    requests, problems = [], []
    for place, record in records(file):
        try:
            requests.append(read(record))
        except (ContractError, LawError) as error:
            problems.append(f"{place}{error}")
    if problems:
        more = len(problems) - MOST_PROBLEMS
        shown = problems[:MOST_PROBLEMS] + ([f"… and {more} more"] if more > 0 else [])
        raise UsageError("\n".join(shown))
    return requests


def _print_answers(requests: list[Request], *, with_steps: bool) -> None:
    from juminzei.kernel.contract.batch import calculate

    for request, answer in zip(requests, calculate(requests), strict=True):
        if with_steps:
            answer["steps"] = [asdict(step) for step in _steps(request)]
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


def _print_texts(requests: list[Request]) -> None:
    from juminzei.kernel.explanation_text import explanation_text

    for request in requests:
        print(explanation_text(_steps(request), request.law))


def _steps(request: Request) -> list[Step]:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.explain import explain

    return explain(TaxpayerColumns.from_sparse([request.columns]), request.law)
