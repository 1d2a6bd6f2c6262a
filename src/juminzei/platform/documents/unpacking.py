"""Archives (ZIP) that another system wrote: looked at before a byte is unpacked, then bounded.

Only what a plain archive needs is read: no encryption, no ZIP64, no comment, nothing in front
of or behind the archive, members stored or deflated, each once, none over another, none a
link or a folder, names of letters and digits with one folder at most. How much comes out is
counted while it comes out, whatever the archive says of itself.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEMBERS = 10_000
MOST_DIRECTORY_BYTES = 4_000_000
"""Of the list of members; a longer one is not read."""
MOST_RATIO = 200
"""A member may become so many times as large; text of tables becomes twenty times as large."""
FREE_BYTES = 1_000_000
"""What comes of a member is not held against its ratio below this."""
PIECE = 1 << 20
OWN, OWN_FOLDER = 0o600, 0o700
NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]{0,59}/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,79}")
END = struct.Struct("<4s4H2LH")
"""The record at an archive's end: mark, disks, members on it and in all, bytes, place, comment."""
END_MARK, WIDE_MARK, WIDE_BYTES = b"PK\x05\x06", b"PK\x06\x07", 20
LOCAL_BYTES = 30
ENCRYPTED = 0x1
OURS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EMFILE}
"""What goes wrong on this machine and says nothing about the archive."""
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ASK = "展開せずに、送付元に作り直しを依頼してください。"


class UnpackingRefusedError(ValueError):
    """An archive is not unpacked; the text says what is wrong with it, and what to do."""


def has_member(path: Path, name: str) -> bool:
    """Return whether a file is an archive that can be looked at and has a member of that name.

    Raises:
        UnpackingRefusedError: Its list of members is longer than one that we would read.
    """
    end = _end(path)
    if end is None:
        return False
    members, directory_bytes = end
    if members > MOST_MEMBERS or directory_bytes > MOST_DIRECTORY_BYTES:
        raise _refused(f"中のファイルが多すぎます（{MOST_MEMBERS:,} 件まで）。")
    try:
        with zipfile.ZipFile(path) as archive:
            return name in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def unpack(path: Path, target: Path, *, most_bytes: int) -> None:
    """Unpack an archive into a folder that is not there yet.

    Args:
        path: The archive, looked at by :func:`has_member` before.
        target: The folder.
        most_bytes: How much may come out of it in all.

    Raises:
        UnpackingRefusedError: A member is not plain, is larger than it says, or all of them
            are larger than the city takes. What was unpacked until then stays: the caller
            erases the folder.
    """
    target.mkdir(mode=OWN_FOLDER)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_all(members, path.stat().st_size, most_bytes)
            for one in members:
                _write(archive, one, target / one.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        if isinstance(error, OSError) and error.errno in OURS:
            raise
        raise _refused("壊れているか、一覧と中身が合いません。") from error


def _end(path: Path) -> tuple[int, int] | None:
    """Return how many members an archive has and how long their list is; none of what is none."""
    size = path.stat().st_size
    if size < END.size:
        return None
    with path.open("rb") as content:
        content.seek(max(size - END.size - WIDE_BYTES, 0))
        tail = content.read()
    record = END.unpack(tail[-END.size :])
    mark, disk, first_disk, here, members, length, place, comment = record
    wide = tail[: -END.size].startswith(WIDE_MARK)
    whole = place + length + END.size == size
    if mark != END_MARK or wide or disk or first_disk or here != members or comment or not whole:
        return None
    return members, length


def _check_all(members: list[zipfile.ZipInfo], size: int, most_bytes: int) -> None:
    names = [one.filename.casefold() for one in members]
    if len(set(names)) != len(names):
        raise _refused("同じ名のファイルが二度あります。")
    for one in members:
        _check(one)
    if sum(one.file_size for one in members) > most_bytes:
        raise _refused(f"展開すると大きすぎます（上限 {most_bytes // 1_000_000:,} MB）。")
    until = 0
    for one in sorted(members, key=lambda member: member.header_offset):
        if one.header_offset < until:
            raise _refused("中のファイルが重なっています。")
        until = one.header_offset + LOCAL_BYTES + len(one.filename) + one.compress_size
    if until > size:
        raise _refused("中のファイルが、圧縮ファイルの外に出ています。")


def _check(one: zipfile.ZipInfo) -> None:
    """Refuse a member that is not a plain file of a plain name."""
    kind = stat.S_IFMT(one.external_attr >> 16)
    if one.is_dir() or kind not in {0, stat.S_IFREG}:
        raise _refused("ファイルでないもの（リンク、フォルダー）があります。")
    if not NAME.fullmatch(one.filename):
        raise _refused("扱えない名のファイルがあります（英数字の名だけを受け取ります）。")
    if one.flag_bits & ENCRYPTED:
        raise _refused("暗号化されたファイルがあります。")
    if one.compress_type not in PLAIN:
        raise _refused("扱えない方法で圧縮されています。")
    if one.file_size > max(FREE_BYTES, MOST_RATIO * one.compress_size):
        raise _refused("中のファイルが、圧縮された大きさに比べて大きすぎます。")


def _write(archive: zipfile.ZipFile, one: zipfile.ZipInfo, place: Path) -> None:
    place.parent.mkdir(mode=OWN_FOLDER, exist_ok=True)
    written = 0
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN)
    with os.fdopen(handle, "wb") as out, archive.open(one) as content:
        while piece := content.read(PIECE):
            written += len(piece)
            if written > one.file_size:
                raise _refused("中のファイルが、一覧より大きくなりました。")
            out.write(piece)
    if written != one.file_size:
        raise _refused("中のファイルが、一覧より小さくなりました。")


def _refused(problem: str) -> UnpackingRefusedError:
    return UnpackingRefusedError(f"圧縮ファイル：{problem}{ASK}")
