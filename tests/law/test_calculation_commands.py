"""``juminzei calculate`` and ``juminzei instalments``, as somebody else's script calls them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.cli import main
from juminzei.kernel import law as laws
from juminzei.kernel.law import Law, LawError

if TYPE_CHECKING:
    from pathlib import Path

SALARY = '{"tax_year": 2026, "revenue": {"employment": 5000000}}'
# 3,560,000 - 430,000 = 3,130,000: 187,800 - 1,500 and 125,200 - 1,000; with 5,000
SALARY_TAX = 186_300 + 124_200 + 5_000
DRAFT = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"


class Call:
    """Runs a command in this process with text as its standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str, given: str = "") -> tuple[int, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        status = main(list(arguments))
        printed = self.capsys.readouterr()
        self.errors = printed.err
        return status, printed.out


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(monkeypatch, capsys)


def totals(printed: str) -> list[int]:
    return [json.loads(line)["total"] for line in printed.splitlines()]


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(SALARY, id="one object"),
        pytest.param(json.dumps(json.loads(SALARY), indent=2), id="one object on many lines"),
        pytest.param(f"[{SALARY}]", id="an array"),
        pytest.param(f"\n{SALARY}\n\n", id="one JSON line between empty ones"),
    ],
)
def test_a_request_is_read_however_json_is_laid_out(call: Call, given: str) -> None:
    status, printed = call("calculate", given=given)
    assert status == 0
    assert totals(printed) == [SALARY_TAX]


def test_many_lines_are_answered_a_line_each_in_the_same_order(call: Call) -> None:
    poor = '{"tax_year": 2025}'
    _, printed = call("calculate", given=f"{SALARY}\n{poor}\n{SALARY}")
    assert totals(printed) == [SALARY_TAX, 0, SALARY_TAX]
    _, printed = call("calculate", given=f"[{poor}, {SALARY}]")
    assert totals(printed) == [0, SALARY_TAX]


@pytest.mark.parametrize(
    "arguments", [("calculate",), ("calculate", "--explain"), ("calculate", "--format", "text")]
)
def test_a_draft_year_is_warned_of_once_beside_the_answers(
    call: Call, arguments: tuple[str, ...]
) -> None:
    reply = call(*arguments, given=f"{SALARY}\n{SALARY}")
    assert reply[0] == 0
    assert call.errors == f"{DRAFT}\n"


def test_instalments_of_a_draft_year_are_warned_of_beside_the_answer(call: Call) -> None:
    given = '{"tax_year": 2026, "method": "special", "amount": 90500}'
    assert list(json.loads(call("instalments", given=given)[1])) == ["instalments"]
    assert call.errors == f"{DRAFT}\n"


def test_what_is_assumed_of_the_citys_terms_is_said_once_beside_the_answer(call: Call) -> None:
    given = '{"tax_year": 2026, "method": "ordinary", "amount": 90500}'
    assert list(json.loads(call("instalments", given=given)[1])) == ["instalments"]
    said = call.errors
    assert said.splitlines()[0] == DRAFT
    assert said.splitlines()[1].startswith("※前提: 加須市の普通徴収: 納期限は各納期の月の末日")
    call("instalments", given=f"{given}\n{given}")
    assert call.errors == said


@pytest.mark.parametrize("command", ["calculate", "instalments"])
def test_of_a_reviewed_year_nothing_is_said(
    call: Call, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Law, "is_draft", False)
    given = {"calculate": SALARY, "instalments": '{"tax_year": 2026, "method": "special"}'}
    asked = json.loads(given[command]) | ({"amount": 0} if command == "instalments" else {})
    assert call(command, given=json.dumps(asked))[0] == 0
    assert call.errors == ""


def test_a_file_is_read_too(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "people.json"
    file.write_text(f"\ufeff{SALARY}", encoding="utf-8")
    assert totals(call("calculate", str(file))[1]) == [SALARY_TAX]


def test_explaining_adds_the_steps(call: Call) -> None:
    _, printed = call("calculate", "--explain", given=SALARY)
    answer: dict[str, Any] = json.loads(printed)
    steps = {step["name"]: step for step in answer["steps"]}
    assert set(steps["tax_base"]) == {"name", "label", "law", "formula", "inputs", "value"}
    assert steps["total"]["value"] == answer["total"] == SALARY_TAX
    assert "steps" not in json.loads(call("calculate", given=SALARY)[1])


def test_text_is_for_people(call: Call) -> None:
    status, printed = call("calculate", "--format", "text", given=SALARY)
    assert status == 0
    assert "令和8年度 個人住民税の計算の根拠" in printed
    # (3,560,000 - 430,000) x 6 % - 1,500 and 3,000; x 4 % - 1,000 and 1,000
    whose = "（市町村民税 189,300円、道府県民税 125,200円、森林環境税 1,000円）"
    assert printed.splitlines()[2] == f"年税額 315,500円{whose}"
    assert "年税額  315,500円" in printed


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('{"tax_year": 2026, "salary": 5}', "juminzei calculate: salary: no such key"),
        ('[{"tax_year": 2026}, {"tax_year": 1}]', "element 2: tax_year: 1 is not here"),
        (f'{SALARY}\n{{"tax_year": 1}}', "line 2: tax_year: 1 is not here"),
        (f"{SALARY}\nnonsense", "line 2: no JSON"),
        ("{", "no JSON"),
        ("", "no JSON"),
        ("[1, 2", "no JSON"),
        ('{"tax_year": 2026, "tax_year": 2025}', "tax_year: is given twice; give it once"),
        ('{"tax_year": NaN}', "NaN is no JSON number"),
        ("[[]]", "element 1: request: is no JSON object"),
    ],
)
def test_bad_input_ends_with_2_says_where_and_prints_no_answer(
    call: Call, given: str, said: str
) -> None:
    status, printed = call("calculate", given=given)
    assert status == 2
    assert printed == ""
    assert said in call.errors


