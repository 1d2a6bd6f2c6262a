"""OWN-KOKUZEI: a delivery of national returns as a folder, our own layout.

What the tax agency's network really hands over is not public. A delivery is a folder with
``manifest.json`` (what belongs to it, with digests), ``index.csv`` (one row a return),
``data/<通番>.xml`` (:mod:`juminzei.formats.national_return`) and ``image/<通番>_<頁>.tif``.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from juminzei.base.folder_contents import contents_of
from juminzei.formats.errors import FormatError
from juminzei.formats.national_delivery_index import IndexRow, read_index, write_index
from juminzei.formats.national_delivery_manifest import (
    ASK,
    LAYOUT,
    NAME,
    ListedFile,
    Manifest,
    read_manifest,
    write_manifest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from juminzei.base.folder_contents import FolderContents

__all__ = ["Delivery", "IndexRow", "Manifest", "is_delivery", "read_delivery", "write_delivery"]

MOST_MANIFEST_BYTES = 400_000_000
MOST_FILE_BYTES = 60_000_000
INDEX = "index.csv"
HEAD = 1 << 16
SAID_LAYOUT = re.compile(rb'"layout"\s*:\s*"([^"]{0,60})"')


@dataclass(frozen=True)
class Delivery:
    """A delivery whose files are all there and are those of the manifest."""

    folder: FolderContents
    manifest: Manifest
    rows: tuple[IndexRow, ...]
    data: Mapping[int, str]
    """Name of the XML by number of the return."""
    images: Mapping[int, tuple[str, ...]]
    """Names of the pages by number of the return, in order."""

    def data_of(self, seq: int) -> bytes | None:
        """Return the XML of a return, or nothing if only images of it came."""
        name = self.data.get(seq)
        return self.folder.content_of(name) if name else None

    def images_of(self, seq: int) -> list[bytes]:
        """Return the pages of a return's image in order."""
        return [self.folder.content_of(name) for name in self.images.get(seq, ())]

    def size_of(self, seq: int) -> int:
        """Return the bytes of a return's data and images."""
        return self._sizes.get(seq, 0)

    @cached_property
    def _sizes(self) -> dict[int, int]:
        sizes: dict[int, int] = defaultdict(int)
        for file in self.manifest.files:
            if file.name != INDEX:
                sizes[_seq_of(file.name)] += file.size
        return dict(sizes)


def is_delivery(folder: Path | FolderContents) -> bool:
    """Whether a folder looks like a delivery; it may still be broken, but is of no other layout."""
    contents = contents_of(folder)
    if not contents.holds(NAME) or contents.size_of(NAME) > MOST_MANIFEST_BYTES:
        return contents.holds(NAME)
    said = SAID_LAYOUT.search(contents.content_of(NAME)[:HEAD])
    return said is None or said[1] == LAYOUT.encode()


def read_delivery(folder: Path | FolderContents) -> Delivery:
    """Return a delivery if it is whole.

    Args:
        folder: Its files, or where they lie on the disk.

    Raises:
        FormatError: A file is missing, strange, too large or not the one of the manifest, or
            the number of returns is not the one that it says. Nothing of it may be taken.
    """
    contents = contents_of(folder)
    manifest = read_manifest(_content(contents, NAME, MOST_MANIFEST_BYTES))
    _check_files(contents, manifest)
    rows = tuple(read_index(_content(contents, INDEX, MOST_MANIFEST_BYTES)))
    data, images = _by_return(manifest)
    _check_counts(manifest, rows, data, images)
    return Delivery(contents, manifest, rows, data, images)


