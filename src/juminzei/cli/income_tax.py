"""``juminzei income-tax``: returns of income tax given as JSON, without any database."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from juminzei.cli.command import UsageError
from juminzei.cli.records import file_argument, records

if TYPE_CHECKING:
    import argparse

    from juminzei.kernel.income_tax.contract import ReturnRequest

EXAMPLE = (
    """echo '{"income_year": 2025, "revenue": {"employment": 5000000},"""
    """ "return": {"withheld": 109500}}' | juminzei income-tax --form"""
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file and what the answers tell."""
    file_argument(parser)
    parser.add_argument("--explain", action="store_true", help="add every step of the calculation")
    parser.add_argument("--form", action="store_true", help="add the boxes of the year's form")
    parser.add_argument(
        "--compare", action="store_true", help="add the inhabitant tax of the year after"
    )
    parser.add_argument(
        "--format", choices=("json", "text"), default="json", help="text: the steps in Japanese"
    )


def run(options: argparse.Namespace) -> int:
    """Print one answer a line, in the order of the requests; nothing if one is wrong."""
    from juminzei.kernel.contract.errors import ContractError
    from juminzei.kernel.income_tax.contract import read_return

    answers, warnings = [], dict[str, None]()
    for place, record in records(options.file):
        try:
            request = read_return(record)
            answers.append(_answer(request, options))
        except ContractError as error:
            raise UsageError(f"{place}{error}") from None
        warnings |= dict.fromkeys(one for one in (request.law.warning,) if one)
    sys.stdout.writelines(f"{one}\n" for one in answers)
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0


def _answer(request: ReturnRequest, options: argparse.Namespace) -> str:
    from juminzei.kernel.income_tax import contract
    from juminzei.kernel.income_tax.explain import income_tax_text

    if options.format == "text":
        return income_tax_text(contract.explained_of(request)[1], request.law)
    told = contract.answer(
        request, steps=options.explain, form=options.form, compared=options.compare
    )
    return json.dumps(told, ensure_ascii=False)
