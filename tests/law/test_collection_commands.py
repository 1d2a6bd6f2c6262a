"""``delinquency-charge``, ``seizable-pay`` and ``retirement-income`` as scripts call them."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from juminzei.cli import main

CHARGE = ("delinquency-charge", "--tax", "100000", "--due", "2026-06-30", "--paid", "2026-12-20")
REFUND = ("delinquency-charge", "--refund", "--tax", "900000", "--paid", "2025-12-31")
RECEIVED = ("--received", "2025-06-10")
SEIZE = ("seizable-pay", "--pay", "500000")
RETIRE = '{"paid_on": "2026-03-31", "revenue": 24000000, "service_years": 34}'


class Call:
    """Runs a command in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str, given: str = "") -> tuple[int, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        try:
            status = main(list(arguments))
        except SystemExit as ended:  # as argparse ends a call that it cannot read
            status = int(ended.code or 0)
        printed = self.capsys.readouterr()
        self.errors = printed.err
        return status, printed.out


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return Call(monkeypatch, capsys)


def test_the_contracts_charge_is_printed_as_the_contract_prints_it(call: Call) -> None:
    expected = (
        '{"charge": 3700, "base": 100000, "periods": [{"from": "2026-07-01", "to": "2026-07-31",'
        ' "rate_per_mille": 28, "days": 31, "amount": 237}, {"from": "2026-08-01",'
        ' "to": "2026-12-20", "rate_per_mille": 91, "days": 142, "amount": 3540}]}\n'
    )
    assert call(*CHARGE) == (0, expected)
    assert "確認中（draft）" in call.errors


def test_a_due_date_that_is_shifted_is_said(call: Call) -> None:
    _, printed = call("delinquency-charge", "--tax", "900,000", "--due", "2026-10-31",
                      "--paid", "2026-12-20")  # fmt: skip
    assert json.loads(printed)["periods"][0]["from"] == "2026-11-03"
    assert "納期限 2026-10-31 は閉庁日のため、2026-11-02 として計算しました" in call.errors


def test_a_payment_in_part_shows_the_base_of_each_period(call: Call) -> None:
    _, printed = call(*CHARGE, "--payment", "2026-08-10=40000")
    periods = json.loads(printed)["periods"]
    assert [(one["to"], one["base"]) for one in periods] == [
        ("2026-07-31", 100_000), ("2026-08-10", 100_000), ("2026-12-20", 60_000)
    ]  # fmt: skip
    assert "※前提: 一部納付の後は" in call.errors


def test_days_let_off_are_named(call: Call) -> None:
    _, printed = call(*CHARGE, "--remission", "2026-08-01..2026-12-20=grace")
    last = json.loads(printed)["periods"][-1]
    assert (last["remission"], last["rate_per_mille"], last["amount"]) == ("grace", 13, 505)


def test_2027_is_refused_and_can_be_assumed_aloud(call: Call) -> None:
    late = ("delinquency-charge", "--tax", "900000", "--due", "2026-11-02", "--paid", "2027-01-05")
    assert call(*late) == (2, "")
    assert "2027年の延滞金の割合は登録されていません" in call.errors
    status, printed = call(*late, "--assume-2027-as-2026")
    assert (status, json.loads(printed)["charge"]) == (0, 9_700)
    # 900,000 x 2.8 % x 30 / 365 = 2,071; x 9.1 % x 34 / 365 = 7,629
    assert "※前提: 2027年の割合を2026年と同じとしました" in call.errors
    call(*CHARGE, "--assume-2027-as-2026")
    assert "※前提" not in call.errors


def test_interest_on_a_refund_has_a_start_in_place_of_a_due_date(call: Call) -> None:
    status, printed = call("delinquency-charge", "--refund", "--tax", "300000",
                           "--start", "2025-01-10", "--paid", "2026-02-10")  # fmt: skip
    assert status == 0
    # 300,000 x 0.9 % x 356 / 365 = 2,633 and x 1.3 % x 41 / 365 = 438
    assert json.loads(printed)["charge"] == 3_000


@pytest.mark.parametrize(
    ("cause", "days", "start"),
    [
        ("assessment", (), "2025-06-11"),
        ("mistake", (), "2025-07-11"),
        ("income-tax", ("--acted", "2025-08-15"), "2025-09-16"),
        ("claim", ("--acted", "2025-07-01", "--corrected", "2025-08-20"), "2025-09-21"),
    ],
)
def test_the_cause_of_a_refund_says_when_its_interest_starts(
    call: Call, cause: str, days: tuple[str, ...], start: str
) -> None:
    status, printed = call(*REFUND, "--cause", cause, *RECEIVED, *days)
    assert status == 0
    assert json.loads(printed)["periods"][0]["from"] == start


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("delinquency-charge", "--tax", "1", "--paid", "2026-01-01"), "--due is missing"),
        ((*CHARGE, "--start", "2026-01-01"), "--start and --cause go with --refund"),
        ((*CHARGE, "--refund", "--start", "2026-01-01"), "--refund goes with --tax, --paid and"),
        ((*REFUND,), "with --refund give either --start or --cause"),
        ((*REFUND, "--cause", "mistake"), "--cause mistake takes --received"),
        ((*REFUND, "--cause", "claim", *RECEIVED), "takes --received --acted --corrected"),
        ((*REFUND, "--start", "2025-01-01", *RECEIVED), "--start takes none of --received"),
        ((*CHARGE, *RECEIVED), "--start and --cause go with --refund"),
        ((*CHARGE, "--due", "2026-6-30"), "'2026-6-30' is no date; write it as 2026-06-30"),
        ((*CHARGE, "--due", "2026-02-30"), "'2026-02-30' is no date"),
        ((*CHARGE, "--tax", "-5"), "'-5' is no amount"),
        ((*CHARGE, "--tax", "1.5"), "'1.5' is no amount"),
        ((*CHARGE, "--tax", "100000000000"), "is no amount"),
        ((*CHARGE, "--payment", "2026-08-10"), "'' is no amount"),
        ((*CHARGE, "--payment", "2026-08-10=100000"), "一部納付の合計が税額に達しています"),
        ((*CHARGE, "--remission", "2026-08-01..2026-08-31"), "'' is no remission"),
        ((*SEIZE, "--months", "0"), "--months is 0"),
        ((*SEIZE, "--days", "x"), "'x' is no number"),
        ((*SEIZE, "--days", "5", "--bonus"), "not allowed with argument"),
        (("seizable-pay",), "--pay"),
    ],
)
def test_what_is_wrong_ends_with_2_and_is_told(
    call: Call, arguments: tuple[str, ...], said: str
) -> None:
    status, printed = call(*arguments)
    assert (status, printed) == (2, "")
    assert said in call.errors


