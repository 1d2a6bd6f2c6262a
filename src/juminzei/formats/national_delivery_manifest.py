"""The manifest of a delivery: which files belong to it, and how each is told from another."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from juminzei.formats.errors import FormatError

NAME = "manifest.json"
LAYOUT = "OWN-KOKUZEI"
SOURCES = ("etax", "ksk")
KINDS = ("delivery", "forwarded")
FILE_NAME = re.compile(r"index\.csv|data/\d{1,8}\.xml|image/\d{1,8}_\d{1,3}\.(tif|png|jpg)")
_IDENTIFIER = re.compile(r"[A-Za-z0-9._-]{1,60}")
_MUNICIPALITY = re.compile(r"\d{6}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
MOST_FILES = 2_000_000
ASK = "取り込まず、送付元に再送を依頼してください。"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the delivery with its SHA-256 and its size in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender says of a delivery."""

    delivery_id: str
    source: str
    """etax or ksk."""
    delivered_on: date
    municipality: str
    """Six digits: whose delivery it is."""
    count: int
    """Number of returns."""
    files: tuple[ListedFile, ...]
    kind: str = "delivery"
    """delivery of the tax agency, or forwarded by another municipality."""
    sender: str = ""
    """Six digits of the municipality that forwards."""
    reason: str = ""
    """Why it is forwarded."""


def write_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as JSON."""
    content = {
        "layout": LAYOUT,
        "deliveryId": manifest.delivery_id,
        "source": manifest.source,
        "date": manifest.delivered_on.isoformat(),
        "cityCode": manifest.municipality,
        "count": manifest.count,
        "kind": manifest.kind,
        "sender": manifest.sender,
        "reason": manifest.reason,
        "files": [asdict(file) for file in manifest.files],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest says.

    Raises:
        FormatError: It is none, or what it says cannot be.
    """
    raw: Any = None
    with suppress(ValueError, RecursionError):
        raw = json.loads(data)
    if not isinstance(raw, dict) or raw.get("layout") != LAYOUT:
        raise FormatError(problem=f"{NAME}が{LAYOUT}の形式ではありません。", remedy=ASK)
    manifest: Manifest | None = None
    with suppress(KeyError, TypeError, ValueError):
        manifest = _manifest(raw)
    if manifest is None:
        raise FormatError(problem=f"{NAME}に足りない項目か、読めない値があります。", remedy=ASK)
    return manifest


def _manifest(raw: dict[str, Any]) -> Manifest:
    files = tuple(_listed(entry) for entry in raw["files"][:MOST_FILES])
    return Manifest(
        delivery_id=_matching(_IDENTIFIER, raw["deliveryId"]),
        source=_one_of(SOURCES, raw["source"]),
        delivered_on=date.fromisoformat(raw["date"]),
        municipality=_matching(_MUNICIPALITY, raw["cityCode"]),
        count=_count(raw["count"]),
        files=files,
        kind=_one_of(KINDS, raw.get("kind", KINDS[0])),
        sender=_matching(_MUNICIPALITY, raw["sender"]) if raw.get("sender") else "",
        reason=str(raw.get("reason", ""))[:200],
    )


def _listed(entry: dict[str, Any]) -> ListedFile:
    return ListedFile(
        name=_matching(FILE_NAME, entry["name"]),
        sha256=_matching(_DIGEST, entry["sha256"]),
        size=_count(entry["size"]),
    )


def _matching(pattern: re.Pattern[str], text: Any) -> str:  # noqa: ANN401 - out of JSON
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise ValueError(pattern.pattern)
    return text


def _one_of(known: tuple[str, ...], text: Any) -> str:  # noqa: ANN401 - out of JSON
    if text not in known:
        raise ValueError(known)
    return str(text)


def _count(number: Any) -> int:  # noqa: ANN401 - out of JSON
    if type(number) is not int or number < 0:
        raise ValueError("count")
    return number
