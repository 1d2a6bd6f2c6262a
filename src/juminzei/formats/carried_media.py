"""The list of what lies on a medium that is carried between networks (own layout).

The list (``manifest.json``) lies on the medium and names every file with its bytes and
SHA-256. Who changes a file can change the list too, so the first digits of the list's own
digest, the code, travel apart from the medium: on the slip, or by telephone.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "manifest.json"
LAYOUT = "juminzei-carried-media/1"
CODE_DIGITS = 16
MOST_FILES = 10_000
MOST_BYTES = 8 * 1024**2
"""Of the list itself; a longer one is not read."""
SHA256_DIGITS = 64
TEXT_NAMES = (".csv", ".txt")
"""Files whose lines are counted as records; of others nothing is counted."""


class CarriedMediaError(ValueError):
    """A medium or its list cannot be used; the text says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """One file on a medium; ``name`` is its path there, ``lines`` none where not counted."""

    name: str
    size_bytes: int
    sha256: str
    lines: int | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies on a medium, from whom it is and what for."""

    label: str
    partner: str
    purpose: str
    files: tuple[CarriedFile, ...]

    def content(self) -> bytes:
        """Return the list as it lies on the medium; the same list is the same bytes."""
        told = {
            "layout": LAYOUT,
            "label": self.label,
            "partner": self.partner,
            "purpose": self.purpose,
            "file_count": len(self.files),
            "size_bytes": sum(one.size_bytes for one in self.files),
            "files": [asdict(one) for one in self.files],
        }
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def digest_of_list(content: bytes) -> str:
    """Return the SHA-256 of a list, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def code_of(digest: str) -> str:
    """Return the code of a list as people read it: four times four digits."""
    digits = digest[:CODE_DIGITS].upper()
    return "-".join(digits[place : place + 4] for place in range(0, CODE_DIGITS, 4))


def code_fits(digest: str, told: str) -> bool:
    """Return whether somebody told the code of this list; blanks, width and case do not matter."""
    plain = unicodedata.normalize("NFKC", told).upper()
    digits = "".join(sign for sign in plain if sign.isalnum())
    return digits == digest[:CODE_DIGITS].upper()


def files_in(folder: Path) -> tuple[CarriedFile, ...]:
    """Return every file of a folder and of folders in it, by name, the list left out.

    Raises:
        CarriedMediaError: Nothing is there, too many are, or one is a link or no plain file.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise CarriedMediaError(
                f"{name}: リンクや特殊なファイルは載せられません。除いてください。"
            )
        if path.is_file() and name != NAME:
            found.append(_described(path, name))
        if len(found) > MOST_FILES:
            raise CarriedMediaError(f"ファイルが {MOST_FILES:,} 件を超えます。分けてください。")
    if not found:
        raise CarriedMediaError("ファイルがありません。フォルダーを確かめてください。")
    return tuple(found)


def _described(path: Path, name: str) -> CarriedFile:
    with path.open("rb") as content:
        return described(name, iter(lambda: content.read(1024**2), b""))


def described(name: str, pieces: Iterable[bytes]) -> CarriedFile:
    """Return what a list says of a file.

    Args:
        name: Its path in the folder.
        pieces: Its content, a piece at a time; none is empty but a whole file's that is.
    """
    digest, size, lines, last = hashlib.sha256(), 0, 0, b""
    for piece in pieces:
        digest.update(piece)
        size, lines, last = size + len(piece), lines + piece.count(b"\n"), piece
    counted = lines + (bool(last) and not last.endswith(b"\n"))
    text = name.lower().endswith(TEXT_NAMES)
    return CarriedFile(name, size, digest.hexdigest(), counted if text else None)


def read_list(content: bytes) -> Manifest:
    """Return the list of a medium.

    Raises:
        CarriedMediaError: It is not one, names a place outside, names a file twice, or does
            not add up.
    """
    if len(content) > MOST_BYTES:
        raise CarriedMediaError(f"{NAME}: 大きすぎます。作成した側に確かめてください。")
    try:
        told = json.loads(content)
        files = tuple(listed_file(one) for one in told["files"])
        label, partner, purpose = (_text(told[key]) for key in ("label", "partner", "purpose"))
        listed = Manifest(label, partner, purpose, files)
        right = told["layout"] == LAYOUT
        sums = (told["file_count"], told["size_bytes"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CarriedMediaError(
            f"{NAME}: 一覧として読めません。作成した側に作り直しを依頼してください。"
        ) from error
    names = [one.name for one in files]
    if not right or len(set(names)) != len(names) or not names:
        raise CarriedMediaError(f"{NAME}: この様式の一覧ではないか、同じ名が二度あります。")
    if sums != (len(files), sum(one.size_bytes for one in files)):
        raise CarriedMediaError(f"{NAME}: 件数か大きさの合計が、明細と合いません。")
    return listed


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def listed_file(told: dict[str, Any]) -> CarriedFile:
    """Return a file as a list names it.

    Raises:
        ValueError: A value cannot be, or the name leads outside.
        KeyError: Something is not said.
        TypeError: Something is no text.
    """
    name, size, digest, lines = (told[key] for key in ("name", "size_bytes", "sha256", "lines"))
    whole = type(size) is int and size >= 0 and (lines is None or type(lines) is int)
    hexadecimal = len(_text(digest)) == SHA256_DIGITS and int(digest, 16) >= 0
    if not (whole and hexadecimal and _inside(_text(name))):
        raise ValueError
    return CarriedFile(name, size, digest, lines)


def _inside(name: str) -> bool:
    """Return whether a name leads to a place inside the folder."""
    path = PurePosixPath(name)
    plain = "\\" not in name and "\0" not in name and name == path.as_posix()
    return plain and not path.is_absolute() and ".." not in path.parts and name not in {".", NAME}


def differences(listed: Iterable[CarriedFile], found: Sequence[CarriedFile]) -> list[str]:
    """Return what of a medium is not as its list says, a sentence each; none if all is.

    Args:
        listed: What the list names.
        found: What lies there, by :func:`files_in`.
    """
    wanted = {one.name: one for one in listed}
    there = {one.name: one for one in found}
    told = [f"{name}: 一覧にありますが、媒体にありません。" for name in wanted if name not in there]
    told += [
        f"{name}: 媒体にありますが、一覧にありません。" for name in there if name not in wanted
    ]
    for name, one in wanted.items():
        other = there.get(name)
        if other is not None and one.size_bytes != other.size_bytes:
            told.append(
                f"{name}: 大きさが違います"
                f"（一覧 {one.size_bytes:,}、媒体 {other.size_bytes:,} バイト）。"
            )
        elif other is not None and one.sha256.lower() != other.sha256:
            told.append(f"{name}: 内容が一覧と違います（SHA-256 の不一致）。")
        elif other is not None and one.lines not in {None, other.lines}:
            told.append(f"{name}: 行数が違います（一覧 {one.lines}、媒体 {other.lines}）。")
    return sorted(told)
