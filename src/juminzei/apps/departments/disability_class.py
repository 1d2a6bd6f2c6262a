"""From handbook and grade to the class of disability, by rules that are data."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("disability_classes.toml")
ORDINARY, SPECIAL = 1, 2


@dataclass(frozen=True, slots=True)
class DisabilityClass:
    """What a grade counts as, and by which article."""

    number: int
    """1 障害者, 2 特別障害者."""
    authority: str


def disability_class(kind: str, grade: str) -> DisabilityClass | None:
    """Return what a handbook or certificate of a grade counts as; nothing if no rule says so.

    Args:
        kind: Its name, such as 身体障害者手帳.
        grade: Its grade as written: ``1級``, ``１級`` and ``1`` are the same.
    """
    return _classes().get((kind, _folded(grade)))


@cache
def _classes() -> dict[tuple[str, str], DisabilityClass]:
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))["classes"]
    return {
        (entry["kind"], _folded(grade)): DisabilityClass(entry["class"], entry["authority"])
        for entry in listed
        for grade in entry["grades"]
    }


def _folded(grade: str) -> str:
    return unicodedata.normalize("NFKC", grade).replace(" ", "").upper().removesuffix("級")
