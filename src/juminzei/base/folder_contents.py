"""The files of a folder by their names, wherever they really lie: on the disk, or sealed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 1 << 20


class FolderContents(Protocol):
    """What may be asked of a folder. Names have ``/`` between their parts."""

    @property
    def name(self) -> str:
        """What the folder is called; nothing where nobody knows any more."""

    def names(self) -> Iterable[str]:
        """Return the names of all that lies in it, of whatever kind, but not of its folders."""

    def holds(self, name: str) -> bool:
        """Return whether a plain file of that name lies in it; what leads elsewhere is none."""

    def size_of(self, name: str) -> int:
        """Return the bytes of a file."""

    def sha256_of(self, name: str) -> str:
        """Return the SHA-256 of a file's content in hexadecimal."""

    def content_of(self, name: str) -> bytes:
        """Return a file's content."""


@dataclass(frozen=True, slots=True)
class FolderOnDisk:
    """A folder as it lies on the disk."""

    place: Path

    @property
    def name(self) -> str:
        """Return the name of the folder."""
        return self.place.name

    def names(self) -> Iterable[str]:
        """Yield the names; links are named and not followed."""
        for path in self.place.rglob("*"):
            if not path.is_dir() or path.is_symlink():
                yield path.relative_to(self.place).as_posix()

    def holds(self, name: str) -> bool:
        """Return whether a plain file of that name lies here, not behind any link."""
        path = self.place.joinpath(name)
        above = [one for one in path.parents if self.place in one.parents]
        return path.is_file() and not any(one.is_symlink() for one in (path, *above))

    def size_of(self, name: str) -> int:
        """Return the bytes of a file."""
        return self.place.joinpath(name).stat().st_size

    def sha256_of(self, name: str) -> str:
        """Return the SHA-256 of a file's content in hexadecimal."""
        digest = hashlib.sha256()
        with self.place.joinpath(name).open("rb") as content:
            while block := content.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def content_of(self, name: str) -> bytes:
        """Return a file's content."""
        return self.place.joinpath(name).read_bytes()


def contents_of(folder: Path | FolderContents) -> FolderContents:
    """Return the contents of a folder, which may be given by its place on the disk."""
    return FolderOnDisk(folder) if isinstance(folder, Path) else folder
