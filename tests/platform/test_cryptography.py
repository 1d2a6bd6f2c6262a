"""Every module that seals, signs, hashes with a key or draws at random stands in the docs."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "juminzei"
PAGE = (ROOT / "docs" / "cryptography.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_/]+\.py)`", PAGE))
USES = re.compile(
    r"^(?:from|import) (?:hmac|secrets|cryptography|fido2|argon2)\b|os\.urandom|make_password\(",
    re.MULTILINE,
)
WEAK = re.compile(
    r"(?i)\bmd[245]\b|\bmodes\.(?:ECB|CBC|CTR)|\b3?des\b|\brc4\b|arc4|PKCS1v15|\bsha1\b"
    r"|hashlib\.(?!sha256\b|file_digest\b)\w+|^(?:from|import) random\b",
    re.MULTILINE,
)
TOTP_ONLY = {"platform/staff/totp.py"}
MADE_UP = "synthetic/"
"""People who are made up are drawn by dice that fall alike for the same seed."""
MODULES = {
    str(path.relative_to(SOURCE)): path.read_text(encoding="utf-8")
    for path in SOURCE.rglob("*.py")
    if "migrations" not in path.parts
}


def test_modules_that_use_cryptography_are_named_and_no_others() -> None:
    using = {name for name, text in MODULES.items() if USES.search(text)}
    assert using - NAMED == set()
    assert MODULES.keys() >= NAMED


def test_nothing_broken_is_used() -> None:
    using = {
        name for name, text in MODULES.items() if not name.startswith(MADE_UP) and WEAK.search(text)
    }
    assert using == TOTP_ONLY


def test_the_search_finds_what_is_broken() -> None:
    for text in ("hashlib.md5(b'')", "modes.CBC(iv)", "import random", "padding.PKCS1v15()"):
        assert WEAK.search(text)
