"""Somebody sought, and an addressee who might be the one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from juminzei.apps.addressees.models import Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is known of whoever is to be registered."""

    kind: str
    name: str
    kana: str = ""
    birth_on: date | None = None
    address: str = ""
    corporate_number: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An addressee who might be the one, how alike they are, and why in words."""

    addressee: Addressee
    score: int
    """Thousandths."""
    likeness: str
    strong: bool
    """Whether somebody must say why this is not the one."""
