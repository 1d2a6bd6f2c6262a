"""Instalments, interest, seizable pay, retirement and numbers over HTTP."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.cli import main
from juminzei.platform.audit.outbox.models import OutgoingRecord
from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.openapi import document
from support.api_calls import call, errors, key
from support.json_schema import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])
Asked = dict[str, Any]

GOOD: dict[str, Asked] = {
    "calculate": {"tax_year": 2026, "revenue": {"employment": 5_000_000}},
    "instalments": {"tax_year": 2026, "method": "ordinary", "amount": 90_500},
    "delinquency-charge": {"tax": 100_000, "due": "2026-06-30", "paid": "2026-12-20"},
    "seizable-pay": {
        "pay": 282_078,
        "income_tax": 4_280,
        "inhabitant_tax": 4_700,
        "social_insurance": 47_680,
        "family": 2,
    },
    "retirement-income": {"paid_on": "2026-03-31", "revenue": 20_000_000, "service_years": 30},
    "check-number": {"kind": "corporate", "number": "7123456789012"},
}
MORE_INSTALMENTS: tuple[Asked, ...] = (
    {"tax_year": 2026, "method": "special", "amount": 90_500, "half_yearly": True},
    {"tax_year": 2026, "method": "pension_first", "amount": 70_000},
    {"tax_year": 2026, "method": "pension", "amount": 10_000, "previous_amount": 60_000},
    {"tax_year": 2024, "method": "ordinary", "amount": 90_500, "fixed_reduction": 30_000},
    {
        "tax_year": 2026,
        "method": "mixed",
        "levy": {"employment": 50_000, "pension": 20_000, "other": 10_000, "fixed_charge": 5_000},
        "salary": True,
        "pension": "first",
    },
    {
        "tax_year": 2026,
        "method": "special",
        "amount": 90_500,
        "departure": {"left_on": "2026-09-15", "notified_on": "2026-10-05"},
    },
    {
        "tax_year": 2026,
        "method": "ordinary",
        "amount": 60_500,
        "change": {"amounts": [24_500, 22_000, 22_000, 22_000], "notified_on": "2026-09-10"},
    },
    {
        "tax_year": 2026,
        "method": "extra",
        "amount": 30_000,
        "due_on": ["2027-03-01"],
        "notified_on": "2027-02-01",
    },
)
COMMANDS = {
    "instalments": ((), json.dumps(GOOD["instalments"])),
    "delinquency-charge": (
        ("--tax", "100000", "--due", "2026-06-30", "--paid", "2026-12-20"),
        "",
    ),
    "seizable-pay": (
        (
            *("--pay", "282078", "--income-tax", "4280", "--inhabitant-tax", "4700"),
            *("--social-insurance", "47680", "--family", "2"),
        ),
        "",
    ),
    "check-number": (("corporate", "7123456789012"), ""),
}


@pytest.fixture
def system(client: Client) -> Client:
    """A client of the city with its key in every call."""
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key()}"
    return client


def ask(client: Client, name: str, body: object, query: str = "") -> Any:  # noqa: ANN401 - JSON
    answer = call(client, body, address=f"/api/v1/{name}{query}")
    assert answer.status_code == 200, answer.text
    return json.loads(answer.content)


def test_every_question_has_a_good_request_here() -> None:
    assert set(GOOD) == set(ENDPOINTS)


@pytest.mark.parametrize("name", GOOD)
def test_every_question_and_answer_is_as_the_description_says(system: Client, name: str) -> None:
    endpoint = ENDPOINTS[name]
    asked: Sequence[Asked] = [GOOD[name], *(MORE_INSTALMENTS if name == "instalments" else ())]
    for one in asked:
        assert faults(one, endpoint.request()) == []
    for query in ("", "?explain=1"):
        for answer in ask(system, name, asked, query):
            assert faults(answer, endpoint.answer()) == []
            assert ("steps" in answer) == (endpoint.explains and bool(query))
    assert f"/{name}" in document()["paths"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_answers_are_the_commands(
    system: Client,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments, given = COMMANDS[name]
    monkeypatch.setattr(sys, "stdin", io.StringIO(given))
    assert main([name, *arguments]) == 0
    assert ask(system, name, GOOD[name]) == json.loads(capsys.readouterr().out)


def test_the_interest_of_a_refund_starts_on_the_day_that_is_given(system: Client) -> None:
    told = ask(
        system,
        "delinquency-charge",
        {"tax": 1_000_000, "refund": True, "start": "2026-01-01", "paid": "2026-12-31"},
    )
    assert told["charge"] == 13_000  # 1,000,000 x 1.3 % x 365 / 365
    assert told["periods"][0]["rate_per_mille"] == 13


WRONG: list[tuple[str, Asked, str]] = [
    ("instalments", {"method": "ordinary", "amount": 1}, "tax_year"),
    ("instalments", GOOD["instalments"] | {"amount": 1.5}, "amount"),
    ("instalments", GOOD["instalments"] | {"half_yearly": True}, "half_yearly"),
    (
        "instalments",
        MORE_INSTALMENTS[-1] | {"due_on": ["9999-12-31"]},
        "due_on.0",
    ),
    ("instalments", MORE_INSTALMENTS[-1] | {"due_on": ["2199-12-31"]}, ""),  # no holidays known
    ("delinquency-charge", GOOD["delinquency-charge"] | {"tax": -1}, "tax"),
    ("delinquency-charge", GOOD["delinquency-charge"] | {"start": "2026-01-01"}, "start"),
    ("delinquency-charge", GOOD["delinquency-charge"] | {"refund": True}, "due"),
    ("delinquency-charge", GOOD["delinquency-charge"] | {"paid": "2150-01-01"}, "due"),
    ("delinquency-charge", GOOD["delinquency-charge"] | {"due": "1900-01-01"}, "due"),
    ("seizable-pay", GOOD["seizable-pay"] | {"months": 0}, "months"),
    ("seizable-pay", GOOD["seizable-pay"] | {"rounding": "up"}, "rounding"),
    ("seizable-pay", {"income_tax": 1}, "pay"),
    ("retirement-income", GOOD["retirement-income"] | {"paid_on": "1999-01-01"}, "paid_on"),
    (
        "retirement-income",
        {"paid_on": "2026-03-31", "revenue": 1, "service_from": "0001-01-01"},
        "service_from",
    ),
]


@pytest.mark.parametrize(("name", "asked", "at"), WRONG)
def test_a_wrong_value_is_refused_by_its_key(
    system: Client, name: str, asked: Asked, at: str
) -> None:
    answer = call(system, [GOOD[name], asked], address=f"/api/v1/{name}")
    assert answer.status_code == 422
    [error] = errors(answer)
    assert (error["index"], error["key"]) == (1, at)


# --- numbers


SECRET = "98765432101"  # eleven digits: no number of anybody


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "individual", "number": SECRET},
        {"kind": SECRET, "number": SECRET},
        {"kind": "individual", "number": int(SECRET)},
        {"kind": "individual", SECRET: "1"},
        {"kind": "individual", "number": "1", SECRET: "1"},
        {"kind": "individual", "number": [SECRET]},
        {"kind": "individual", "number": f"{SECRET}９"},
        SECRET,
        [SECRET],
        [[SECRET]],
    ],
)
def test_no_answer_log_or_record_shows_what_was_sent_as_a_number(
    system: Client, asked: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        answer = call(system, asked, address="/api/v1/check-number")
    assert answer.status_code == 422
    assert SECRET not in answer.text
    assert SECRET not in caplog.text
    record = OutgoingRecord.objects.order_by("pk").last()
    assert record is not None
    assert record.details == {"requests": 1, "tax_years": []}


def test_a_right_number_and_a_wrong_one_are_told_apart(system: Client) -> None:
    # the law's own examples: 1234 5678 901|8 and 7|1234 5678 9012
    body = "12345678901"
    asked = [{"kind": "individual", "number": f"{body}{last}"} for last in (8, 7)]
    assert ask(system, "check-number", asked) == [
        {"valid": True, "check_digit": 8},
        {"valid": False, "check_digit": 8},
    ]
    assert ask(system, "check-number", {"kind": "municipality", "number": "112101"}) == {
        "valid": True,
        "check_digit": 1,
    }


def test_a_number_is_never_part_of_an_address(system: Client) -> None:
    answer = system.get("/api/v1/check-number?number=1")
    assert answer.status_code == 405


# --- whatever is sent, the reader answers or refuses by key


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False),
    st.dates().map(str),
    st.sampled_from(["ordinary", "special", "pension", "mixed", "extra", "first", "2026-12", "x"]),
    st.lists(st.integers(0, 10**6), max_size=13),
    st.dictionaries(st.sampled_from(["amounts", "left_on", "notified_on"]), st.integers(0, 9)),
)


@settings(max_examples=250)
@given(data=st.data(), name=st.sampled_from(sorted(set(GOOD) - {"calculate"})))
def test_an_odd_value_is_answered_or_refused_by_key_and_as_the_schema_says(
    data: st.DataObject, name: str
) -> None:
    endpoint = ENDPOINTS[name]
    told = data.draw(st.sampled_from([GOOD[name], *MORE_INSTALMENTS * (name == "instalments")]))
    properties = sorted(endpoint.request()["properties"])
    asked = told | {data.draw(st.sampled_from(properties)): data.draw(ODD)}
    answered = endpoint.answers([asked], False)
    for problem in answered.problems:
        assert isinstance(problem["key"], str)
    for answer in answered.answers:
        assert faults(answer, endpoint.answer()) == []
        assert faults(asked, endpoint.request()) == []


@pytest.mark.parametrize("odd", [None, 0, "", []])
@pytest.mark.parametrize("asked", [GOOD["instalments"], *MORE_INSTALMENTS])
def test_what_is_no_yes_or_no_is_refused_also_where_it_would_change_nothing(
    asked: dict[str, object], odd: object
) -> None:
    answered = ENDPOINTS["instalments"].answers([asked | {"half_yearly": odd}], False)
    assert [problem["key"] for problem in answered.problems] == ["half_yearly"]
