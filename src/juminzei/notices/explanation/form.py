"""What stands on one explanation (計算の根拠); nothing here is calculated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from juminzei.kernel.telling import ToldStep


@dataclass(frozen=True, slots=True)
class SumLine:
    """A line at the top: an amount of both bodies, or one ``whole`` amount; yen, or words."""

    label: str
    municipal: int | None = None
    prefectural: int | None = None
    whole: int | None = None
    words: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class ExplanationForm:
    """One explanation of one person's tax of one year.

    ``who`` are lines about the person, none for a trial calculation; ``notices`` are what a
    reader must know first, such as that the year's law is a draft; ``about`` is the amount
    that is explained where it is not the whole tax.
    """

    tax_year: int
    city: str
    incomes: tuple[SumLine, ...]
    """From income to tax base."""
    levies: tuple[SumLine, ...]
    """From tax base to the year's tax."""
    steps: tuple[ToldStep, ...]
    who: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    about: str = ""
    issued_on: date | None = None
