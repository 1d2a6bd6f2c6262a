"""Where files wait until they are taken in: sealed, under their digest, erased afterwards."""

from __future__ import annotations

import hmac
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from juminzei.platform.documents.services import keyed_digest
from juminzei.platform.documents.spool_pack import opened_pack, write_pack
from juminzei.platform.documents.spool_sealing import seal, unseal, writable
from juminzei.platform.documents.uploads import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from juminzei.platform.documents.spool_pack import SealedFolder

MOST_FILES = 200_000
DEEPEST = 8
OWN_FOLDER = 0o700


class TooLargeError(ValueError):
    """A file or folder is larger than the city takes; the text says by how much."""


class UnsafeNameError(ValueError):
    """A name inside a folder leads elsewhere or misleads; the text says which kind."""


class Entry(NamedTuple):
    """One file of a delivery."""

    name: str
    """Its place in the folder, ``/`` between; only the name for a single file."""
    path: Path


@dataclass(frozen=True, slots=True)
class Kept:
    """A file or folder that lies in the spool."""

    digest: str
    """Keyed, as :func:`juminzei.platform.documents.services.digest_of` makes it."""
    size_bytes: int
    files: int


def keep(path: Path, *, most_bytes: int) -> Kept:
    """Copy a file or a folder into the spool, sealed, and return its digest.

    What is in the spool already under that digest stays; nothing is half there: the last
    step is one renaming.

    Args:
        path: A file, or a folder of files.
        most_bytes: How large it may be in all.

    Raises:
        TooLargeError: It is larger, or has too many files.
        UnsafeNameError: A name in the folder is none of a file that we would keep.
    """
    entries = list(entries_of(path))
    stated = sum(entry.path.stat().st_size for entry in entries)
    refuse_size(stated, most_bytes)
    coming = _folder() / f"coming-{secrets.token_hex(8)}"
    try:
        kept = _copied(path, entries, coming, most_bytes)
        target = place(kept.digest)
        if target.exists():
            _remove(coming)
        else:
            coming.rename(target)
    except BaseException:
        _remove(coming)
        raise
    return kept


def refuse_size(size_bytes: int, most_bytes: int) -> None:
    """Refuse what is larger than the city takes.

    Raises:
        TooLargeError: It is.
    """
    if size_bytes > most_bytes:
        raise TooLargeError(
            f"大きすぎます（{size_bytes // 1_000_000:,} MB、上限 {most_bytes // 1_000_000:,} MB）。"
            "分けて提出するよう、提出者に依頼してください。"
        )


def entries_of(path: Path) -> Iterator[Entry]:
    """Yield the files of a delivery in the order of their names; links are no files.

    Raises:
        TooLargeError: There are too many, or they lie too deep.
        UnsafeNameError: A name leads elsewhere, or what it names is no plain file.
    """
    if path.is_symlink():
        raise UnsafeNameError("リンクは受け取れません。ファイルそのものを渡してもらってください。")
    if not path.is_dir():
        yield Entry(safe_name(path.name), path)
        return
    for number, found in enumerate(sorted(path.rglob("*"))):
        inside = found.relative_to(path)
        if number >= MOST_FILES or len(inside.parts) > DEEPEST:
            raise TooLargeError("ファイルが多すぎるか、フォルダーが深すぎます。分けてください。")
        if found.is_symlink() or not (found.is_file() or found.is_dir()):
            raise UnsafeNameError("フォルダーの中に、ファイルでないもの（リンクなど）があります。")
        if any(part != safe_name(part) for part in inside.parts):
            raise UnsafeNameError("フォルダーの中に、扱えない名前のファイルがあります。")
        if found.is_file():
            yield Entry(inside.as_posix(), found)


@contextmanager
def opened(digest: str) -> Iterator[Path | SealedFolder]:
    """Give what is kept under ``digest``.

    A file is given in plain, in a folder that is erased at the end, and has none of the
    sender's names: receivers go by content. The files of a folder stay sealed, each until it
    is asked for.

    Raises:
        FileNotFoundError: Nothing is kept under it.
    """
    source = place(digest)
    if source.is_dir():
        with opened_pack(source) as contents:
            yield contents
        return
    with _work_place() as work:
        plain = work / "content"
        with source.open("rb") as box, writable(plain) as out:
            for piece in unseal(box.read, digest):
                out.write(piece)
        yield plain


@contextmanager
def unpacked(folder: SealedFolder) -> Iterator[Path]:
    """Give the files of a folder in plain, for whoever can only look at a disk; then erase them."""
    with _work_place() as work:
        plain = work / "content"
        plain.mkdir(mode=OWN_FOLDER)
        for name in folder.names():
            target = plain / name
            target.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
            with writable(target) as out:
                out.write(folder.content_of(name))
        yield plain


@contextmanager
def _work_place() -> Iterator[Path]:
    work = _folder() / f"open-{secrets.token_hex(8)}"
    work.mkdir(mode=OWN_FOLDER)
    try:
        yield work
    finally:
        _remove(work)


def holds(digest: str) -> bool:
    """Return whether something is kept under ``digest``."""
    return place(digest).exists()


def erase(digest: str) -> None:
    """Erase what is kept under ``digest``; nothing happens if nothing is."""
    _remove(place(digest))


def sweep(wanted: Iterable[str], *, older_than: float) -> int:
    """Erase what nobody waits for any more, and what a killed process left open.

    Args:
        wanted: Digests that must stay.
        older_than: Moment in seconds since 1970; what was changed later is left alone.

    Returns:
        How many things were erased.
    """
    keep_on = set(wanted)
    gone = 0
    for found in _folder().iterdir():
        if found.name not in keep_on and found.stat().st_mtime < older_than:
            _remove(found)
            gone += 1
    return gone


def place(digest: str) -> Path:
    """Return where a file with this digest waits."""
    return _folder() / digest


def _copied(path: Path, entries: list[Entry], coming: Path, most_bytes: int) -> Kept:
    """Seal a file or all files of a folder into ``coming`` and return the digest of the whole."""
    if path.is_dir():
        coming.mkdir(mode=OWN_FOLDER)
        digest, size = write_pack(coming, entries, lambda size: refuse_size(size, most_bytes))
    else:
        digest, size = _digest(path, most_bytes)
        _seal_file(path, coming, digest)
    return Kept(digest, size, len(entries))


def _seal_file(path: Path, target: Path, expected: str) -> None:
    """Seal a file under its digest, which is known first: the file is read twice."""
    again = keyed_digest()
    with path.open("rb") as source, writable(target) as out:

        def read(size: int) -> bytes:
            piece = source.read(size)
            again.update(piece)
            return piece

        for box in seal(read, expected):
            out.write(box)
    if not hmac.compare_digest(again.hexdigest(), expected):
        raise OSError("ファイルが読む間に変わりました。書き終わってから、もう一度始めてください。")


def _digest(path: Path, most_bytes: int) -> tuple[str, int]:
    digest, size = keyed_digest(), 0
    with path.open("rb") as content:
        while piece := content.read(1 << 20):
            size += len(piece)
            refuse_size(size, most_bytes)
            digest.update(piece)
    return digest.hexdigest(), size


def _folder() -> Path:
    folder: Path = settings.CONFIGURATION.data / "spool"
    folder.mkdir(mode=OWN_FOLDER, exist_ok=True)
    return folder


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
