"""What a file on disk is, told by its content and read in pieces, however large it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from juminzei.platform.documents.uploads import CHARSETS, MAGIC, NO_TEXT, OTHER, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 20
"""Bytes read at a time."""
HEAD = 64
TIFF = {b"II*\x00": "tiff", b"MM\x00*": "tiff"}
OVERLAP = 64
DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""What makes an XML text call other texts, or blow itself up; no delivery of ours has it."""
NAMED = {
    "pdf": "pdf",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "tif": "tiff",
    "tiff": "tiff",
    "gif": "gif",
    "zip": "zip",
    "csv": TEXT,
    "txt": TEXT,
    "xml": TEXT,
}
"""Endings of names → what such a file claims to be."""
LABELS = {
    TEXT: "テキスト",
    OTHER: "不明",
    "folder": "フォルダー",
    "program": "プログラム",
    "ole": "旧形式の Office 文書",
    "sqlite": "データベース",
    "gzip": "圧縮（gzip）",
    "zip": "圧縮（ZIP）",
    "7z": "圧縮（7z）",
}
"""Kinds that have a Japanese name; the others are called by their own."""

NO_TEXT_BYTE = re.compile(NO_TEXT.pattern.encode())
"""The same in bytes: no sign of UTF-8 or CP932 has such a byte inside."""


@dataclass(frozen=True, slots=True)
class InMemory:
    """A file whose whole content is at hand, as one of a sealed folder."""

    content: bytes

    def open(self, _mode: str = "rb") -> BinaryIO:
        """Return the content to be read from its beginning."""
        return BytesIO(self.content)


Readable: TypeAlias = Path | InMemory


def size_of(file: Readable) -> int:
    """Return the bytes of a file."""
    return len(file.content) if isinstance(file, InMemory) else file.stat().st_size


def kind_label(kind: str) -> str:
    """Return how a page calls a kind."""
    return LABELS.get(kind, kind.upper())


def file_kind(path: Readable) -> str:
    """Return what the content of a file is; its name is not asked.

    Args:
        path: A file. It is read in pieces, so that memory does not grow with it.
    """
    with path.open("rb") as content:
        head = content.read(HEAD)
    for start, kind in (MAGIC | TIFF).items():
        if head.startswith(start):
            return kind
    return TEXT if no_text_from(path) is None else OTHER


def claimed_kind(name: str) -> str:
    """Return what a file's name claims that it is; nothing where it claims nothing."""
    return NAMED.get(name.rpartition(".")[2].casefold(), "")


def declares_entities(path: Readable) -> bool:
    """Return whether a text declares a document type or entities, as an XML bomb does."""
    before = b""
    for piece in pieces(path):
        before += piece
        if DECLARED.search(before):
            return True
        before = before[-OVERLAP:]
    return False


def pieces(path: Readable) -> Iterator[bytes]:
    """Yield a file's content, :data:`PIECE` bytes at a time."""
    with path.open("rb") as content:
        while piece := content.read(PIECE):
            yield piece


def no_text_from(path: Readable) -> int | None:
    """Return at which byte, from 0, a file stops being text; nothing if it is text throughout.

    Of the character sets that are read, the one that comes furthest counts.
    """
    furthest = 0
    for charset in CHARSETS:
        end = _no_text_from(path, charset)
        if end is None:
            return None
        furthest = max(furthest, end)
    return furthest


def _no_text_from(path: Readable, charset: str) -> int | None:
    decoder = codecs.getincrementaldecoder(charset.removesuffix("-sig"))()
    place = waiting = 0
    try:
        for piece in pieces(path):
            control = NO_TEXT_BYTE.search(piece)
            decoder.decode(piece[: control.start()] if control else piece)
            if control:
                return place + control.start()
            place += len(piece)
            waiting = len(decoder.getstate()[0])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return place - waiting + error.start
    return None
