"""The checks as data: what each looks for, why, how grave it is and what to do."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("checks")
KINDS = {
    "dependants": "扶養",
    "income": "所得",
    "returns": "申告",
    "premiums": "保険料",
    "register": "登録",
    "reports": "報告書",
}
SEVERITIES = {"error": "誤り", "warning": "疑い", "notice": "確認"}
TABLES = ("persons", "documents", "relatives", "claimed", "employers")
"""The frames that checks look at, see ``selectors/material.py``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One named check."""

    id: str
    name: str
    kind: str
    """A key of :data:`KINDS`."""
    severity: str
    """A key of :data:`SEVERITIES`."""
    table: str
    """One of :data:`TABLES`."""
    where: str
    """A condition on the table's columns in SQL; ``:name`` is a figure of the year's law or of
    :attr:`figures`."""
    reason: str
    """Words with columns and figures in braces: ``{income:,}円``. Never names."""
    fix: str
    basis: str
    letter: str = ""
    """The letter that is usual: a value of ``LetterKind``; empty for none."""
    figures: Mapping[str, int] | None = None
    """Figures that are no law: the city's own thresholds, in yen, years or persons."""
    from_tax_year: int = 0
    """The first year it is made in."""
    through_tax_year: int = 9999


@cache
def checks() -> dict[str, Check]:
    """Return every check by its id, in the order of the files.

    Raises:
        ValueError: An id stands twice, or a check names a kind, severity or table that is none.
    """
    found: dict[str, Check] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        kind = path.stem.partition("_")[2]
        for key, given in tomllib.loads(path.read_text(encoding="utf-8")).items():
            check = Check(id=key, kind=kind, **given)
            known = kind in KINDS and check.severity in SEVERITIES and check.table in TABLES
            if key in found or not known:
                raise ValueError(f"{path.name}: {key} は二度あるか、種類・重さ・表が正しくない")
            found[key] = check
    return found


@cache
def rules_digest() -> str:
    """Return the digest of all rules, by which a run tells what it asked."""
    content = b"".join(path.read_bytes() for path in sorted(FOLDER.glob("*.toml")))
    return hashlib.sha256(content).hexdigest()
