"""How a year's tax is divided into what falls due when (期割)."""

from juminzei.kernel.instalments.divide import (
    MONTHS,
    PAYMENTS_A_HALF,
    half_yearly,
    ordinary,
    pension,
    pension_first,
    special,
)
from juminzei.kernel.instalments.due import METHODS, Due, due_dates

__all__ = [
    "METHODS",
    "MONTHS",
    "PAYMENTS_A_HALF",
    "Due",
    "due_dates",
    "half_yearly",
    "ordinary",
    "pension",
    "pension_first",
    "special",
]
