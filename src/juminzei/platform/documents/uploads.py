"""Files that somebody sends through a page: told by their content, never by what they claim."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Scan = Callable[[bytes], bool]
    """Whether a content is clean."""

MAGIC = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "ole",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"SQLite format 3\x00": "sqlite",
}
"""How contents begin → what they are."""

TEXT, OTHER = "text", "other"
CHARSETS = ("utf-8-sig", "cp932")
"""Tried in this order; what is neither is no text of ours."""
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_NAME = 120
NAMELESS = "file"


class UploadRefusedError(ValueError):
    """The file is not taken; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that may be looked at: its safe name, what it is, and its content."""

    name: str
    kind: str
    content: bytes
    charset: str = ""
    """Of a text; empty for what is none."""

    @property
    def text(self) -> str:
        """The text of a file that is one."""
        return self.content.decode(self.charset)


def accepted(
    name: str,
    content: bytes,
    *,
    kinds: Collection[str],
    most_bytes: int,
    charsets: Collection[str] = CHARSETS,
    endings: tuple[str, ...] = (),
    scan: Scan | None = None,
) -> Upload:
    """Return a file that was sent, if it is of a kind that is wanted.

    Args:
        name: What the sender calls it; nothing is believed of it, but it must not mislead.
        content: What it holds.
        kinds: Which kinds are wanted: names of :data:`MAGIC` or ``"text"``.
        most_bytes: How large it may be.
        charsets: In which characters a text may be.
        endings: How its name may end, such as ``.csv``; in any way if none is given.
        scan: Whether a content is clean; asked last, of what is otherwise taken.

    Raises:
        UploadRefusedError: It is empty, too large, of another kind or name, or not clean.
    """
    safe = safe_name(name)
    if not content:
        raise UploadRefusedError(f"{safe}: 中身がありません。ファイルを選んでください。")
    if len(content) > most_bytes:
        limit = f"{most_bytes // 1_000:,} KB"
        raise UploadRefusedError(f"{safe}: 大きすぎます。{limit} までのファイルを選んでください。")
    if endings and not safe.casefold().endswith(endings):
        wanted = "・".join(endings)
        raise UploadRefusedError(f"{safe}: 名前の終わりが {wanted} のファイルを選んでください。")
    kind, charset = kind_of(content, charsets)
    if kind not in kinds:
        raise UploadRefusedError(
            f"{safe}: 中身が、この画面で受け付ける種類のファイルではありません。"
            + ("UTF-8 で保存してください。" if TEXT in kinds else "ファイルを確かめてください。")
        )
    if scan is not None and not scan(content):
        raise UploadRefusedError(
            f"{safe}: 検査で危険なものが見つかりました。開かずに、管理者に知らせてください。"
        )
    return Upload(safe, kind, content, charset)


def kind_of(content: bytes, charsets: Collection[str] = CHARSETS) -> tuple[str, str]:
    """Return what a content is, and for a text its charset."""
    for start, kind in MAGIC.items():
        if content.startswith(start):
            return kind, ""
    for charset in charsets:
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        if not NO_TEXT.search(text):
            return TEXT, charset
    return OTHER, ""


def safe_name(name: str) -> str:
    """Return a name that leads nowhere, hides nothing and stays a name on every system."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        sign for sign in last if not unicodedata.category(sign).startswith("C") or sign == "\u3000"
    )
    plain = UNSAFE.sub("_", shown).strip("._ ") or NAMELESS
    if RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= LONGEST_NAME or not dot:
        return plain[:LONGEST_NAME]
    ending = ending[:10]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
