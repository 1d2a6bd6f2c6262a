"""Columns that rows of details yield: land, shares, casualties and losses of earlier years."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.apps.return_desk.entries import Entries, Row

LOSSES = {
    "blue": "loss_carryforward",
    "fluctuating": "loss_carryforward",
    "disaster": "loss_carryforward",
    "forestry": "loss_carryforward",
    "residence": "residence_carryforward",
    "casualty": "casualty_carryforward",
}
"""Kind of an earlier year's loss → the column that it adds to."""
NO_LOSS = {"listed_dividend"}


def detail_columns(entries: Entries) -> Counter[str]:
    """Return what rows of details add to the taxpayer's columns, yen."""
    found: Counter[str] = Counter()
    for row in entries.rows("losses"):
        found[LOSSES[str(row.get("kind"))]] += yen_in(row, "amount")
    for row in entries.rows("lands"):
        kind = f"separate_{row.get('kind')}"
        found[kind] += yen_in(row, "revenue") - yen_in(row, "cost")
        found[f"{kind}_deduction"] += yen_in(row, "deduction")
    for row in entries.rows("shares"):
        gain = yen_in(row, "revenue") - yen_in(row, "cost")
        kind = str(row.get("kind"))
        found[f"separate_{kind}"] += max(gain, 0) if kind in NO_LOSS else gain
    for row in entries.rows("casualties"):
        net = net_casualty(row)
        found["casualty_net_loss"] += net
        found["casualty_disaster_cost"] += min(yen_in(row, "cost"), net)
    return found


def net_casualty(row: Row) -> int:
    """Return what insurance did not pay of a damage and its costs (差引損失額), yen."""
    whole = yen_in(row, "loss") + yen_in(row, "cost")
    return max(whole - yen_in(row, "reimbursed"), 0)


def yen_in(row: Row, name: str) -> int:
    """Return the yen of a row's box, 0 where it says nothing."""
    return int(row.get(name) or 0)
