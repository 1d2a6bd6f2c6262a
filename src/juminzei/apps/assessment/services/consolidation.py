"""Consolidation (合算・名寄せ): all active documents of a person become one row of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.services.consolidation_result import Consolidated, SpecialBar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Consolidated", "SpecialBar", "consolidate"]


def consolidate(tax_year: int, addressee_ids: NDArray[np.int64]) -> Consolidated:
    """Return one row for each of ``addressee_ids``, in their order.

    Args:
        tax_year: The year whose frozen list and documents are meant.
        addressee_ids: Addressee numbers on the frozen list, int64, each once, ascending.
    """
    raise NotImplementedError(f"{tax_year}: {len(addressee_ids)}")
