"""株式等, 上場株式等の配当等 and 先物取引: separate incomes whose losses go nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites
from juminzei.base.money import at_most, not_below_zero

if TYPE_CHECKING:
    from juminzei.base.money import Yen


@cites("租税特別措置法37条の10第1項")
def unlisted_shares_gain(*, separate_unlisted_shares: Yen) -> Yen:
    """Return 一般株式等に係る譲渡所得等; a loss counts as none."""
    return not_below_zero(separate_unlisted_shares)


@cites("租税特別措置法37条の11第1項")
def listed_shares_gain(*, separate_listed_shares: Yen) -> Yen:
    """Return 上場株式等に係る譲渡所得等, 0 in a loss."""
    return not_below_zero(separate_listed_shares)


@cites("租税特別措置法8条の4", "租税特別措置法37条の12の2第1項")
def listed_dividend_netted(*, separate_listed_dividend: Yen, separate_listed_shares: Yen) -> Yen:
    """Return 上場株式等に係る配当所得等 after a loss on listed shares."""
    return not_below_zero(separate_listed_dividend + at_most(separate_listed_shares, 0))


@cites("租税特別措置法41条の14第1項")
def futures_gain(*, separate_futures: Yen) -> Yen:
    """Return 先物取引に係る雑所得等; a loss counts as none."""
    return not_below_zero(separate_futures)
