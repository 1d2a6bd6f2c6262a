"""T-W05: calls made from the description alone, right and wrong; none fails, all as described."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.openapi import document
from support.api_calls import key

if TYPE_CHECKING:
    from schemathesis import APIOperation, Case

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=["default", "audit"])]
EXAMPLES = 80
SEED = 20_260_601
"""The same calls in every run."""

SCHEMA = schemathesis.openapi.from_dict(document())
SCHEMA.app = WSGIHandler()
REFUSED = ["400", "401", "403", "413", "415", "422"]
SCHEMA.config.checks.negative_data_rejection.expected_statuses = REFUSED
WANTED: list[Any] = CHECKS.get_by_names(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "ignored_auth",
    ]
)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("question", sorted(ENDPOINTS))
def test_no_call_fails_and_every_answer_is_as_described(
    question: str, mode: GenerationMode
) -> None:
    operation: APIOperation[Any, Any, Any, Any] = SCHEMA[f"/{question}"]["post"]
    statuses: set[int] = set()
    headers = {"Authorization": f"Bearer {key()}"}

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def asked(case: Case[Any]) -> None:
        response = case.call(headers=headers)
        statuses.add(response.status_code)
        case.validate_response(response, checks=WANTED, headers=headers)

    asked()
    assert statuses <= {200, *map(int, REFUSED)}
    assert (mode is GenerationMode.POSITIVE) <= (200 in statuses)
