"""第三表 and 第四表: incomes taxed separately, and losses from and to other years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.detail_columns import yen_in

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Row
    from juminzei.apps.return_desk.national_forms.declared import Declared, Filled
    from juminzei.formats.national_return_record import Value

LANDS = {
    "land_short": "短期一般",
    "land_short_reduced": "短期軽減",
    "land_long": "長期一般",
    "land_long_superior": "長期特定",
    "land_long_residence": "長期軽課",
}
LAND_ROWS = "ABL00730"
RECEIVED = {
    "land_short": "ABL00040",
    "land_short_reduced": "ABL00050",
    "land_long": "ABL00070",
    "land_long_superior": "ABL00080",
    "land_long_residence": "ABL00090",
    "unlisted_shares": "ABL00125",
    "listed_shares": "ABL00130",
    "listed_dividend": "ABL00137",
    "futures": "ABL00160",
}
"""Kind of income → the box of its receipts, which only rows of details tell."""
LOSS_KINDS = {
    "blue": 30,
    "forestry": 40,
    "fluctuating": 60,
    "disaster": 80,
    "residence": 100,
    "casualty": 110,
}
"""Kind of loss → how far its box stands behind that of its year (第四表（二）)."""
LOSS_YEARS = {"3": 470, "2": 590, "1": 710}
"""How many years ago → the first box of that year."""


def fill_third(filled: Filled, declared: Declared) -> None:
    """Fill what the third form has beyond the boxes of the calculation."""
    if not declared.is_separate:
        return
    filled.put("ABL00440", declared.boxes.get("comprehensive_income"))
    filled.put("ABL00450", declared.boxes.get("deduction_total"))
    _land(filled, declared)
    for key in ("lands", "shares"):
        for row in declared.entries.rows(key):
            tag = RECEIVED[str(row.get("kind"))]
            filled.put(tag, filled.yen(tag) + yen_in(row, "revenue"))
    step = declared.steps.get
    filled.put("ABL00920", _used(declared, "listed_shares", "listed_shares_carryforward"))
    filled.put("ABL00937", _used(declared, "listed_dividend", "listed_shares_carryforward"))
    filled.put("ABL00950", _used(declared, "futures", "futures_carryforward"))
    netted = declared.column("separate_listed_dividend") - step("listed_dividend_netted", 0)
    loss = min(declared.column("separate_listed_shares"), 0) + max(netted, 0)
    filled.put("ABL00930", max(-loss, 0))
    filled.put("ABL00960", max(-declared.column("separate_futures"), 0))


def _land(filled: Filled, declared: Declared) -> None:
    whole = 0
    for kind, words in LANDS.items():
        gain = declared.column(f"separate_{kind}")
        asked = declared.column(f"separate_{kind}_deduction")
        taken = max(min(asked, gain - declared.boxes[f"income_{kind}"]), 0)
        whole += taken
        for row in declared.entries.rows("lands"):
            if row.get("kind") == kind:
                filled.add(LAND_ROWS, _land_row(row, words))
        typed = declared.entries.amount(f"separate_{kind}")
        asked = declared.entries.amount(f"separate_{kind}_deduction")
        if typed:
            filled.add(LAND_ROWS, {"ABL00740": words, "ABL00790": typed, "ABL00850": asked})
    filled.put("ABL00863", whole)


def _land_row(row: Row, words: str) -> dict[str, Value | None]:
    received, cost = yen_in(row, "revenue"), yen_in(row, "cost")
    return {
        "ABL00740": words,
        "ABL00750": str(row.get("place", "")),
        "ABL00780": cost,
        "ABL00790": received - cost,
        "ABL00850": yen_in(row, "deduction"),
    }


def _used(declared: Declared, income: str, carried: str) -> int:
    """Return how much of an earlier year's loss an income took up."""
    before = declared.steps.get(f"{income}_netted", declared.steps.get(f"{income}_gain", 0))
    after = declared.steps.get(f"{income}_after_{carried}", before)
    return max(before - after, 0)


def fill_fourth(filled: Filled, declared: Declared) -> None:
    """Fill the fourth form where losses come from, or go to, another year."""
    if not declared.has_loss:
        return
    step, column = declared.steps.get, declared.column
    filled.put("ABN00030", step("current_income"))
    filled.put("ABN00810", step("current_income"))
    filled.put("ABN00860", step("transfer_short_income"))
    filled.put("ABN00890", step("transfer_long_income"))
    filled.put("ABN00900", step("occasional_income"))
    filled.put("ABN01040", step("forestry_income"))
    filled.put("ABN00630", min(column("separate_listed_shares"), 0))
    filled.put("ABN00690", min(column("separate_futures"), 0))
    left = step("comprehensive_income", 0) - declared.new_loss
    filled.put("ABN01520", left)
    if column("blue_return_deduction"):
        filled.put("ABP00020", declared.new_loss)
    for row in declared.entries.rows("losses"):
        tag = LOSS_YEARS[str(row["year"])] + LOSS_KINDS[str(row["kind"])]
        name = f"ABP{tag:05d}"
        filled.put(name, filled.yen(name) + yen_in(row, "amount"))
    filled.put("ABP01520", declared.casualty_left)
