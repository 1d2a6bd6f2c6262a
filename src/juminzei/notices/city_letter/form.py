"""What stands on a letter to another municipality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class CityLetter:
    """One letter, with a table of facts and, if there are any, a list of what goes with it.

    Attributes:
        number: Of the consignment: 税第 N 号.
        issuer: Our mayor.
        title: 課税資料の送付について.
        municipality: The receiver's code, six digits; the clerk writes the name.
        made_on: The day on the letter.
        text: What is said, one paragraph.
        caution: Printed in bold; empty where there is nothing to be careful about.
        facts: Label and text.
        columns: Heads of the list; none makes no list.
        rows: The list, cells in the order of ``columns``.
        sheets: Further sheets, each with its title and facts: what goes as paper only.
    """

    number: int
    issuer: str
    title: str
    municipality: str
    made_on: date
    text: str
    caution: str = ""
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    sheets: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()
