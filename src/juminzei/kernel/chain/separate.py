"""Part of the first stage: incomes that are taxed apart from the others (分離課税)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.kernel.chain.few import few_with
from juminzei.kernel.rules import land, shares
from juminzei.kernel.separate_kinds import APART, LONG, SHORT

if TYPE_CHECKING:
    from juminzei.base.money import Yen
    from juminzei.kernel.columns import TaxpayerColumns
    from juminzei.kernel.steps import Steps


@dataclass(frozen=True, slots=True, eq=False)
class SeparateAmounts:
    """One amount for each separate income, yen."""

    land_short: Yen
    land_short_reduced: Yen
    land_long: Yen
    land_long_superior: Yen
    land_long_residence: Yen
    listed_dividend: Yen
    unlisted_shares: Yen
    listed_shares: Yen
    futures: Yen
    forestry: Yen
    retirement: Yen


def incomes_apart(columns: TaxpayerColumns, steps: Steps) -> dict[str, Yen]:
    """Return the incomes of ``APART`` after netting; empty if nobody has any."""
    few = few_with(*(getattr(columns, f"separate_{kind}") for kind in APART))
    if not few:
        return {}
    given = {kind: few.of(getattr(columns, f"separate_{kind}")) for kind in APART}
    netted = _land(given, steps) | _shares(given, steps)
    return {kind: few.put_back(income) for kind, income in netted.items()}


def _shares(given: dict[str, Yen], steps: Steps) -> dict[str, Yen]:
    return {
        "listed_dividend": steps.take(
            "listed_dividend_netted",
            shares.listed_dividend_netted,
            separate_listed_dividend=given["listed_dividend"],
            separate_listed_shares=given["listed_shares"],
        ),
        "unlisted_shares": steps.take(
            "unlisted_shares_gain",
            shares.unlisted_shares_gain,
            separate_unlisted_shares=given["unlisted_shares"],
        ),
        "listed_shares": steps.take(
            "listed_shares_gain",
            shares.listed_shares_gain,
            separate_listed_shares=given["listed_shares"],
        ),
        "futures": steps.take(
            "futures_gain", shares.futures_gain, separate_futures=given["futures"]
        ),
    }


def _land(given: dict[str, Yen], steps: Steps) -> dict[str, Yen]:
    gains = {
        kind: steps.take(f"{kind}_gain", land.land_gain, income=given[kind])
        for kind in (*SHORT, *LONG)
    }
    short = steps.take("land_short_sum", land.land_short_sum, **_of(SHORT, given))
    long = steps.take("land_long_sum", land.land_long_sum, **_of(LONG, given))
    short_loss = steps.take(
        "land_short_loss",
        land.land_loss_to_take,
        gains=steps.take("land_short_gains", land.land_short_sum, **_of(SHORT, gains)),
        own_sum=short,
        other_sum=long,
    )
    long_loss = steps.take(
        "land_long_loss",
        land.land_loss_to_take,
        gains=steps.take("land_long_gains", land.land_long_sum, **_of(LONG, gains)),
        own_sum=long,
        other_sum=short,
    )
    short_after = _after_loss(_of(SHORT, gains), short_loss, steps)
    return short_after | _after_loss(_of(LONG, gains), long_loss, steps)


def _after_loss(gains: dict[str, Yen], loss: Yen, steps: Steps) -> dict[str, Yen]:
    """Return the kinds of one term after their losses, the first kind's gain used first."""
    after = {}
    for kind, gain in gains.items():
        after[kind] = steps.take(f"{kind}_after_loss", land.land_after_loss, income=gain, loss=loss)
        loss = steps.take(f"{kind}_loss_left", land.land_loss_left, loss=loss, income=gain)
    return after


def _of(kinds: tuple[str, ...], given: dict[str, Yen]) -> dict[str, Yen]:
    return {kind: given[kind] for kind in kinds}
