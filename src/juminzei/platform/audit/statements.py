"""What is signed: the words of a checkpoint and of a key, and the lines that files carry."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from juminzei.platform.audit.models import Checkpoint, SigningKey

GROUP, GROUPS_A_LINE = 4, 8


def checkpoint_statement(checkpoint: Checkpoint) -> str:
    """Return what a checkpoint's key signs."""
    made_at = checkpoint.made_at.astimezone(UTC).isoformat(timespec="microseconds")
    return (
        "juminzei audit checkpoint v1\n"
        f"municipality {settings.CONFIGURATION.municipality}\n"
        f"number {checkpoint.number}\n"
        f"size {checkpoint.tree_size}\n"
        f"root {checkpoint.root}\n"
        f"head {checkpoint.chain_head}\n"
        f"time {made_at}\n"
        f"key {checkpoint.key_id}\n"
    )


def key_statement(key: SigningKey) -> str:
    """Return what the key before it signs to introduce ``key``."""
    return (
        "juminzei audit key v1\n"
        f"key {key.key_id}\n"
        f"public {key.public_key}\n"
        f"from {key.from_number}\n"
        f"after {key.previous_key_id or '-'}\n"
    )


def checkpoint_line(checkpoint: Checkpoint) -> str:
    """Return the checkpoint as one line of JSON."""
    return _line(checkpoint_statement(checkpoint), checkpoint.signature)


def key_line(key: SigningKey) -> str:
    """Return the key as one line of JSON."""
    return _line(key_statement(key), key.signature)


def printed(checkpoint: Checkpoint) -> str:
    """Return the checkpoint as it goes on paper: the root in groups that can be read aloud."""
    groups = [checkpoint.root[n : n + GROUP] for n in range(0, len(checkpoint.root), GROUP)]
    lines = [
        "    " + " ".join(groups[n : n + GROUPS_A_LINE])
        for n in range(0, len(groups), GROUPS_A_LINE)
    ]
    return "\n".join(
        [
            f"操作記録の検証点　第 {checkpoint.number} 号",
            f"団体コード　{settings.CONFIGURATION.municipality}",
            f"作成日時　　{checkpoint.made_at:%Y-%m-%d %H:%M:%S %Z}",
            f"記録件数　　{checkpoint.tree_size:,}",
            "木の根",
            *lines,
            f"署名鍵　　　{checkpoint.key_id}",
        ]
    )


def _line(statement: str, signature: str) -> str:
    return json.dumps({"statement": statement, "signature": signature})
