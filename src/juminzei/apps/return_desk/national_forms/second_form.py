"""第二表: whence the incomes came, the details behind the deductions, what the city asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from juminzei.apps.return_desk.return_form import boxes, lists

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled

SLIPS, GAINS, INSURANCES = "ABD00010", "ABX00000", "ABH00120"
COLLECTION = {"special": "1", "ordinary": "2"}
LIFE = {
    "life_general_new": "ABH00215",
    "life_general_old": "ABH00220",
    "life_pension_new": "ABH00225",
    "life_pension_old": "ABH00230",
    "life_nursing": "ABH00235",
    "earthquake": "ABH00250",
    "old_long_term": "ABH00260",
}
OWN_INSURANCES = (
    "insurance_kokuho",
    "insurance_kaigo",
    "insurance_kouki",
    "insurance_pension",
    "insurance_other",
    "small_enterprise_mutual_aid",
)
ON_SLIPS = "源泉徴収票のとおり"
OTHER_SLIPS = {
    "withheld_other": "その他",
    "withheld_miscellaneous": "雑・一時",
}


def fill_second(filled: Filled, declared: Declared) -> None:
    """Fill the second form but for the relatives."""
    _slips(filled, declared)
    _gains(filled, declared)
    _insurances(filled, declared)
    _casualty(filled, declared)
    _gifts(filled, declared)
    _self(filled, declared)
    choice = str(declared.entries.values.get("collection_choice", ""))
    filled.put("ABI00010", COLLECTION.get(choice))


def _slips(filled: Filled, declared: Declared) -> None:
    entries = declared.entries
    for key, kind in (("wages", "給与"), ("pensions", "雑（公的年金等）")):
        for row in entries.rows(key):
            filled.add(SLIPS, _slip(kind, str(row.get("payer", "")), row))
    for row in entries.rows("shares"):
        if _yen(row, "withheld"):
            kind = dict(lists()["shares"].columns[0].choices)[str(row.get("kind"))]
            filled.add(SLIPS, _slip(kind, str(row.get("payer", "")), row))
    for name, kind in OTHER_SLIPS.items():
        if entries.amount(name):
            filled.add(SLIPS, {"ABD00020": kind, "ABD00060": entries.amount(name)})
    filled.put("ABD00070", declared.taxes["withheld"])


def _slip(kind: str, payer: str, row: Row) -> dict[str, int | str]:
    return {
        "ABD00020": kind,
        "ABD00040": payer,
        "ABD00050": _yen(row, "revenue"),
        "ABD00060": _yen(row, "withheld"),
    }


def _gains(filled: Filled, declared: Declared) -> None:
    amount = declared.entries.amount
    for name, kind in (("transfer_short", "短期"), ("transfer_long", "長期")):
        filled.add(GAINS, _gain(f"総合譲渡（{kind}）", 0, 0, amount(name)))
    received, spent = amount("revenue_occasional"), amount("expenses_occasional")
    filled.add(GAINS, _gain("一時", received, spent, max(received - spent, 0)))


def _gain(kind: str, received: int, spent: int, left: int) -> dict[str, int | str]:
    if not (received or left):
        return {}
    return {"ABX00250": kind, "ABX00260": received, "ABX00290": spent, "ABX00310": left}


def _insurances(filled: Filled, declared: Declared) -> None:
    entries = declared.entries
    on_slips = sum(
        _yen(row, "social_insurance") for key in ("wages", "pensions") for row in entries.rows(key)
    )
    filled.add(INSURANCES, _insurance(ON_SLIPS, on_slips, own=False))
    for name in OWN_INSURANCES:
        filled.add(INSURANCES, _insurance(boxes()[name].label, entries.amount(name), own=True))
    for name, tag in LIFE.items():
        filled.put(tag, declared.column(name))


def _insurance(kind: str, amount: int, *, own: bool) -> dict[str, int | str]:
    if not amount:
        return {}
    return {"ABH00130": kind, "ABH00140": amount, "ABH00580": amount if own else 0}


def _casualty(filled: Filled, declared: Declared) -> None:
    if not (net := declared.column("casualty_net_loss")):
        return
    rows = declared.entries.rows("casualties")
    back = sum(min(_yen(row, "reimbursed"), _yen(row, "loss") + _yen(row, "cost")) for row in rows)
    if rows:
        filled.put("ABH00020", str(rows[0].get("cause", "")))
        happened = str(rows[0].get("happened_on", ""))
        filled.put("ABH00030", date.fromisoformat(happened) if happened else None)
        filled.put(
            "ABH00040", "、".join(str(row.get("asset", "")) for row in rows if row.get("asset"))
        )
    filled.put("ABH00050", net + back)
    filled.put("ABH00060", back)
    filled.put("ABH00070", declared.column("casualty_disaster_cost"))


def _gifts(filled: Filled, declared: Declared) -> None:
    gifts = declared.entries.rows("donations")
    if not gifts:
        return
    first, more = str(gifts[0].get("recipient", "")), len(gifts) - 1
    filled.put("ABH00290", f"{first}　ほか{more}件" if more else first)
    filled.put("ABH00300", sum(_yen(row, "amount") for row in gifts))


def _self(filled: Filled, declared: Declared) -> None:
    disability = declared.column("disability")
    filled.mark("ABH00350", declared.column("widow"))
    filled.mark("ABH00365", declared.column("single_parent"))
    filled.mark("ABH00380", declared.column("working_student"))
    filled.mark("ABH00610", disability == 1)
    filled.mark("ABH00620", disability > 1)


def _yen(row: Row, name: str) -> int:
    return int(row.get(name) or 0)


def relationship_of(row: Row) -> str:
    """Return how a relative is related, in words."""
    choices = dict(lists()["relatives"].columns[0].choices)
    return choices.get(str(row.get("relationship")), "")
