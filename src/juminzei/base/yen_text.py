"""Yen as clerks and citizens read them."""

from __future__ import annotations


def yen_text(amount: int) -> str:
    """Return whole yen with commas, and ▲ for less than nothing: ``"▲1,200"``."""
    return f"▲{-amount:,}" if amount < 0 else f"{amount:,}"
