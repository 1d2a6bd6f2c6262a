"""退職所得の分離課税: what the payer of retirement pay withholds at once."""

from juminzei.kernel.retirement.levy import RetirementAssessment, RetirementPayments, assess

__all__ = ["RetirementAssessment", "RetirementPayments", "assess"]
