"""A packed lot is unpacked inside the gate's own sealed workspace, and nowhere else.

Archives are not unpacked, with one exception: one that has the list of a delivery in it
(``manifest.json``). It is opened beside its plain copy, in the folder that the spool erases at
the end of the step, and is from there on a folder like any other.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from juminzei.apps.receiving.rules import most_bytes
from juminzei.base.folder_contents import FolderOnDisk
from juminzei.formats.carried_media import NAME
from juminzei.platform.documents import spool
from juminzei.platform.documents.file_kind import file_kind
from juminzei.platform.documents.spool_pack import SealedFolder
from juminzei.platform.documents.unpacking import UnpackingRefusedError, has_member, unpack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.base.folder_contents import FolderContents

    Content: TypeAlias = Path | SealedFolder | FolderOnDisk
    """A file, a folder that lies sealed, or what came out of an archive."""

INSIDE = "unpacked"


@dataclass(frozen=True, slots=True)
class Opened:
    """What something in the spool is looked at as.

    Attributes:
        came: The file or folder as it came.
        inside: What is taken in: the files that came out of a packed lot, else ``came``.
        problem: Why a packed lot was not unpacked; nothing if it was, or is none.
    """

    came: Path | SealedFolder
    inside: Content
    problem: str = ""


def laid_open(came: Path | SealedFolder) -> Opened:
    """Unpack a packed lot into the workspace that it lies in; leave anything else as it is.

    Args:
        came: What the spool gives; a file lies in a folder of its own that the spool erases.
    """
    if not isinstance(came, Path) or file_kind(came) != "zip":
        return Opened(came, came)
    inside = came.parent / INSIDE
    try:
        if not has_member(came, NAME):
            return Opened(came, came)
        unpack(came, inside, most_bytes=most_bytes())
    except UnpackingRefusedError as refusal:
        return Opened(came, came, str(refusal))
    return Opened(came, FolderOnDisk(inside))


@contextmanager
def on_disk(folder: FolderContents) -> Iterator[Path]:
    """Give the files of a lot where receivers of single files can read them."""
    if isinstance(folder, SealedFolder):
        with spool.unpacked(folder) as place:
            yield place
    elif isinstance(folder, FolderOnDisk):
        yield folder.place
    else:
        raise TypeError(type(folder).__name__)
