"""The questions besides the tax as JSON Schema, as strict as their readers."""

from __future__ import annotations

from juminzei.kernel import instalments as divide
from juminzei.kernel.contract import instalment_changes as changes
from juminzei.kernel.contract import instalments, mixed_collection, retirement
from juminzei.kernel.contract.answer_schema import step_schema
from juminzei.kernel.contract.schema import (
    Schema,
    closed,
    leaf_schema,
    municipality,
    tax_year,
    yen,
)
from juminzei.web.api import collection

DAY: Schema = {"type": "string", "format": "date"}
FLAG: Schema = {"type": "boolean"}
YEN: Schema = {"type": "integer"}
AMOUNTS: Schema = {"type": "array", "items": yen(), "maxItems": divide.MONTHS}
BOTH = closed({"municipal": YEN, "prefectural": YEN}, required=("municipal", "prefectural"))


def instalments_request() -> Schema:
    """Return the schema of a request of ``instalments``."""
    methods = (*divide.METHODS, instalments.MIXED, instalments.EXTRA)
    kinds: Schema = {
        "tax_year": tax_year() | _told("年度"),
        "municipality": municipality() | _told("全国地方公共団体コード"),
        "ordinance": leaf_schema("ordinance"),
        "method": {"type": "string", "enum": list(methods)} | _told("徴収方法"),
        "amount": yen() | _told("年税額（変更のときは変更後）"),
        "previous_amount": yen() | _told("前年度に年金から徴収する税額"),
        "half_yearly": FLAG | _told("納期の特例"),
        "fixed_reduction": yen() | _told("定額減税の額（令和6年度）"),
        "change": _change() | _told("年度の途中の税額変更"),
        "departure": _departure() | _told("退職などの異動"),
        "switch": _switch() | _told("特別徴収への切替え"),
        "levy": closed(dict.fromkeys(mixed_collection.LEVY_KEYS, yen())) | _told("併徴の内訳"),
        "salary": FLAG | _told("給与から徴収するか"),
        "pension": {"type": "string", "enum": list(mixed_collection.PENSIONS)}
        | _told("年金から徴収するか"),
        "other_with_salary": FLAG | _told("給与・年金以外の分も給与から徴収するか"),
        "pension_with_salary": FLAG | _told("年金の分も給与から徴収するか"),
        "due_on": {"type": "array", "items": DAY} | _told("随時期の納期限"),
        "notified_on": DAY | _told("通知の日"),
    }
    return closed({key: kinds[key] for key in instalments.KEYS}, required=("tax_year", "method"))


def instalments_answer() -> Schema:
    """Return the schema of an answer of ``instalments``."""
    row: Schema = {
        "kind": {"type": "string"},
        "term": {"type": "integer"} | _told("期・月の順番"),
        "month": {"type": "string"} | _told("徴収する月"),
        "amount": YEN | _told("税額"),
        "due_on": DAY | _told("納期限"),
    }
    rest = {"collected": {"type": "string"}, "amount": YEN}
    parts = dict.fromkeys(("special", "pension", "ordinary"), YEN)
    return closed(
        {
            "instalments": {"type": "array", "items": closed(row, required=list(row))},
            "refund": YEN | _told("還付する額"),
            "billed": YEN | _told("別に納める額"),
            "stopped": FLAG | _told("年金からの徴収を止めるか"),
            "rest": closed(rest, required=list(rest)) | _told("退職後の残りの徴収方法と額"),
            "parts": closed(parts, required=list(parts)) | _told("徴収方法ごとの額"),
        },
        required=("instalments",),
    )


def charge_request() -> Schema:
    """Return the schema of a request of ``delinquency-charge``."""
    kinds: Schema = {
        "tax": yen() | _told("税額"),
        "due": DAY | _told("納期限（閉庁日なら翌開庁日とする）"),
        "paid": DAY | _told("納めた日。還付加算金では支出決定・充当の日"),
        "refund": FLAG | _told("還付加算金か"),
        "start": DAY | _told("還付加算金の計算の初日"),
    }
    return closed({key: kinds[key] for key in collection.CHARGE_KEYS}, required=("tax", "paid"))


def charge_answer() -> Schema:
    """Return the schema of an answer of ``delinquency-charge``."""
    run: Schema = {
        "from": DAY,
        "to": DAY,
        "rate_per_mille": {"type": "integer"} | _told("年率（千分率）"),
        "days": {"type": "integer"},
        "amount": YEN,
    }
    kinds: Schema = {
        "charge": YEN | _told("延滞金・還付加算金（100円未満切捨て）"),
        "base": YEN | _told("計算の基礎となる税額"),
        "periods": {"type": "array", "items": closed(run, required=list(run))},
    }
    return closed(kinds, required=list(kinds))


