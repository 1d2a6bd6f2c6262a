"""給与の差押禁止: what of pay an authority may seize, and what it must leave."""

from juminzei.kernel.seizure.seizable_pay import (
    Pay,
    SeizablePay,
    seizable_pay,
    seizable_retirement_pay,
    seizable_with_consent,
)

__all__ = [
    "Pay",
    "SeizablePay",
    "seizable_pay",
    "seizable_retirement_pay",
    "seizable_with_consent",
]
