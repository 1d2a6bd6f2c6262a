"""Yen amounts and exact rates. No float ever holds money or a rate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Yen = NDArray[np.int64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rate:
    """An exact rate, written in law files as ``"3/100"``."""

    numerator: int
    denominator: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``"3/100"``.

        Raises:
            ValueError: ``text`` is not a fraction of whole numbers.
        """
        numerator, denominator = text.split("/")
        return cls(int(numerator), int(denominator))

    def of(self, amount: Yen) -> Yen:
        """Return this rate of ``amount``, rounded down to whole yen."""
        return amount * self.numerator // self.denominator

    def of_rounded_up(self, amount: Yen) -> Yen:
        """Return this rate of ``amount``, rounded up to whole yen."""
        return -(-amount * self.numerator // self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"
