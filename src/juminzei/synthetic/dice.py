"""Chance, made only of whole numbers, so that a seed gives the same city on every machine.

Each question asked of chance has a stream of its own, named in words. A new question
therefore never shifts the answers to the others. Only the raw 64-bit output of PCG64 is
used: numpy promises that it never changes, which it does not for its distributions, and
no sum passes through a float, whose last digit depends on the processor.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

TEN_THOUSAND = 10_000
"""Shares are whole numbers in ten thousand."""


class Dice:
    """All the chance of one seed."""

    def __init__(self, seed: int, within: str = "") -> None:
        """Start from ``seed``; ``within`` names the part of the city that is drawn."""
        self._seed = seed
        self._within = within

    def child(self, name: str) -> Dice:
        """Return the dice of a part of the city, whose streams are its own."""
        return Dice(self._seed, f"{self._within}{name}/")

    def below(self, limit: int | Ints, count: int, stream: str) -> Ints:
        """Return ``count`` numbers from 0 to just below ``limit`` (one limit, or one for each).

        The remainder of 63 random bits favours small numbers by less than one in 10^8
        for every limit used here (at most 10^11), which nobody can see.
        """
        raw = self._bits(count, stream) >> np.uint64(1)
        return raw.astype(np.int64) % limit

    def chance(self, share: int | Ints, count: int, stream: str) -> Flags:
        """Return ``count`` flags, each true for ``share`` in ten thousand."""
        return self.below(TEN_THOUSAND, count, stream) < share

    def pick(self, weights: Sequence[int] | Ints, count: int, stream: str) -> Ints:
        """Return ``count`` indices into ``weights``, each as likely as its weight."""
        upper = np.cumsum(np.asarray(weights, dtype=np.int64))
        drawn = self.below(int(upper[-1]), count, stream)
        return np.searchsorted(upper, drawn, side="right").astype(np.int64)

    def along(self, quantiles: Sequence[int], count: int, stream: str) -> Ints:
        """Return ``count`` draws from the distribution whose evenly spaced ``quantiles`` are given.

        Between two quantiles every value is as likely as the next.
        """
        table = np.asarray(quantiles, dtype=np.int64)
        place = self.below(TEN_THOUSAND * (table.size - 1), count, stream)
        lower, within = place // TEN_THOUSAND, place % TEN_THOUSAND
        return table[lower] + (table[lower + 1] - table[lower]) * within // TEN_THOUSAND

    def shuffled(self, count: int, stream: str) -> Ints:
        """Return the numbers from 0 to just below ``count`` in an order of chance."""
        return np.argsort(self._bits(count, stream), kind="stable").astype(np.int64)

    def distinct_below(self, limit: int, count: int, stream: str) -> Ints:
        """Return ``count`` different numbers below ``limit`` in an order of chance.

        Twice as many numbers as asked for are drawn and doubles dropped, so ``limit``
        must be far above ``count``.

        Raises:
            ValueError: ``limit`` is too small for so many different numbers.
        """
        drawn = self.below(limit, 2 * count + 8, stream)
        _, first = np.unique(drawn, return_index=True)
        if first.size < count:
            raise ValueError(f"{stream}: cannot draw {count} different numbers below {limit}")
        return drawn[np.sort(first)[:count]]

    def _bits(self, count: int, stream: str) -> NDArray[np.uint64]:
        digest = hashlib.sha256(f"{self._seed}/{self._within}{stream}".encode()).digest()
        source = np.random.PCG64(np.random.SeedSequence(int.from_bytes(digest[:16])))
        return source.random_raw(count).astype(np.uint64)
