"""The Merkle tree of RFC 6962, section 2.1, whose leaf hashes are the digests of records.

A root says what all records are; a proof of a few hashes says that one record is among
them, or that a later tree only added to an earlier one.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Subtree = Callable[[int, int], bytes]
    """Returns the root over the leaves from the first number up to the second."""

EMPTY = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one leaf."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node over its two children."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """A tree that grows: the roots of its whole subtrees, largest first, and its size."""

    def __init__(self, size: int = 0, roots: Iterable[bytes] = ()) -> None:
        """Go on where a tree of ``size`` leaves, or an empty one, left off."""
        self.size = size
        self.roots = list(roots)
        if len(self.roots) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} whole subtrees")

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaves, given as their leaf hashes."""
        roots, size = self.roots, self.size
        for leaf in leaves:
            whole, node = size, leaf
            while whole & 1:
                node = sha256(b"\1" + roots.pop() + node).digest()
                whole >>= 1
            roots.append(node)
            size += 1
        self.size = size

    def append_subtree(self, root: bytes, height: int) -> None:
        """Add a whole subtree of 2**height leaves at once.

        Raises:
            ValueError: The tree so far does not end where such a subtree can begin.
        """
        whole, rest = divmod(self.size, 1 << height)
        if rest:
            raise ValueError(f"no subtree of height {height} begins at leaf {self.size}")
        while whole & 1:
            root = node_hash(self.roots.pop(), root)
            whole >>= 1
        self.roots.append(root)
        self.size += 1 << height

    def subtrees(self) -> Iterator[tuple[int, bytes]]:
        """Yield the height and the root of each whole subtree, largest first."""
        heights = (n for n in reversed(range(self.size.bit_length())) if self.size >> n & 1)
        return zip(heights, self.roots, strict=True)

    def root(self) -> bytes:
        """Return the root of the tree as it is now."""
        if not self.roots:
            return EMPTY
        *others, node = self.roots
        for left in reversed(others):
            node = node_hash(left, node)
        return node


def subtree_of(leaves: Sequence[bytes]) -> Subtree:
    """Return how to find the root of any part of ``leaves``, given as leaf hashes."""

    def subtree(start: int, end: int) -> bytes:
        part = Frontier()
        part.extend(leaves[start:end])
        return part.root()

    return subtree


def inclusion_proof(index: int, size: int, subtree: Subtree) -> list[bytes]:
    """Return what proves that leaf ``index`` is in the tree of ``size`` leaves.

    Raises:
        ValueError: It is not.
    """
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(start, middle))
            start = middle
    return path[::-1]


def consistency_proof(old: int, size: int, subtree: Subtree) -> list[bytes]:
    """Return what proves that the tree of ``size`` only added to its first ``old`` leaves.

    Raises:
        ValueError: There is no such earlier tree.
    """
    if not 0 < old <= size:
        raise ValueError(f"a tree of {size} has no earlier tree of {old}")
    path, start, end, whole = [], 0, size, True
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(subtree(middle, end))
            end = middle
        else:
            path.append(subtree(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(subtree(start, end))
    return path[::-1]


def _split(size: int) -> int:
    """Return the largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)
