"""What another city tells with a notice."""

from __future__ import annotations

from enum import StrEnum


class CityNoticeKind(StrEnum):
    """The kinds of notices, as the file names them."""

    TAXED_THERE = "294条3項通知"
    """The other city taxes somebody who is registered here (地方税法294条3項)."""
    INCOME = "所得回答"
    PASSED_ON = "回送"
    OTHER = "その他"
