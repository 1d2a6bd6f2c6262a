"""``juminzei instalments``: divides a year's tax into what falls due when."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.draft_law import warn_of_drafts
from juminzei.cli.records import file_argument, records

if TYPE_CHECKING:
    import argparse

EXAMPLE = (
    """echo '{"tax_year": 2026, "method": "ordinary", "amount": 90500}' | juminzei instalments"""
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file."""
    file_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print one answer a line, in the order of the requests; nothing if one is wrong."""
    from juminzei.kernel.contract.errors import ContractError
    from juminzei.kernel.contract.instalments import answered, law_of
    from juminzei.kernel.law import LawError

    answers, laws = [], []
    for place, record in records(options.file):
        try:
            answers.append(answered(record))
            laws.append(law_of(record))
        except (ContractError, LawError) as error:
            raise UsageError(f"{place}{error}") from None
    for one in answers:
        sys.stdout.write(json.dumps(one.told(), ensure_ascii=False) + "\n")
    warn_of_drafts(laws)
    for assumption in dict.fromkeys(text for one in answers for text in one.assumptions):
        print(f"※前提: {assumption}", file=sys.stderr)
    return 0
