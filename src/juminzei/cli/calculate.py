"""``juminzei calculate``: the tax of people given as JSON or in columns, without any database."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import asdict
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from juminzei.cli import calculate_file, calculate_pdf
from juminzei.cli.command import UsageError
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.records import file_argument, records

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from juminzei.kernel.contract import Request
    from juminzei.kernel.explain import Step
    from juminzei.kernel.law import Law

EXAMPLE = """echo '{"tax_year": 2026, "revenue": {"employment": 5000000}}' | juminzei calculate"""
MOST_PROBLEMS = 20
"""So many wrong requests are told at once."""
CHUNK = 5_000
"""So many requests are read and calculated together."""
WAITING_IN_MEMORY = 16 * 2**20
"""Answers of more bytes wait on the disk."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and how the answers look."""
    file_argument(parser)
    parser.add_argument("--explain", action="store_true", help="add every step of the calculation")
    parser.add_argument(
        "--format",
        choices=("json", "text", calculate_pdf.FORMAT, *calculate_file.FORMATS),
        help="text: the steps in Japanese; pdf: the same to print; parquet, arrow: with --out",
    )
    calculate_file.arguments(parser)


def run(options: argparse.Namespace) -> Mapping[str, object] | int:
    """Print one answer a line, in the order of the requests; nothing if one is wrong.

    Answers wait in a temporary file until the last request has been read, so that memory
    does not grow with their number.

    Raises:
        UsageError: Requests are wrong; the text names each place and key.
    """
    if options.format == calculate_pdf.FORMAT:
        return calculate_pdf.run(options)
    if calculate_file.is_meant(options):
        return calculate_file.run(options)
    laws: dict[str, Law] = {}
    problems = Problems()
    with SpooledTemporaryFile(WAITING_IN_MEMORY, "w+", encoding="utf-8", newline="") as waiting:
        given = records(options.file)
        while chunk := list(islice(given, CHUNK)):
            requests = problems.sifted(chunk)
            if not problems.number:
                waiting.writelines(_answered(requests, options))
            laws |= {request.law.digest: request.law for request in requests}
        problems.refuse()
        waiting.seek(0)
        warn_of_drafts(laws.values())
        shutil.copyfileobj(waiting, sys.stdout)
    return 0


class Problems:
    """What is wrong with the requests, the first of them in words."""

    def __init__(self) -> None:
        self.number = 0
        self._told: list[str] = []

    def sifted(self, chunk: Sequence[tuple[str, object]]) -> list[Request]:
        """Return the requests that are right."""
        from juminzei.kernel.contract import ContractError, read
        from juminzei.kernel.law import LawError

        requests = []
        for place, record in chunk:
            try:
                requests.append(read(record))
            except (ContractError, LawError) as error:
                self.number += 1
                if self.number <= MOST_PROBLEMS:
                    self._told.append(f"{place}{error}")
        return requests

    def refuse(self) -> None:
        """Refuse everything if anything is wrong.

        Raises:
            UsageError: Something is.
        """
        more = self.number - len(self._told)
        if self.number:
            raise UsageError("\n".join([*self._told, *[f"… and {more} more"] * (more > 0)]))


def _answered(requests: Sequence[Request], options: argparse.Namespace) -> Iterator[str]:
    """Yield the answers as they are printed."""
    from juminzei.kernel.contract.batch import calculate
    from juminzei.kernel.explanation_text import explanation_text

    if options.format == "text":
        for request in requests:
            yield explanation_text(_steps(request), request.law) + "\n"
        return
    for request, answer in zip(requests, calculate(requests), strict=True):
        if options.explain:
            answer["steps"] = [asdict(step) for step in _steps(request)]
        yield json.dumps(answer, ensure_ascii=False) + "\n"


def _steps(request: Request) -> list[Step]:
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.explain import explain

    return explain(TaxpayerColumns.from_sparse([request.columns]), request.law)