def write_delivery(
    folder: Path, manifest: Manifest, returns: Iterable[tuple[IndexRow, bytes | None, list[bytes]]]
) -> Manifest:
    """Write a delivery and return its manifest with files and count filled in.

    Args:
        folder: Empty or not there yet; the manifest is written last.
        manifest: What is said of it; ``files`` and ``count`` are found here.
        returns: Row of the list, XML, and pages as TIFF, PNG or JPEG.
    """
    files: list[ListedFile] = []
    rows: list[IndexRow] = []
    for row, data, images in returns:
        if data is not None:
            files.append(_written(folder, f"data/{row.seq}.xml", data))
        for page, image in enumerate(images, 1):
            files.append(_written(folder, f"image/{row.seq}_{page}.{_ending(image)}", image))
        rows.append(replace(row, image_pages=len(images)))
    files.append(_written(folder, INDEX, write_index(rows)))
    whole = replace(manifest, files=tuple(files), count=len(rows))
    _written(folder, NAME, write_manifest(whole))
    return whole


def _ending(image: bytes) -> str:
    if image.startswith(b"\x89PNG"):
        return "png"
    return "jpg" if image.startswith(b"\xff\xd8") else "tif"


def _written(folder: Path, name: str, content: bytes) -> ListedFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return ListedFile(name, hashlib.sha256(content).hexdigest(), len(content))


def _content(folder: FolderContents, name: str, most: int) -> bytes:
    if not folder.holds(name):
        raise FormatError(problem=f"{name}がありません。", remedy=ASK)
    if folder.size_of(name) > most:
        raise FormatError(problem=f"{name}が大きすぎます。", remedy=ASK)
    return folder.content_of(name)


def _check_files(folder: FolderContents, manifest: Manifest) -> None:
    names = [file.name for file in manifest.files]
    if len(set(names)) != len(names) or INDEX not in names:
        raise FormatError(problem=f"{NAME}の一覧に重複か不足があります。", remedy=ASK)
    for file in manifest.files:
        if not folder.holds(file.name):
            raise FormatError(problem=f"{file.name}がありません。", remedy=ASK)
        if folder.size_of(file.name) != file.size or file.size > MOST_FILE_BYTES:
            raise FormatError(problem=f"{file.name}の大きさが一覧と違います。", remedy=ASK)
        if folder.sha256_of(file.name) != file.sha256:
            raise FormatError(problem=f"{file.name}のSHA-256が一覧と違います。", remedy=ASK)
    extra = set(folder.names()) - {*names, NAME}
    if extra:
        problem = f"一覧にないファイルが{len(extra)}個あります。"
        raise FormatError(problem=problem, remedy=ASK)


def _seq_of(name: str) -> int:
    """Return the number of the return to which a listed file belongs."""
    return int(name.partition("/")[2].partition(".")[0].partition("_")[0])


def _by_return(manifest: Manifest) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
    """Return the names of data and of images by number of the return."""
    data: dict[int, str] = {}
    pages: dict[int, dict[int, str]] = {}
    for file in manifest.files:
        kind, _, name = file.name.partition("/")
        seq, _, page = name.partition(".")[0].partition("_")
        if kind == "data" and data.setdefault(int(seq), file.name) != file.name:
            raise FormatError(problem=f"通番{int(seq)}のデータが2つあります。", remedy=ASK)
        if kind == "image":
            pages.setdefault(int(seq), {})[int(page)] = file.name
    images = {seq: tuple(some[page] for page in sorted(some)) for seq, some in pages.items()}
    return data, images


def _check_counts(
    manifest: Manifest,
    rows: tuple[IndexRow, ...],
    data: Mapping[int, str],
    images: Mapping[int, tuple[str, ...]],
) -> None:
    if len(rows) != manifest.count:
        raise FormatError(
            problem=f"申告の件数が違います（{NAME} {manifest.count}件、{INDEX} {len(rows)}件）。",
            remedy=ASK,
        )
    if not ({*data, *images}) <= {row.seq for row in rows}:
        raise FormatError(problem=f"{INDEX}にない通番のファイルがあります。", remedy=ASK)
    for row in rows:
        if row.image_pages != len(images.get(row.seq, ())):
            raise FormatError(problem=f"通番{row.seq}の画像の枚数が違います。", remedy=ASK)
        if row.seq not in data and row.seq not in images:
            raise FormatError(problem=f"通番{row.seq}のデータも画像もありません。", remedy=ASK)
