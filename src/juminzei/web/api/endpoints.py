"""What can be asked of the interface: each question, its schemas, and who answers it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.contract.answer_schema import answer_schema
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.contract.schema import Schema, request_schema
from juminzei.kernel.explain import explain
from juminzei.web.api import collection
from juminzei.web.api import collection_schemas as schemas
from juminzei.web.api.answered import Answered, of_this_city
from juminzei.web.api.refusal import Problem, problem_of, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from juminzei.kernel.contract import Request

MOST_EXPLAINED = 100
"""In one call; each takes some milliseconds and tells some hundred steps."""


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
        Endpoint(
            "instalments",
            "年税額を期別・月別に分ける",
            schemas.instalments_request,
            schemas.instalments_answer,
            collection.each(collection.instalments_told),
        ),
        Endpoint(
            "delinquency-charge",
            "延滞金・還付加算金を計算する",
            schemas.charge_request,
            schemas.charge_answer,
            collection.each(collection.charge_told),
        ),
        Endpoint(
            "seizable-pay",
            "給与の差押可能額を計算する（国税徴収法76条）",
            schemas.pay_request,
            schemas.pay_answer,
            collection.each(collection.pay_told),
        ),
        Endpoint(
            "retirement-income",
            "退職所得の分離課税の税額を計算する（地方税法328条）",
            schemas.retirement_request,
            schemas.retirement_answer,
            collection.each(collection.retirement_told),
            explains=True,
        ),
        Endpoint(
            "check-number",
            "個人番号・法人番号・市町村コードの検査数字を確かめる（番号は記録しない）",
            schemas.number_request,
            schemas.number_answer,
            collection.each(collection.number_told),
        ),
    )
}
