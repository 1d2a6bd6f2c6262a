"""Puts notices into files of at most 1,000 pages, in the order of posting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE_LIMIT = 1000
"""What a printer takes in one file, and what bounds the memory of drawing one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The pages ``first`` up to, not with, ``last`` of the notice at place ``notice``."""

    notice: int
    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many pages of a file the piece takes."""
        return self.last - self.first


def pack(pages: Iterable[int], limit: int = PAGE_LIMIT) -> list[list[Piece]]:
    """Return files of pieces, in order.

    A notice stays in one file, if need be the next; only one that is longer than a
    file starts a file of its own and goes on from file to file.

    Args:
        pages: Pages of each notice, in the order of posting.
        limit: Pages of a file at most.
    """
    files: list[list[Piece]] = []
    room = 0
    for notice, length in enumerate(pages):
        for first in range(0, length, limit):
            piece = Piece(notice, first, min(first + limit, length))
            if piece.pages > room or first > 0 or length > limit:
                files.append([])
                room = limit
            files[-1].append(piece)
            room -= piece.pages
    return files
