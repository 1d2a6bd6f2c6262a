"""The contract of ``delinquency-charge``: what its answer looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.kernel.delinquency import Charge, Run


def answer(charge: Charge, *, with_bases: bool = False) -> dict[str, object]:
    """Return a charge as the contract writes it.

    Args:
        charge: The charge or interest.
        with_bases: Say each period's base too, because payments in part changed it.
    """
    return {
        "charge": charge.charge,
        "base": charge.base,
        "periods": [_period(run, with_base=with_bases) for run in charge.runs],
    }


def _period(run: Run, *, with_base: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "from": run.first.isoformat(),
        "to": run.last.isoformat(),
        "rate_per_mille": run.rate_per_mille,
        "days": run.days,
        "amount": run.amount,
    }
    if with_base:
        told["base"] = run.terms.base
    if run.terms.remission is not None:
        told["remission"] = run.terms.remission.value
    return told
