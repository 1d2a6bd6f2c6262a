"""Short ways to write columns and tables of the law by hand in tests of single rules."""

from __future__ import annotations

import numpy as np

from juminzei.base.money import Flags, Rate, Yen
from juminzei.kernel.parameters.tables import AmountRow, AmountTable, LineRow, LineTable


def yen(*amounts: int) -> Yen:
    """Return one column of amounts or counts, a person each."""
    return np.array(amounts, np.int64)


def flags(*values: bool) -> Flags:
    """Return one column of yes and no, a person each."""
    return np.array(values, np.bool_)


def amounts(*rows: tuple[int, int]) -> AmountTable:
    """Return a table of (up to, amount)."""
    return AmountTable(tuple(AmountRow(up_to, amount) for up_to, amount in rows))


def lines(*rows: tuple[int, str, int]) -> LineTable:
    """Return a table of (up to, rate, plus)."""
    return LineTable(tuple(LineRow(up_to, Rate.parse(rate), plus) for up_to, rate, plus in rows))
