"""Who takes in which file: every application's ``receivers.py`` is asked.

An application that takes in files names them in ``receivers.RECEIVERS``. Receiving knows
none of them: it looks at a file's content, asks whose it is, and hands it over with how
it came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from juminzei.platform.documents.channel import Way

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.base.folder_contents import FolderContents
    from juminzei.platform.documents.channel import Channel, Source
    from juminzei.platform.staff.models import StaffMember

MODULE = "receivers"
HEAD_BYTES = 65_536
What_contra = TypeVar("What_contra", contravariant=True)
"""A file by its place, or the contents of a folder."""


class NotTakenError(ValueError):
    """A file cannot be taken in as a whole; the text says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a file came, for whoever takes it in."""

    name: str
    """What the sender called it, made safe."""
    channel: Channel
    actor: StaffMember
    at: datetime
    tax_year: int | None = None
    """年度 that it must be of; none takes the year that the file says."""
    delivery: int | None = None
    """The key of the entry in the delivery register (受領簿)."""
    source: Source | None = None
    workers: int = 1
    """How many processes may share the work of one file."""

    @property
    def way(self) -> Way:
        """How and from whom it came."""
        return Way(self.channel, self.source, self.delivery)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file; ``received = accepted + held + duplicates`` always.

    Attributes:
        received: Rows or documents in it.
        accepted: Taken in.
        held: Put on a worklist because something is wrong with them.
        duplicates: Had been taken in before.
        known: The very same file had been taken in before.
        file_id: The ``ReceivedFile``, if there is one.
        further: Other counts by name, for the screen and the command.
        papers: Pages and documents that nobody but people read; until a clerk has dealt with
            them the file is kept.
    """

    received: int
    accepted: int
    held: int = 0
    duplicates: int = 0
    known: bool = False
    file_id: int | None = None
    further: Mapping[str, int] = field(default_factory=dict)
    papers: int = 0


class Receiver(Protocol[What_contra]):
    """Takes in one kind of file (or of folder, for a delivery of several files)."""

    kind: str
    """Such as ``wage_report``."""
    label: str
    """給与支払報告書."""
    function: str
    """What the actor must be permitted, such as ``documents.import``."""
    folder: bool
    """Whether it takes whole folders."""

    def recognises(self, what: What_contra, head: bytes, /) -> bool:
        """Return whether it is this kind's, by content.

        Args:
            what: The file, or the contents of the folder.
            head: The first :data:`HEAD_BYTES` of a file, nothing of a folder.
        """

    def take(self, what: What_contra, receipt: Receipt, /) -> Outcome:
        """Take it in, once: what was taken before is counted as a duplicate.

        Raises:
            NotTakenError: It cannot be read as a whole; nothing was taken in.
            NotPermittedError: The actor may not.
        """


@runtime_checkable
class CountingReceiver(Receiver[Path], Protocol):
    """A receiver of files that can read one to its end without taking anything in."""

    def rows_in(self, path: Path, receipt: Receipt, /) -> int:
        """Return how many rows a file has, those that cannot be taken among them.

        Raises:
            NotTakenError: It cannot be read as a whole, or is not for us.
        """


@cache
def receivers() -> tuple[Receiver[Any], ...]:
    """Return all receivers, in the order of the applications in the settings."""
    found: list[Receiver[Any]] = []
    for config in apps.get_app_configs():
        if config.module and module_has_submodule(config.module, MODULE):
            module = import_module(f"{config.name}.{MODULE}")
            found.extend(getattr(module, "RECEIVERS", ()))  # this module's own application has none
    return tuple(found)


def receiver_of(what: Path | FolderContents) -> Receiver[Any] | None:
    """Return who takes in a file or a folder's contents, or none if nobody knows it."""
    head, folder = b"", not isinstance(what, Path)
    if isinstance(what, Path):
        with what.open("rb") as content:
            head = content.read(HEAD_BYTES)
    wanted = (one for one in receivers() if one.folder == folder)
    return next((one for one in wanted if one.recognises(what, head)), None)
