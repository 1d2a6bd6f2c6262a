"""What a pension payer paid under one item of the law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PensionPayment:
    """What was paid under one item of 所得税法203条の3, in yen; None is a blank cell."""

    paid: int | None = None
    unpaid: int | None = None
    withheld: int | None = None
    uncollected: int | None = None
