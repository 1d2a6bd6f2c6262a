"""延滞金 and 還付加算金: interest by calendar year, in runs of days with one rate."""

from juminzei.kernel.delinquency.charge import Charge, delinquency_charge
from juminzei.kernel.delinquency.interest import refund_interest
from juminzei.kernel.delinquency.rates import UnknownRateError
from juminzei.kernel.delinquency.runs import Remission, RemissionKind, Run

__all__ = [
    "Charge",
    "Remission",
    "RemissionKind",
    "Run",
    "UnknownRateError",
    "delinquency_charge",
    "refund_interest",
]
