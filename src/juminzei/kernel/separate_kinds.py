"""The kinds of separate income (分離課税), by the names of the calculation contract."""

from __future__ import annotations

SHORT = ("land_short", "land_short_reduced")
LONG = ("land_long", "land_long_superior", "land_long_residence")
SHARES = ("listed_dividend", "unlisted_shares", "listed_shares", "futures")
APART = (*SHORT, *LONG, *SHARES)
"""Incomes that are netted with nothing but their like, and have rates of their own."""
KINDS = (*APART, "forestry", "retirement")
"""In the order in which deductions are taken off, after 総所得金額."""