def pay_request() -> Schema:
    """Return the schema of a request of ``seizable-pay``."""
    kinds: Schema = {
        "pay": yen() | _told("支払われる給与（何も引かない額）"),
        "income_tax": yen() | _told("源泉所得税"),
        "inhabitant_tax": yen() | _told("特別徴収される住民税"),
        "social_insurance": yen() | _told("社会保険料"),
        "family": _whole(0, collection.MOST_FAMILY) | _told("生計を一にする親族の数"),
        "months": _whole(1, collection.MOST_MONTHS) | _told("何か月分の給与か"),
        "days": _whole(0, collection.MOST_DAYS) | _told("何日分の給与か（月に代えて）"),
        "rounding": {"type": "string", "enum": list(collection.ROUNDINGS)} | _told("端数処理"),
    }
    return closed({key: kinds[key] for key in collection.PAY_KEYS}, required=("pay",))


def pay_answer() -> Schema:
    """Return the schema of an answer of ``seizable-pay``."""
    protected = dict.fromkeys(
        ("income_tax", "inhabitant_tax", "social_insurance", "subsistence", "standing"), YEN
    )
    kinds: Schema = {
        "seizable": YEN | _told("差し押さえることができる額"),
        "pay": YEN | _told("計算に用いた給与"),
        "protected": closed(protected, required=list(protected)) | _told("差押えが禁じられる額"),
    }
    return closed(kinds, required=list(kinds))


def retirement_request() -> Schema:
    """Return the schema of a request of ``retirement-income``."""
    kinds: Schema = {
        "paid_on": DAY | _told("支払の日"),
        "revenue": yen() | _told("退職手当等の収入金額"),
        "service_years": _whole(1, retirement.MOST_YEARS) | _told("勤続年数（1年未満切上げ）"),
        "service_from": DAY | _told("勤続の初日（年数に代えて）"),
        "service_to": DAY | _told("勤続の最後の日"),
        "executive": FLAG | _told("役員等か"),
        "disability": FLAG | _told("障害者になったための退職か"),
    }
    return closed({key: kinds[key] for key in retirement.KEYS}, required=("paid_on", "revenue"))


def retirement_answer() -> Schema:
    """Return the schema of an answer of ``retirement-income``."""
    kinds: Schema = {
        "paid_on": DAY,
        "service_years": {"type": "integer"} | _told("勤続年数"),
        "deduction": YEN | _told("退職所得控除額"),
        "income": YEN | _told("退職所得の金額"),
        "tax_base": YEN | _told("課税標準額"),
        "levy": BOTH | _told("税額"),
        "total": YEN | _told("税額の合計"),
        "due_on": DAY | _told("納入の期限"),
    }
    steps = {"type": "array", "items": step_schema()} | _told("計算の各段階（explain=1 のとき）")
    return closed({**kinds, "steps": steps}, required=list(kinds))


def number_request() -> Schema:
    """Return the schema of a request of ``check-number``."""
    kinds: Schema = {
        "kind": {"type": "string", "enum": list(collection.NUMBERS)}
        | _told("individual 個人番号、corporate 法人番号、municipality 市町村コード"),
        "number": {"type": "string", "pattern": r"^[0-9]+$"} | _told("番号。数字だけの文字列"),
    }
    return closed(kinds, required=list(kinds))


def number_answer() -> Schema:
    """Return the schema of an answer of ``check-number``."""
    kinds: Schema = {
        "valid": FLAG | _told("検査数字が正しいか"),
        "check_digit": {"type": "integer"} | _told("正しい検査数字"),
    }
    return closed(kinds, required=list(kinds))


def _change() -> Schema:
    kinds = {"amounts": AMOUNTS, "notified_on": DAY, "paid": AMOUNTS}
    return closed({key: kinds[key] for key in changes.CHANGE_KEYS})


def _departure() -> Schema:
    kinds = {
        "amounts": AMOUNTS,
        "left_on": DAY,
        "withheld": _whole(0, divide.MONTHS),
        "pay": yen(),
        "requested": FLAG,
        "new_employer": FLAG,
        "died": FLAG,
        "notified_on": DAY,
    }
    return closed({key: kinds[key] for key in changes.DEPARTURE_KEYS})


def _switch() -> Schema:
    kinds = {"amounts": AMOUNTS, "asked_on": DAY, "first_month": {"type": "string"}}
    return closed({key: kinds[key] for key in changes.SWITCH_KEYS})


def _whole(least: int, most: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": most}


def _told(description: str) -> Schema:
    return {"description": description}
