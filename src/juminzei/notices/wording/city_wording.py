"""Reads a city's own words and payment settings for its notices."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent


class WordingError(ValueError):
    """A city's wording file is missing or incomplete; the text names file, place, remedy."""


@dataclass(frozen=True, slots=True)
class City:
    """Who issues the notices, and what the city and its prefecture call their taxes."""

    name: str
    municipality: str
    issuer: str
    seal: str
    municipal_tax: str
    prefectural_tax: str


@dataclass(frozen=True, slots=True)
class Payment:
    """What the payment slips need of the collecting agency; codes are digits."""

    company_code: str
    tax_item_shop: str
    tax_item_qr: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A city's wording; ``issued`` holds the month and day (``MM-DD``) by kind of notice."""

    city: City
    payment: Payment
    issued: Mapping[str, str]
    words: Mapping[str, str]
    ordinary: Mapping[str, str]
    special: Mapping[str, str]


@functools.cache
def load(ordinance: str) -> Wording:
    """Return the wording of the city whose ordinance has this name, such as ``kazo``.

    Raises:
        WordingError: There is no such file, or a section or key of it is missing.
    """
    path = FOLDER / f"{ordinance}.toml"
    if not path.is_file():
        raise WordingError(
            f"通知書の文言がありません（{path.name}）。"
            "kazo.toml を写して自市の文言を作ってください。"
        )
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return Wording(
            city=City(**data["city"]),
            payment=Payment(**data["payment"]),
            issued=data["issued"],
            words=data["words"],
            ordinary=data["ordinary"],
            special=data["special"],
        )
    except (KeyError, TypeError) as error:
        raise WordingError(
            f"通知書の文言 {path.name} の項目が足りないか余っています（{error}）。"
            "kazo.toml と見比べて直してください。"
        ) from error
