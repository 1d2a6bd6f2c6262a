"""``juminzei income-tax`` as scripts call it: JSON in, the return out, nothing guessed."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from juminzei.cli.main import main

Request = dict[str, Any]
EXAMPLE: Request = {
    "income_year": 2025,
    "revenue": {"employment": 5_000_000},
    "deductions": {"social_insurance": 700_000},
    "return": {"withheld": 109_500},
}


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - a function of words
    def called(*arguments: str, given: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        status = main(["income-tax", *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return called


def test_the_example_of_the_tax_agency_is_answered(call: Any) -> None:  # noqa: ANN401 - the fixture
    status, out, err = call(given=json.dumps(EXAMPLE))
    answer = json.loads(out)
    assert status == 0
    assert answer["income_year"] == 2025
    assert (answer["income_tax"]["tax_and_surtax"], answer["income_tax"]["payable"]) == (
        123_030,
        13_500,
    )
    assert "確認中" in err
    assert set(answer) == {"income_year", "income_tax"}


def test_what_is_asked_for_is_added(call: Any) -> None:  # noqa: ANN401 - the fixture
    _, out, _ = call("--explain", "--form", "--compare", given=json.dumps(EXAMPLE))
    answer = json.loads(out)
    assert answer["steps"][-1]["name"] == "refund"
    boxes = {one["box"]: one["amount"] for one in answer["form"]["boxes"] if one["form"] == 1}
    assert (boxes["㉛"], boxes["52"]) == (2_180_000, 13_500)
    assert "未確認" in answer["form"]["assumption"]
    # 3,560,000 - 700,000 - 430,000 = 2,430,000; 10% - 2,500 + 5,000
    assert answer["compared"]["inhabitant_tax"]["total"] == 245_500
    assert [one["name"] for one in answer["compared"]["saved"]] == ["social_insurance"]


def test_the_text_is_japanese_with_every_step(call: Any) -> None:  # noqa: ANN401 - the fixture
    _, out, _ = call("--format", "text", given=json.dumps(EXAMPLE))
    assert out.startswith("令和7年分 所得税・復興特別所得税の計算の根拠")
    assert "納める税金 13,500円" in out
    assert "根拠: 所得税法89条1項" in out


def test_relatives_of_19_to_22_find_their_row(call: Any) -> None:  # noqa: ANN401 - the fixture
    incomes = (850_000, 850_001, 900_000, 900_001, 950_000, 950_001)
    lines = [
        json.dumps(EXAMPLE | {"dependants": [{"age": 20, "income": income}]}) for income in incomes
    ]
    _, out, _ = call(given="\n".join(lines))
    taxes = [json.loads(one)["income_tax"] for one in out.splitlines()]
    found = [tax["deduction_specified_relative"] for tax in taxes]
    assert found == [630_000, 610_000, 610_000, 510_000, 510_000, 410_000]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"income_year": 2019}, "the law is here from 2020 to 2026"),
        ({"income_year": "2025"}, "income_year"),
        ({"income_year": None}, "income_year"),
        ({"tax_year": 2026}, "follows from income_year"),
        ({"return": {"withheldx": 1}}, "return.withheldx: no such key"),
        ({"return": {"specified_relatives_1_second": 1}}, "no such key"),
        ({"return": {"withheld": -1}}, "return.withheld: -1 is negative"),
        ({"return": {"withheld": 1.5}}, "no whole number"),
        ({"return": {"hit_by_disaster": 1}}, "neither true nor false"),
        ({"return": []}, "return: is no object"),
        ({"revenue": {"employmentx": 1}}, "revenue.employmentx"),
    ],
)
def test_a_wrong_request_is_refused_and_nothing_is_answered(
    call: Any,  # noqa: ANN401 - the fixture
    change: Request,
    told: str,
) -> None:
    status, out, err = call(given=json.dumps(EXAMPLE | change))
    assert (status, out) == (2, "")
    assert told in err


def test_a_return_of_an_earlier_year_is_written_on_that_year_s_form(call: Any) -> None:  # noqa: ANN401 - the fixture
    request = EXAMPLE | {"income_year": 2021}
    status, out, _ = call("--form", given=json.dumps(request))
    form = json.loads(out)["form"]
    boxes = {one["label"]: one["amount"] for one in form["boxes"]}
    assert (status, boxes["給与の収入"]) == (0, 5_000_000)
    assert "申告書Ｂ" in form["assumption"], "which paper it is, and that its numbers were not seen"


def test_a_list_is_no_request(call: Any) -> None:  # noqa: ANN401 - the fixture
    status, out, err = call(given="[1]")
    assert (status, out) == (2, "")
    assert "element 1: request: is no JSON object" in err
