"""A folder in the spool: one sealed file with all of its files, and a sealed index of them.

A delivery of returns has thousands of small files: thousands of files here too would cost
more than all that is done with them. Each file is sealed by itself, bound to its name and to
a random name of the pack; the index, which alone knows that name, is bound to the digest of
the folder. So no file opens under another name or in another folder, and none can be missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from juminzei.platform.documents.services import keyed_digest
from juminzei.platform.documents.spool_sealing import SpoolBrokenError, seal, unseal, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

PACK, INDEX = "pack", "index"


class Packed(NamedTuple):
    """Where one file stands in the pack, sealed, and what it is in plain."""

    offset: int
    length: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SealedFolder:
    """The files of a folder that lies sealed; each is opened when it is asked for.

    Processes forked from this one may ask at the same time.
    """

    pack: BinaryIO
    bound: str
    files: Mapping[str, Packed]

    @property
    def name(self) -> str:
        """Return nothing: the spool keeps none of the sender's names of folders."""
        return ""

    def names(self) -> Iterable[str]:
        """Return the names in the order of the folder."""
        return self.files.keys()

    def holds(self, name: str) -> bool:
        """Return whether a file of that name is there."""
        return name in self.files

    def size_of(self, name: str) -> int:
        """Return the bytes of a file in plain."""
        return self.files[name].size

    def sha256_of(self, name: str) -> str:
        """Return the SHA-256 that was taken when the file was sealed; only that opens."""
        return self.files[name].sha256

    def content_of(self, name: str) -> bytes:
        """Return a file's content.

        Raises:
            SpoolBrokenError: It is not what was sealed.
        """
        where = self.files[name]
        box = os.pread(self.pack.fileno(), where.length, where.offset)
        return b"".join(unseal(BytesIO(box).read, _bound(self.bound, name)))


def write_pack(
    folder: Path, files: Iterable[tuple[str, Path]], told: Callable[[int], None]
) -> tuple[str, int]:
    """Seal files into ``folder``, each read once; return the digest of the whole and its bytes.

    Args:
        folder: Where pack and index are written; there, and empty.
        files: Name in the folder, and where it lies.
        told: Told of the bytes so far, piece by piece; raises to end it.
    """
    bound, packed, bytes_so_far = secrets.token_hex(16), {}, 0
    whole = keyed_digest()
    with writable(folder / PACK) as out:
        for name, path in files:
            digest, first = hashlib.sha256(), bytes_so_far
            offset = out.tell()
            with path.open("rb") as source:

                def read(size: int) -> bytes:
                    nonlocal bytes_so_far
                    piece = source.read(size)
                    digest.update(piece)  # noqa: B023 - read before the next file begins
                    bytes_so_far += len(piece)
                    told(bytes_so_far)
                    return piece

                for box in seal(read, _bound(bound, name)):
                    out.write(box)
            sha256 = digest.hexdigest()
            packed[name] = Packed(offset, out.tell() - offset, bytes_so_far - first, sha256)
            whole.update(f"{name}\0{sha256}\n".encode())
    index = json.dumps({"bound": bound, "files": packed}).encode()
    with writable(folder / INDEX) as out:
        for box in seal(BytesIO(index).read, whole.hexdigest()):
            out.write(box)
    return whole.hexdigest(), bytes_so_far


@contextmanager
def opened_pack(folder: Path) -> Iterator[SealedFolder]:
    """Give the files of a pack, whose folder has the digest as its name.

    Raises:
        SpoolBrokenError: The index is not the one of this digest.
    """
    try:
        with (folder / INDEX).open("rb") as box:
            index = json.loads(b"".join(unseal(box.read, folder.name)))
    except FileNotFoundError as error:
        raise SpoolBrokenError(str(error)) from None
    files = {name: Packed(*where) for name, where in index["files"].items()}
    with (folder / PACK).open("rb") as pack:
        yield SealedFolder(pack, index["bound"], files)


def _bound(pack: str, name: str) -> str:
    return f"{pack}/{name}"
