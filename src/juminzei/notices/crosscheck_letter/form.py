"""What stands on a letter about what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class CrosscheckLetter:
    """One letter; nobody's income stands in it but the one's to whom it goes."""

    number: int
    issuer: str
    title: str
    receiver: str
    """Name on the envelope, without 様 or 御中."""
    honorific: str
    postcode: str
    address: str
    """Empty where it must not be shown."""
    made_on: date
    reply_by: date
    about: str
    """令和8年度 個人住民税 …."""
    person: str
    """Of whom the letter is; empty of an employer's reports as a whole."""
    relative: str
    """Which relative it is about, as a document names them; empty for none."""
    matter: str
    """What was found, in words."""
    request: str
    """What the receiver is asked, or told."""
    basis: str
