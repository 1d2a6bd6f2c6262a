"""What in a page could act: markup that none of our templates writes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from support.xss_vectors import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Attributes = "Sequence[tuple[str, str | None]]"

NEVER = {"applet", "base", "embed", "frame", "iframe", "math", "object", "portal", "template"}
"""Elements that no page of ours has."""
LEADING = {"action", "data", "formaction", "href", "ping", "poster", "src", "xlink:href"}
"""Attributes that lead somewhere, beside those that htmx asks."""
ASKING = {"hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete", "data-lock", "data-kept"}
CALCULATED = f"1337{MARK}"
"""What a template engine would make of ``7*191``."""


class _Markup(HTMLParser):
    """Collects what could act."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        names = dict(attrs)
        if MARK in tag or tag in NEVER:
            self.found.append(f"<{tag}>")
        if tag == "meta" and "http-equiv" in names:
            self.found.append("<meta http-equiv>")
        if tag == "script" and not (names.get("src") or "").startswith("/static/"):
            self.found.append("<script>")
        self.found += [f"<{tag} {told}>" for told in _acting(attrs)]
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        """Look at the end of an element."""
        if MARK in tag:
            self.found.append(f"</{tag}>")
        self._inside = ""

    def handle_data(self, data: str) -> None:
        """Look at text: it may say anything, except where it is no text."""
        if self._inside in {"script", "style"} and data.strip():
            self.found.append(f"<{self._inside}> with words")
        if CALCULATED in data:
            self.found.append("a calculated template")

    def handle_comment(self, data: str) -> None:
        """Look at a comment."""
        if MARK in data:
            self.found.append("<!-- -->")

    def handle_pi(self, data: str) -> None:
        """Look at an instruction."""
        self.found.append(f"<?{data[:9]}>")

    def unknown_decl(self, data: str) -> None:
        """Look at what is no HTML."""
        self.found.append(f"<![{data[:9]}>")


def _acting(attributes: Sequence[tuple[str, str | None]]) -> Iterator[str]:
    for name, value in attributes:
        if MARK in name or name.startswith("on") or name in {"srcdoc", "style"}:
            yield name
        if name.startswith("hx-on"):
            yield name
        if name in LEADING | ASKING and value and not _stays_here(value):
            yield f"{name}={value[:30]}"


def _stays_here(value: str) -> bool:
    return value[0] in "/?#" and not value.startswith("//") and "\\" not in value


def acting_markup(page: str) -> list[str]:
    """Return what in ``page`` could act."""
    markup = _Markup()
    markup.feed(page)
    markup.close()
    return markup.found
