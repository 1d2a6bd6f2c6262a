"""Many requests at once: grouped by law, calculated in columns, answered in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract.writer import answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from juminzei.kernel.contract.reader import Request


def calculate(requests: Sequence[Request]) -> list[dict[str, object]]:
    """Return the answers to ``requests``, in their order."""
    by_law: dict[str, list[int]] = {}
    for number, request in enumerate(requests):
        by_law.setdefault(request.law.digest, []).append(number)
    found: dict[int, dict[str, object]] = {}
    for numbers in by_law.values():
        law = requests[numbers[0]].law
        given = [requests[number].columns for number in numbers]
        assessed = assess(TaxpayerColumns.from_sparse(given), law)
        results = answers(assessed, [law.tax_year] * len(numbers), given)
        found |= dict(zip(numbers, results, strict=True))
    return [found[number] for number in range(len(requests))]
