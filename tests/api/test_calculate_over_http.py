"""``POST /api/v1/calculate``: the command's answers over HTTP, in every layout."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings

from juminzei.cli import main
from juminzei.kernel.contract.answer_schema import answer_schema
from juminzei.kernel.contract.schema import request_schema
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.web.api.openapi import document
from law.people import chance_of, request
from support.api_calls import call, errors, key
from support.json_schema import faults

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
SALARY: dict[str, Any] = {"tax_year": 2026, "revenue": {"employment": 5_000_000}}
# 3,560,000 - 430,000 = 3,130,000: 187,800 - 1,500 and 125,200 - 1,000; with 5,000
SALARY_TAX = 186_300 + 124_200 + 5_000


@pytest.fixture
def system(client: Client) -> Client:
    """A client of the city with its key in every call."""
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key()}"
    return client


def test_one_object_is_answered_by_one_object(system: Client) -> None:
    answer = call(system, SALARY)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["total"] == SALARY_TAX


def test_an_array_is_answered_by_an_array_in_its_order(system: Client) -> None:
    answer = call(system, [{"tax_year": 2025}, SALARY])
    assert [one["total"] for one in json.loads(answer.content)] == [0, SALARY_TAX]
    assert json.loads(call(system, []).content) == []


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/jsonl; charset=UTF-8"])
def test_lines_are_answered_by_lines(system: Client, kind: str) -> None:
    lines = f'{json.dumps(SALARY)}\r\n\n{{"tax_year": 2025}}\n'
    answer = call(system, lines, kind=kind)
    assert answer["Content-Type"] == "application/x-ndjson"
    assert [json.loads(one)["total"] for one in answer.text.splitlines()] == [SALARY_TAX, 0]


def test_steps_come_when_they_are_asked_for(system: Client) -> None:
    plain = json.loads(call(system, SALARY).content)
    explained = json.loads(call(system, SALARY, address="/api/v1/calculate?explain=1").content)
    assert "steps" not in plain
    steps = {step["name"]: step for step in explained.pop("steps")}
    assert explained == plain
    assert steps["total"]["value"] == SALARY_TAX
    assert steps["total"]["label"] == "年税額"


def test_an_answer_under_a_draft_law_says_so(system: Client) -> None:
    assert call(system, SALARY)["X-Law-Status"] == "draft"


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_the_answers_are_the_commands(
    system: Client,
    tax_year: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance = chance_of(f"interface {tax_year}")
    people = [request(chance, tax_year) for _ in range(40)]
    answer = call(system, people, address="/api/v1/calculate?explain=1")
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(people)))
    assert main(["calculate", "--explain"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert json.loads(answer.content) == [json.loads(line) for line in printed]


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_requests_and_answers_are_as_the_description_says(system: Client, tax_year: int) -> None:
    schemas = document()["components"]["schemas"]
    assert schemas["CalculateRequest"] == request_schema()
    assert schemas["CalculateAnswer"] == answer_schema()
    chance = chance_of(f"schema {tax_year}")
    people = [request(chance, tax_year) for _ in range(40)]
    assert [fault for one in people for fault in faults(one, request_schema())] == []
    for address in ("/api/v1/calculate", "/api/v1/calculate?explain=1"):
        answers = json.loads(call(system, people, address=address).content)
        assert [fault for one in answers for fault in faults(one, answer_schema())] == []


def test_every_fault_of_every_request_is_told_with_its_place_and_remedy(system: Client) -> None:
    answer = call(
        system,
        [
            SALARY,
            {"tax_year": 2026, "revenue": {"employment": -1}},
            {"tax_year": 2026, "deductions": {"social": 1}},
        ],
    )
    assert answer.status_code == 422
    assert faults(json.loads(answer.content), document()["components"]["schemas"]["Errors"]) == []
    assert errors(answer) == [
        {
            "index": 1,
            "key": "revenue.employment",
            "problem": "-1 is negative",
            "remedy": "give 0 or more",
        },
        {
            "index": 2,
            "key": "deductions.social",
            "problem": "no such key",
            "remedy": "see the calculation contract",
        },
    ]


def test_the_city_of_the_installation_is_meant_where_none_is_named(
    system: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = settings.CONFIGURATION.model_copy(update={"municipality": "999999"})
    monkeypatch.setattr("juminzei.web.api.answered.CONFIGURATION", elsewhere)
    assert errors(call(system, SALARY))[0]["key"] == "municipality"
    assert call(system, SALARY | {"municipality": "112101"}).status_code == 200


def test_a_call_is_on_record_by_who_how_many_and_which_years_and_no_more(system: Client) -> None:
    call(system, [SALARY, {"tax_year": 2025, "birth_date": "1950-01-02"}])
    record = OutgoingRecord.objects.filter(action__startswith="api.").get()
    assert (record.action, record.subject_id) == ("api.answered", "calculate")
    assert record.staff_number == "api-0001"
    assert record.details == {"requests": 2, "tax_years": [2025, 2026]}


def test_a_call_with_faults_is_on_record_too(system: Client) -> None:
    call(system, {"tax_year": 2026, "age": -1})
    record = OutgoingRecord.objects.filter(action__startswith="api.").get()
    assert record.action == "api.refused"
    assert record.details == {"requests": 1, "tax_years": []}


def test_the_description_is_openapi_and_names_every_part_it_refers_to(system: Client) -> None:
    answer = system.get("/api/v1/openapi.json")
    told = json.loads(answer.content)
    assert told["openapi"] == "3.1.0"
    assert "/calculate" in told["paths"]
    text = answer.text
    for name in set(json.loads(json.dumps(told))["components"]["schemas"]):
        assert f'"#/components/schemas/{name}"' in text
    assert told == document()
