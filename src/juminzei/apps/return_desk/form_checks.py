"""Checks of what was typed, by itself: limits, contradictions, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.business_incomes import TRADES, expenses_of
from juminzei.apps.return_desk.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from juminzei.apps.return_desk.entries import Entries, Row

BLUE_DEDUCTIONS = (0, 100_000, 550_000, 650_000)
"""青色申告特別控除 for 2020 to 2026 (措法25条の2); less where the income is less."""
MOST_BLUE = 650_000
MOST_MEDICAL = 2_000_000
MOST_SAVED = 88_000
SELF_MEDICATION_FROM = 12_000
TRADE_NAMES = {"business": "営業等", "farm": "農業", "real_estate": "不動産"}

Check = "Callable[[Entries], Iterator[Finding]]"


def form_findings(entries: Entries) -> list[Finding]:
    """Return what is wrong, or odd, in what was typed."""
    checks: tuple[Callable[[Entries], Iterator[Finding]], ...] = (
        _slips,
        _trades,
        _blue,
        _medical,
        _self,
        _relatives,
        _casualty,
        _withheld,
        _gifts,
        _permit,
    )
    return [finding for check in checks for finding in check(entries)]


def _yen(row: Row, name: str) -> int:
    return int(row.get(name) or 0)


def _slips(entries: Entries) -> Iterator[Finding]:
    for key, label in (("wages", "給与"), ("pensions", "公的年金等")):
        for place, row in enumerate(entries.rows(key)):
            box, number = f"id_{key}-{place}-revenue", f"{label}の{place + 1}行目"
            for name, what in (("withheld", "源泉徴収税額"), ("social_insurance", "社会保険料")):
                if _yen(row, name) > _yen(row, "revenue"):
                    yield Finding(
                        "more_than_paid",
                        f"{number}：{what}が支払金額を超えています。",
                        "源泉徴収票を見て入れ直してください。",
                        grave=True,
                        box=f"id_{key}-{place}-{name}",
                    )
            if not row.get("payer"):
                yield Finding(
                    "payer_missing",
                    f"{number}：支払者がありません。",
                    "源泉徴収票の支払者を入れてください。",
                    grave=True,
                    box=box.replace("revenue", "payer"),
                )


def _trades(entries: Entries) -> Iterator[Finding]:
    for trade in TRADES:
        if expenses_of(entries, trade) and not entries.amount(f"revenue_{trade}"):
            yield Finding(
                "expenses_without_receipts",
                f"{TRADE_NAMES[trade]}の経費がありますが、収入がありません。",
                "収入金額を入れるか、経費の所得の区分を確かめてください。",
                box=f"id_revenue_{trade}",
            )
    for kind, label in (("work", "業務"), ("other", "その他")):
        if entries.amount(f"expenses_miscellaneous_{kind}") > entries.amount(
            f"revenue_miscellaneous_{kind}"
        ):
            yield Finding(
                "miscellaneous_loss",
                f"雑（{label}）の経費が収入を超えています。損失はほかの所得から引けません。",
                "経費を確かめてください。",
                box=f"id_expenses_miscellaneous_{kind}",
            )


def _blue(entries: Entries) -> Iterator[Finding]:
    amount = entries.amount("blue_return_deduction")
    if amount > MOST_BLUE:
        yield Finding(
            "blue_limit",
            "青色申告特別控除が65万円を超えています。",
            "10万円・55万円・65万円のいずれかを入れてください。",
            grave=True,
            box="id_blue_return_deduction",
        )
    elif amount not in BLUE_DEDUCTIONS:
        yield Finding(
            "blue_amount",
            "青色申告特別控除が10万円・55万円・65万円のいずれでもありません。",
            "所得が控除より少ないときだけ、この額になります。",
            box="id_blue_return_deduction",
        )


def _medical(entries: Entries) -> Iterator[Finding]:
    rows = entries.rows("medical")
    paid, back = sum(_yen(r, "paid") for r in rows), sum(_yen(r, "reimbursed") for r in rows)
    medicines = entries.rows("self_medication")
    if rows and (entries.amount("self_medication_paid") or medicines):
        yield Finding(
            "medical_both",
            "医療費控除とセルフメディケーション税制は、どちらか一方だけです。",
            "有利な方を残して、もう一方を消してください。",
            grave=True,
            box="id_self_medication_paid",
        )
    for place, row in enumerate(rows):
        if _yen(row, "reimbursed") > _yen(row, "paid"):
            yield Finding(
                "reimbursed_more",
                f"医療費の{place + 1}行目：補てんされる額が支払った額を超えています。",
                "超えた分は、ほかの医療費から引きません。支払った額までにしてください。",
                box=f"id_medical-{place}-reimbursed",
            )
    if paid - back > MOST_MEDICAL + 100_000:
        yield Finding("medical_limit", "医療費控除は200万円が上限です。", "上限で計算しています。")
    saved = entries.amount("self_medication_paid") - entries.amount("self_medication_reimbursed")
    saved += sum(_yen(r, "paid") - _yen(r, "reimbursed") for r in medicines)
    if saved > SELF_MEDICATION_FROM + MOST_SAVED:
        yield Finding(
            "self_medication_limit",
            "セルフメディケーション税制の控除は8万8千円が上限です。",
            "上限で計算しています。",
            box="id_self_medication_paid",
        )


def _self(entries: Entries) -> Iterator[Finding]:
    spouse = any(row.get("relationship") == "spouse" for row in entries.rows("relatives"))
    alone = entries.amount("single_parent") or entries.values.get("widow")
    if entries.amount("single_parent") and entries.values.get("widow"):
        yield Finding(
            "widow_and_single_parent",
            "寡婦とひとり親の両方が選ばれています。",
            "どちらか一方にしてください。",
            grave=True,
            box="id_widow",
        )
    if spouse and alone:
        yield Finding(
            "alone_with_spouse",
            "配偶者がいるのに、寡婦かひとり親が選ばれています。",
            "12月31日の状態を確かめてください。",
            grave=True,
            box="id_single_parent",
        )


def _relatives(entries: Entries) -> Iterator[Finding]:
    rows = entries.rows("relatives")
    spouses = [place for place, row in enumerate(rows) if row.get("relationship") == "spouse"]
    if len(spouses) > 1:
        yield Finding(
            "two_spouses",
            "配偶者が2人います。",
            "続柄を確かめてください。",
            grave=True,
            box=f"id_relatives-{spouses[1]}-relationship",
        )
    for place, row in enumerate(rows):
        missing = [
            label
            for name, label in (("name", "氏名"), ("birth_on", "生年月日"))
            if not row.get(name)
        ]
        if missing:
            yield Finding(
                "relative_incomplete",
                f"親族の{place + 1}行目：{'と'.join(missing)}がありません。",
                "控除の区分は生年月日から決まります。入れるか、行を空にしてください。",
                grave=True,
                box=f"id_relatives-{place}-birth_on",
            )


def _casualty(entries: Entries) -> Iterator[Finding]:
    if entries.amount("casualty_disaster_cost") > entries.amount("casualty_net_loss"):
        yield Finding(
            "casualty_cost",
            "災害関連支出が差引損失額を超えています。",
            "差引損失額には災害関連支出を含めてください。",
            grave=True,
            box="id_casualty_disaster_cost",
        )
    if entries.values.get("hit_by_disaster") and entries.amount("casualty_net_loss"):
        yield Finding(
            "casualty_both",
            "災害減免法と雑損控除は、所得税ではどちらか一方です。",
            "住民税は雑損控除だけです。有利な方を確かめてください。",
            box="id_hit_by_disaster",
        )


def _withheld(entries: Entries) -> Iterator[Finding]:
    whole = entries.amount("withheld_other") + entries.amount("withheld_miscellaneous")
    whole += sum(_yen(row, "withheld") for row in entries.rows("wages"))
    whole += sum(_yen(row, "withheld") for row in entries.rows("pensions"))
    whole += sum(_yen(row, "withheld") for row in entries.rows("shares"))
    if entries.amount("withheld_unpaid") > whole:
        yield Finding(
            "unpaid_more",
            "未納付の源泉徴収税額が、源泉徴収税額の合計を超えています。",
            "金額を確かめてください。",
            grave=True,
            box="id_withheld_unpaid",
        )


def _gifts(entries: Entries) -> Iterator[Finding]:
    for place, row in enumerate(entries.rows("donations")):
        if not row.get("recipient"):
            yield Finding(
                "gift_recipient",
                f"寄附金の{place + 1}行目：寄附先がありません。",
                "受領証の寄附先を入れてください。",
                grave=True,
                box=f"id_donations-{place}-recipient",
            )


def _permit(entries: Entries) -> Iterator[Finding]:
    told = {
        "青色申告": entries.amount("blue_return_deduction"),
        "土地・建物の譲渡": any(
            entries.amount(name) for name in entries.values if name.startswith("separate_land_")
        )
        or entries.rows("lands"),
        "退職所得": entries.amount("retirement_declared") or entries.amount("retirement"),
        "損失の繰越": entries.amount("loss_carryforward") or entries.rows("losses"),
    }
    if found := [name for name, value in told.items() if value]:
        yield Finding(
            "kind_of_return",
            f"{'・'.join(found)}を含む申告です。",
            "この会場の許可（税理士法50条）の範囲か、確かめてください。",
        )
