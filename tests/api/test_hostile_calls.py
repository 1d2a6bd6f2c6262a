"""Calls that are broken or meant to break something: each is refused, none is guessed at."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juminzei.kernel.contract import ContractError, read
from juminzei.kernel.contract.schema import request_schema
from juminzei.web.api.body import MOST_BYTES, MOST_PEOPLE
from juminzei.web.api.endpoints import MOST_EXPLAINED
from law.people import chance_of, request
from support.api_calls import call, errors, key
from support.json_schema import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db(databases=["default", "audit"])


@pytest.fixture
def system(client: Client) -> Client:
    """A client of the city with its key in every call."""
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {key()}"
    return client


NO_JSON = {
    "nothing": b" ",
    "half an object": b'{"tax_year": 2026',
    "a form": b"tax_year=2026",
    "not a number": b'{"tax_year": 2026, "age": NaN}',
    "endless": b'{"tax_year": 2026, "age": -Infinity}',
    "a key twice": b'{"tax_year": 2026, "tax_year": 2025}',
    "a key twice, deep inside": b'{"tax_year": 2026, "spouse": {"age": 1, "age": 2}}',
    "bottomless lists": b"[" * 500_000,
    "bottomless objects": b'{"spouse":' * 100_000,
    "a number of 5,000 digits": b'{"tax_year": ' + b"1" * 5_000 + b"}",
    "Shift_JIS": '{"tax_year": 2026, "見本": 1}'.encode("cp932"),
    "UTF-16": '{"tax_year": 2026}'.encode("utf-16"),
    "half a sign": b'{"tax_year": 2026, "x": "\xe3\x81"}',
}


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_json_is_refused_as_such(system: Client, body: bytes) -> None:
    answer = call(system, body)
    assert answer.status_code == 400
    [error] = errors(answer)
    assert error["problem"]
    assert len(answer.content) < 1_000


def test_a_line_that_is_no_json_is_named(system: Client) -> None:
    answer = call(system, '{"tax_year": 2026}\n{]\n', kind="application/x-ndjson")
    assert answer.status_code == 400
    assert errors(answer)[0]["problem"].startswith("line 2: ")


WRONG_VALUES = {
    "a whole number with a fraction": ("age", 44.0),
    "an amount in words": ("specified_expenses", "5000000"),
    "an amount that is true": ("specified_expenses", True),
    "more yen than there are": ("specified_expenses", 10**30),
    "a number beyond 64 bits": ("specified_expenses", 2**64),
    "nothing where yen belong": ("specified_expenses", None),
    "a list where an object belongs": ("revenue", []),
    "an object where yen belong": ("specified_expenses", {}),
    "another year": ("tax_year", 1950),
    "a year as text": ("tax_year", "2026"),
    "a family of a thousand": ("dependants", [{}] * 1_000),
    "somebody two thousand years old": ("birth_date", "0001-01-01"),
    "a date that never was": ("birth_date", "1981-02-30"),
    "a key of our own machinery": ("__class__", {}),
    "half a sign": ("\ud800", 1),
}


@pytest.mark.parametrize(("name", "value"), WRONG_VALUES.values(), ids=WRONG_VALUES.keys())
def test_a_wrong_value_is_refused_by_its_key(system: Client, name: str, value: object) -> None:
    answer = call(system, json.dumps({"tax_year": 2026} | {name: value}))
    assert answer.status_code == 422
    assert errors(answer)[0]["key"] == name
    assert len(answer.content) < 1_000


@pytest.mark.parametrize("body", ["null", "5", '"x"', "true", "[[]]", "[null]"])
def test_json_that_is_no_request_is_refused(system: Client, body: str) -> None:
    answer = call(system, body)
    assert answer.status_code == 422
    assert errors(answer)[0]["key"] == "request"


def test_a_key_of_a_million_letters_is_not_sent_back(system: Client) -> None:
    answer = call(system, {"tax_year": 2026, "x" * 1_000_000: 1})
    assert answer.status_code == 422
    assert len(answer.content) < 1_000


def test_many_keys_of_which_one_comes_twice_are_refused_quickly(system: Client) -> None:
    keys = ",".join(f'"k{number}":1' for number in range(100_000))
    answer = call(system, f'{{{keys},"k99999":1}}')
    assert answer.status_code == 400
    assert errors(answer)[0]["problem"] == "k99999: is given twice"


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=shift_jis",
        "application/jsonp",
        "",
    ],
)
def test_another_content_type_is_refused(system: Client, kind: str) -> None:
    assert call(system, '{"tax_year": 2026}', kind=kind).status_code == 415


def test_as_many_people_as_the_limit_are_answered_and_one_more_is_not(system: Client) -> None:
    people = [{"tax_year": 2026}] * MOST_PEOPLE
    assert len(json.loads(call(system, people).content)) == MOST_PEOPLE
    assert call(system, [*people, {"tax_year": 2026}]).status_code == 413


def test_as_many_bytes_as_the_limit_are_read_and_one_more_is_not(system: Client) -> None:
    request = b'{"tax_year": 2026}'
    assert call(system, request + b" " * (MOST_BYTES - len(request))).status_code == 200
    assert call(system, request + b" " * (MOST_BYTES - len(request) + 1)).status_code == 413
    assert call(system, request + b" " * 3_000_000).status_code == 413


def test_only_so_many_are_explained_at_once(system: Client) -> None:
    many = [{"tax_year": 2026}] * (MOST_EXPLAINED + 1)
    assert call(system, many, address="/api/v1/calculate?explain=1").status_code == 413
    assert call(system, many).status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head"])
def test_only_post_is_answered(system: Client, method: str) -> None:
    answer = getattr(system, method)("/api/v1/calculate")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"


def test_another_question_is_refused(system: Client) -> None:
    assert call(system, {}, address="/api/v1/everything").status_code == 404


def test_a_mistake_of_the_program_leaves_nothing_of_the_call_in_the_log(
    system: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from juminzei.web.error_log import Where  # noqa: PLC0415 - the settings must be ready

    system.raise_request_exception = False

    def fail(_requests: object) -> None:
        raise RuntimeError("revenue 7654321")

    monkeypatch.setattr("juminzei.web.api.endpoints.calculate", fail)
    with caplog.at_level(logging.DEBUG):
        answer = call(system, {"tax_year": 2026, "revenue": {"employment": 7_654_321}})
    assert answer.status_code == 500
    told = [Where().format(one) for one in caplog.records]
    assert any("page=api_answer" in line for line in told)
    assert not any("7654321" in line for line in told)
    assert "7654321" not in answer.text


# The schema and the reader refuse the same things, but for what hangs on two keys at once.

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["none", "special", "mother", "5/100", "6/100", "1981-04-02", "no", "", "x"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("age"), inner, max_size=1),
    max_leaves=3,
)
TOGETHER = (
    *("does not fit birth_date", "excludes medical", "is eligible", "relatives abroad"),
    *("is no object; write", "is not here; known"),
)


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    if isinstance(value, dict):
        for name, one in value.items():
            yield from paths(one, (*path, name))
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from paths(one, (*path, place))


def changed(told: Any, path: tuple[str | int, ...], value: object) -> object:  # noqa: ANN401 - JSON
    if not path:
        return value
    first, *rest = path
    copy = told.copy()
    copy[first] = changed(told[first], tuple(rest), value)
    return copy


@settings(max_examples=300)
@given(data=st.data(), number=st.integers(0, 200))
def test_the_reader_takes_what_the_schema_takes(data: st.DataObject, number: int) -> None:
    person = request(chance_of(f"fuzz {number}"), 2021 + number % 7)
    path = data.draw(st.sampled_from([one for one in paths(person) if one]))
    asked = changed(person, path, data.draw(JSON))
    try:
        read(asked)
    except ContractError as error:
        refused = str(error)
    else:
        refused = ""
    if faults(asked, request_schema()):
        assert refused
    else:
        assert not refused or any(words in refused for words in TOGETHER)


@pytest.mark.parametrize("told", ["2", "", "true", "1&explain=0", "%00"])
def test_steps_are_asked_for_by_1_and_by_nothing_else(system: Client, told: str) -> None:
    """T-W05: found by calls made from the description."""
    answer = call(system, [], address=f"/api/v1/calculate?explain={told}")
    assert answer.status_code == 400
    assert "explain" in errors(answer)[0]["problem"]