@pytest.mark.parametrize(
    ("arguments", "seizable", "assumed"),
    [
        # 500,000 - 100,000 = 400,000, 20 % of which are left
        pytest.param((), 320_000, ["実務の取扱い"], id="a month"),
        pytest.param(("--rounding", "yen"), 320_000, [], id="to the yen: nothing assumed"),
        pytest.param(("--bonus",), 320_000, ["実務の取扱い"], id="a bonus is a month's pay"),
        pytest.param(("--months", "2"), 240_000, ["実務の取扱い"], id="two months"),
        # 100,000 x 10 / 30 raised to 34,000; 466,000 less twice 34,000
        pytest.param(("--days", "10"), 398_000, ["実務の取扱い", "日割り"], id="ten days"),
        # 300,000 and a fifth of it for one year above five
        pytest.param(
            ("--retirement-years", "6"), 140_000, ["実務の取扱い", "勤続年数"], id="retirement pay"
        ),
        pytest.param(("--consent",), 500_000, ["実務の取扱い", "承諾があっても"], id="consent"),
    ],
)
def test_pay_is_seizable_by_what_it_is_paid_for(
    call: Call, arguments: tuple[str, ...], seizable: int, assumed: list[str]
) -> None:
    status, printed = call(*SEIZE, *arguments)
    assert status == 0
    assert json.loads(printed)["seizable"] == seizable
    told = [line for line in call.errors.splitlines() if line.startswith("※前提")]
    assert len(told) == len(assumed)
    assert all(one in line for one, line in zip(assumed, told, strict=True))


def test_what_is_protected_is_told_item_by_item(call: Call) -> None:
    held_back = ("--income-tax", "4280", "--inhabitant-tax", "4700", "--social-insurance", "47680")
    _, printed = call("seizable-pay", "--pay", "282078", *held_back, "--family", "2")
    assert json.loads(printed) == {
        "seizable": 27_000,
        "pay": 282_000,
        "protected": {
            "income_tax": 5_000,
            "inhabitant_tax": 5_000,
            "social_insurance": 48_000,
            "subsistence": 190_000,
            "standing": 7_000,
        },
    }


def test_retirement_pay_is_answered_a_line_each(call: Call) -> None:
    status, printed = call("retirement-income", given=f"{RETIRE}\n{RETIRE}")
    assert status == 0
    assert [json.loads(line)["total"] for line in printed.splitlines()] == [310_000] * 2
    assert call.errors.count("退職所得の分離課税の法令データは確認中") == 1


def test_retirement_pay_is_explained_in_json_and_in_words(call: Call) -> None:
    explained = json.loads(call("retirement-income", "--explain", given=RETIRE)[1])
    assert explained["steps"][-1]["value"] == 310_000
    _, text = call("retirement-income", "--format", "text", given=RETIRE)
    assert text.startswith("1. 退職所得控除額  17,800,000円")
    assert "勤続年数 34年" in text
    assert "特別徴収する額  310,000円" in text


def test_a_wrong_payment_is_told_with_its_place(call: Call) -> None:
    status, printed = call("retirement-income", given=f'{RETIRE}\n{{"paid_on": "2026-03-31"}}')
    assert (status, printed) == (2, "")
    assert "line 2: service_from: is missing" in call.errors


@pytest.mark.parametrize("arguments", [CHARGE, SEIZE, ("check-number", "municipality", "112101")])
def test_they_start_without_django(arguments: tuple[str, ...]) -> None:
    code = (
        f"import sys; from juminzei.cli import main; main({list(arguments)!r});"
        "print('django' in sys.modules, 'polars' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False False"
