"""What a column of people may hold: yen, counts, codes or flags, each with its range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_YEN = 99_999_999_999
"""Largest amount of one column; with it no intermediate result leaves int64."""
MOST_PERSONS = 99
MOST_AGE = 150


class ColumnError(ValueError):
    """A column is not what it says; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """The Japanese label of a column and the values that it may hold."""

    label: str
    least: int
    most: int
    flag: bool = False

    @property
    def dtype(self) -> type[np.int64 | np.bool_]:
        """The NumPy type of the column."""
        return np.bool_ if self.flag else np.int64

    def checked(self, name: str, values: object, n: int) -> NDArray[Any]:
        """Return ``values`` as a column of ``n`` rows; all 0 or false for None.

        Raises:
            ColumnError: A value has a fraction, is out of range, or rows are missing.
        """
        if values is None or n == 0:
            return np.zeros(n, self.dtype)
        given = np.asarray(values)
        if given.shape != (n,):
            raise ColumnError(f"{name}: shape {given.shape}; give {n} rows, one for each person")
        if given.dtype.kind not in ("b" if self.flag else "iu"):
            wanted = "true or false" if self.flag else "whole numbers"
            raise ColumnError(f"{name}: {given.dtype}; give {wanted}")
        if not self.flag and n and not (self.least <= given.min() and given.max() <= self.most):
            raise ColumnError(
                f"{name}: {given.min()} to {given.max()}; give {self.least:,} to {self.most:,}"
            )
        return given.astype(self.dtype, copy=False)


def yen(label: str, *, loss: bool = False) -> ColumnKind:
    """Return the kind of a column of whole yen; ``loss`` lets it be negative."""
    return ColumnKind(label, -MOST_YEN if loss else 0, MOST_YEN)


def persons(label: str) -> ColumnKind:
    """Return the kind of a column that counts people."""
    return ColumnKind(label, 0, MOST_PERSONS)


def age(label: str) -> ColumnKind:
    """Return the kind of a column of ages in whole years."""
    return ColumnKind(label, 0, MOST_AGE)


def code(label: str, most: int) -> ColumnKind:
    """Return the kind of a column of codes from 0 to ``most``."""
    return ColumnKind(label, 0, most)


def flag(label: str) -> ColumnKind:
    """Return the kind of a column of true and false."""
    return ColumnKind(label, 0, 1, flag=True)
