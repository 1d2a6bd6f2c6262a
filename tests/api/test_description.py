"""The description of the interface: complete, for machines and for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.kernel.contract import fields
from juminzei.kernel.contract.answer_schema import answer_schema
from juminzei.kernel.contract.schema import leaf_schema, request_schema
from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.openapi import REFUSALS, document
from juminzei.web.api.reading import chapters
from juminzei.web.api.unified_schemas import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def objects(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every schema of an object below ``schema``."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for one in schema.values():
            yield from objects(one)
    if isinstance(schema, list):
        for one in schema:
            yield from objects(one)


def references(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        for name, one in told.items():
            if name == "$ref":
                yield one
            else:
                yield from references(one)
    if isinstance(told, list):
        for one in told:
            yield from references(one)


def at(schema: dict[str, Any], path: str) -> dict[str, Any]:
    for name in path.split("."):
        schema = schema["properties"][name]
    return schema


def test_every_key_of_the_contract_is_in_the_schema_with_its_range() -> None:
    for path in fields.leaves():
        assert at(request_schema(), path) == leaf_schema(path)
    business = leaf_schema("income.business")
    assert (business["minimum"], business["maximum"]) == (-99_999_999_999, 99_999_999_999)
    assert leaf_schema("revenue.employment")["minimum"] == 0
    assert leaf_schema("tax_year")["enum"] == list(range(2021, 2028))
    assert leaf_schema("municipality")["enum"] == ["112101", "141003"]


def test_a_key_that_the_contract_lacks_has_no_schema() -> None:
    with pytest.raises(KeyError):
        leaf_schema("separate.futures.special_deduction")


@pytest.mark.parametrize("name", ENDPOINTS)
def test_no_object_takes_keys_that_it_does_not_name(name: str) -> None:
    endpoint = ENDPOINTS[name]
    for schema in (*objects(endpoint.request()), *objects(endpoint.answer())):
        assert schema["additionalProperties"] is False
        assert set(schema.get("required", ())) <= set(schema["properties"])


def test_an_answer_has_all_its_keys_but_those_that_are_seldom() -> None:
    schema = answer_schema()
    seldom = set(schema["properties"]) - set(schema["required"])
    assert seldom == {"withheld_levy_applied", "steps"}
    assert schema["properties"]["tax_base"]["required"] == ["comprehensive"]


def test_every_reference_leads_somewhere_and_every_component_is_used() -> None:
    told = document()
    used = {one.removeprefix("#/components/schemas/") for one in references(told)}
    assert used == set(told["components"]["schemas"])
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_question_tells_all_its_refusals_and_where_steps_can_be_had(name: str) -> None:
    operation = document()["paths"][f"/{name}"]["post"]
    assert set(operation["responses"]) == {"200", *REFUSALS}
    asked = [one["name"] for one in operation.get("parameters", ())]
    assert asked == (["explain"] if ENDPOINTS[name].explains else [])
    kinds = set(operation["requestBody"]["content"])
    assert kinds == {"application/json", "application/x-ndjson"}


def test_names_of_operations_are_names_in_any_language() -> None:
    names = [path["post"]["operationId"] for path in document()["paths"].values()]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.isascii() for name in names)


def test_people_read_every_key_with_what_it_holds_and_means() -> None:
    told = {chapter.name: chapter for chapter in chapters()}
    assert set(told) == {*ENDPOINTS, *QUESTIONS}
    request = {key.path: key for key in told["calculate"].request}
    assert request["revenue.employment"].holds == "整数 0～99,999,999,999"
    assert request["income.business"].holds == "整数 ▲99,999,999,999～99,999,999,999"
    assert request["birth_date"].holds == "日付 1981-04-02・null"
    assert request["dependants[].abroad"].holds == "no・yes・ineligible"
    assert request["spouse"].holds == "オブジェクト"
    for key in (*told["calculate"].request, *told["calculate"].answer):
        assert key.holds
        assert key.meaning, key.path
    answer = {key.path: key.meaning for key in told["calculate"].answer}
    assert answer["deductions.casualty"] == "雑損控除"
    assert answer["tax_base.land_long"] == "課税標準額（分離長期譲渡・一般）"
    assert answer["credits.adjustment.municipal"] == "市町村民税"
