"""普通徴収切替理由: the letter A to F that an employer writes into the note (摘要)."""

from __future__ import annotations

import re
import unicodedata

_REASON = re.compile(r"普(?:通徴収)?(?:切替)?(?:理由)?[\s:・\-(「【]*([A-F])(?![A-Z0-9])")


def ordinary_reason(note: str) -> str:
    """Return ``A`` … ``F`` where ``note`` names one (普A, 普Ａ, 普a, 普通徴収Ａ …), else ``""``."""
    if "普" not in note:
        return ""
    found = _REASON.search(unicodedata.normalize("NFKC", note).upper())
    return found[1] if found else ""
