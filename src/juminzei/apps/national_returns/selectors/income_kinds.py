"""Kinds of income of the inhabitant tax, by the columns that returns feed (KR-15)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INCOME_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "給与": ("revenue_employment",),
        "公的年金等": ("revenue_public_pension",),
        "営業等・農業": ("income_business",),
        "不動産": ("income_real_estate",),
        "利子": ("income_interest",),
        "配当": ("income_dividend",),
        "雑（年金以外）": ("income_miscellaneous",),
        "総合譲渡": ("transfer_short", "transfer_long"),
        "一時": ("occasional",),
        "分離短期譲渡": ("separate_land_short", "separate_land_short_reduced"),
        "分離長期譲渡": (
            "separate_land_long",
            "separate_land_long_superior",
            "separate_land_long_residence",
        ),
        "一般株式等の譲渡": ("separate_unlisted_shares",),
        "上場株式等の譲渡": ("separate_listed_shares",),
        "上場株式等の配当": ("separate_listed_dividend",),
        "先物取引": ("separate_futures",),
        "山林": ("forestry",),
        "退職": ("retirement",),
        "繰越損失": (
            "loss_carryforward",
            "residence_carryforward",
            "casualty_carryforward",
            "listed_shares_carryforward",
            "futures_carryforward",
        ),
    }
)
"""Name → columns; a return with several kinds is counted under each."""
