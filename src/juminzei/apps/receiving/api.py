"""What other applications may ask of receiving."""

from juminzei.apps.receiving.selectors.summary_differences import (
    SummaryDifference,
    summary_differences,
)

__all__ = ["SummaryDifference", "summary_differences"]
