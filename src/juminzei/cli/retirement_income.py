"""``juminzei retirement-income``: the levy withheld from retirement pay (退職所得の分離課税)."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.records import file_argument, records

if TYPE_CHECKING:
    import argparse

EXAMPLE = (
    """echo '{"paid_on": "2026-03-31", "revenue": 24000000, "service_years": 34}'"""
    """ | juminzei retirement-income"""
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and how the answers look."""
    file_argument(parser)
    parser.add_argument("--explain", action="store_true", help="add every step of the calculation")
    parser.add_argument(
        "--format", choices=("json", "text"), default="json", help="text: the steps in Japanese"
    )


def run(options: argparse.Namespace) -> int:
    """Print one answer a line, in the order of the requests; nothing if one is wrong."""
    from juminzei.kernel.contract.errors import ContractError
    from juminzei.kernel.parameters.retirement import RetirementLaw
    from juminzei.kernel.standing_law import standing

    answers = []
    for place, record in records(options.file):
        try:
            answers.append(_answer(record, options))
        except ContractError as error:
            raise UsageError(f"{place}{error}") from None
    sys.stdout.writelines(f"{one}\n" for one in answers)
    if warning := standing(RetirementLaw).warning:
        print(warning, file=sys.stderr)
    return 0


def _answer(record: object, options: argparse.Namespace) -> str:
    from juminzei.kernel.contract import retirement

    if options.format == "text":
        from juminzei.kernel.explanation_text import steps_text

        return steps_text(retirement.steps(record))
    answered = retirement.answer(record, with_steps=options.explain)
    return json.dumps(answered, ensure_ascii=False)
