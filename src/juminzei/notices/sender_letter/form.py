"""What stands on a letter that gives something back to its sender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class SenderLetterSheet:
    """One letter with the list of what is wrong; no value of anybody stands in it.

    Attributes:
        number: Of the letter: 税戻第 N 号.
        issuer: Our mayor.
        receiver: Whom it goes to, without 御中.
        postcode: Seven digits, or nothing.
        address: Empty where it must not be shown.
        made_on: The day on the letter.
        reply_by: Until when a corrected one is asked for.
        about: What they sent.
        rows: Where, what, what is wrong, what to do.
    """

    number: int
    issuer: str
    receiver: str
    postcode: str
    address: str
    made_on: date
    reply_by: date
    about: str
    rows: Sequence[Sequence[str]]