@pytest.mark.parametrize("command", ["calculate", "instalments"])
def test_a_law_file_that_is_wrong_is_told_with_its_place(
    call: Call, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_asked: object) -> Law:
        raise LawError("statutes/national/2026.toml", "basic", "is missing")

    monkeypatch.setattr(laws, "load", broken)
    given = '{"tax_year": 2026, "method": "ordinary", "amount": 0}'
    status, printed = call(command, given=given if command == "instalments" else SALARY)
    assert (status, printed) == (2, "")
    assert "statutes/national/2026.toml: basic: is missing" in call.errors


def test_all_wrong_requests_are_told_at_once_up_to_a_screenful(call: Call) -> None:
    status, _ = call("calculate", given="\n".join(['{"tax_year": 1}'] * 30))
    assert status == 2
    assert call.errors.count("tax_year: 1 is not here") == 20
    assert "… and 10 more" in call.errors


def test_a_file_that_is_not_there_is_named(call: Call, tmp_path: Path) -> None:
    status, _ = call("calculate", str(tmp_path / "nobody.json"))
    assert status == 2
    assert "nobody.json cannot be read" in call.errors


def test_instalments_are_printed_with_their_dates(call: Call) -> None:
    given = '{"tax_year": 2026, "method": "ordinary", "amount": 90500}'
    status, printed = call("instalments", given=given)
    assert status == 0
    first = {
        "kind": "ordinary",
        "term": 1,
        "month": "2026-06",
        "amount": 24_500,
        "due_on": "2026-06-30",
    }
    assert json.loads(printed)["instalments"][0] == first
    assert len(json.loads(printed)["instalments"]) == 4


def test_a_refund_stands_beside_the_list(call: Call) -> None:
    given = '{"tax_year": 2026, "method": "pension", "amount": 10000, "previous_amount": 50000}'
    answer = json.loads(call("instalments", given=given)[1])
    assert answer["refund"] == 15_000
    assert [one["amount"] for one in answer["instalments"]][3:] == [0, 0, 0]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"method": "weekly"}, 'method: "weekly" is unknown; give one of ordinary'),
        ({"amount": -1}, "amount: -1 is negative"),
        ({"amount": None}, "amount: null is no whole number"),
        ({"previous_amount": 5}, "previous_amount: does not go with ordinary"),
        ({"method": "pension"}, "previous_amount: is missing"),
        ({"half_yearly": True}, "half_yearly: does not go with ordinary"),
        ({"fixed_reduction": 10_000}, "fixed_reduction: exists in tax year 2024 only"),
        ({"tax_year": 2020}, "tax_year: 2020 is not here"),
        ({"terms": 3}, "terms: no such key"),
    ],
)
def test_instalments_name_what_they_refuse(call: Call, keys: dict[str, object], said: str) -> None:
    request = {"tax_year": 2026, "method": "ordinary", "amount": 90_500} | keys
    status, printed = call("instalments", given=json.dumps(request))
    assert status == 2
    assert printed == ""
    assert said in call.errors


@pytest.mark.parametrize("key", ["method", "amount"])
def test_what_must_be_given_is_missed_by_its_key(call: Call, key: str) -> None:
    request = {"tax_year": 2026, "method": "ordinary", "amount": 90_500}
    del request[key]
    assert call("instalments", given=json.dumps(request))[0] == 2
    assert f"{key}: is missing" in call.errors


def test_standard_input_may_begin_as_windows_writes_it(call: Call) -> None:
    assert call("calculate", given=f"\ufeff{SALARY}\n{SALARY}")[0] == 0


@pytest.mark.parametrize("command", ["calculate", "instalments"])
def test_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert f"| juminzei {command}" in printed


def test_the_command_starts_without_django() -> None:
    code = (
        "import io, sys; from juminzei.cli import main;"
        f"sys.stdin = io.StringIO({SALARY!r}); main(['calculate']);"
        "print('django' in sys.modules, 'polars' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False False"
