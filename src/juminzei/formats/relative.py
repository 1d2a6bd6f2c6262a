"""A spouse or dependant as a report names them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juminzei.base.numbers.individual_number import IndividualNumber


@dataclass(frozen=True, slots=True)
class Relative:
    """One of the persons that the recipient of a report supports."""

    kana: str = ""
    name: str = ""
    kind: str = ""
    """区分: 00 居住者, 01 非居住者 (for dependants also 02, 03, 04); blank where not given."""
    number: IndividualNumber | None = None
    place: int = 0
    """Which block of the form, from 1; 0 for the spouse."""
