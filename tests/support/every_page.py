"""Every address of the program, with things behind it, so that attacks can be tried on all."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import URLPattern, URLResolver, get_resolver, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = Path(__file__).parents[2] / "src" / "juminzei"
ASKED = re.compile(r'\.GET(?:\.get|\.getlist)?[\(\[]"([a-z_]+)"')
WORDS = {"token": "x", "step": "review", "name": "total", "reason": "no_document"}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Yield every address pattern of the program."""
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def addresses(**numbers: int | str) -> dict[str, str]:
    """Return each page's address by its name; ``numbers`` stand in those of single things."""
    known: Mapping[str, int | str] = {**WORDS, **numbers}
    return {
        str(one.name): reverse(
            str(one.name),
            kwargs={name: known.get(name, 1) for name in one.pattern.converters},
        )
        for one in patterns()
    }


def asked_in_addresses() -> list[str]:
    """Return every key that any page reads from the query of its address."""
    return sorted(
        {key for path in SOURCE.rglob("*.py") for key in ASKED.findall(path.read_text("utf-8"))}
    )
