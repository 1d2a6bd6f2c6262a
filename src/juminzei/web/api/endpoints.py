"""What can be asked of the interface: each question, its schemas, and who answers it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.contract.answer_schema import answer_schema
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.contract.schema import Schema, request_schema
from juminzei.kernel.explain import explain
from juminzei.web.api.refusal import Problem, problem_of, refused
from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.kernel.contract import Request

MOST_EXPLAINED = 100
"""In one call; each takes some milliseconds and tells some hundred steps."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers in the order of the requests, or what is wrong with some of them."""

    answers: list[dict[str, object]]
    problems: list[Problem] = field(default_factory=list)
    tax_years: list[int] = field(default_factory=list)
    draft: bool = False
    """Whether a law behind the answers still awaits its review."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One question: what it is called, what goes in and out, who answers."""

    name: str
    summary: str
    request: Callable[[], Schema]
    answer: Callable[[], Schema]
    answers: Callable[[Sequence[object], bool], Answered]
    explains: bool = False


def calculated(records: Sequence[object], explained: bool) -> Answered:  # noqa: FBT001 - by position as all endpoints are
    """Return everybody's tax, with its steps where they are asked for.

    Raises:
        juminzei.web.api.refusal.Refusal: Too many are to be explained at once.
    """
    if explained and len(records) > MOST_EXPLAINED:
        raise refused(
            413, "too many are to be explained", f"explain at most {MOST_EXPLAINED} at a time"
        )
    requests: list[Request] = []
    problems: list[Problem] = []
    for index, record in enumerate(records):
        try:
            requests.append(read(of_this_city(record)))
        except ContractError as error:
            problems.append(problem_of(error, index))
    if problems:
        return Answered([], problems)
    answers = calculate(requests)
    if explained:
        for request, answer in zip(requests, answers, strict=True):
            answer["steps"] = _steps(request)
    return Answered(
        answers,
        tax_years=sorted({request.law.tax_year for request in requests}),
        draft=any(request.law.is_draft for request in requests),
    )


def of_this_city(record: object) -> object:
    """Return a request that names its city; without one it is the installation's."""
    if not isinstance(record, dict) or "municipality" in record:
        return record
    return {**record, "municipality": CONFIGURATION.municipality}


def _steps(request: Request) -> list[dict[str, object]]:
    columns = TaxpayerColumns.from_sparse([request.columns])
    return [asdict(step) for step in explain(columns, request.law)]


ENDPOINTS = {
    one.name: one
    for one in (
        Endpoint(
            "calculate",
            "個人住民税の税額を計算する",
            request_schema,
            answer_schema,
            calculated,
            explains=True,
        ),
    )
}
