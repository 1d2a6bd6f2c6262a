"""One address, where a list of them is not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import HIDDEN_ADDRESS, is_protected

if TYPE_CHECKING:
    from datetime import date


def visible_address(number: int, written: str, *, on: date) -> str:
    """Return the address that was read of a person, or that it is not shown.

    For many people at a time, :func:`juminzei.apps.addressees.api.read_settled`.
    """
    return HIDDEN_ADDRESS if is_protected(number, on=on) else written
