"""The forms of a page as a browser would send them, with whatever somebody types."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPED = {"text", "search", "password", "number", "date", "email", "tel", "url"}
STRICT = {"number", "date"}


@dataclass
class PageForm:
    """One form: where it leads, what it sends by itself, and what is typed into it."""

    address: str
    method: str
    given: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    """Name of a field → what it is made for: ``text``, ``date`` or ``number``."""
    files: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[object, ...]:
        """What tells it from the forms of other pages."""
        return self.address, self.method, *sorted(self.typed), *sorted(self.given)

    def filled(self, text: str, *, strictly: bool = False) -> dict[str, str]:
        """Return what is sent when ``text`` stands in every field.

        Args:
            text: What is typed.
            strictly: Whether days and figures are filled with days and figures.
        """
        right: Mapping[str, str] = {"date": "2026-06-01", "number": "1"} if strictly else {}
        typed = {name: right.get(made_for, text) for name, made_for in self.typed.items()}
        return {**self.given, **typed}


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[PageForm] = []
        self._form: PageForm | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the form that one is in."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            leads = urljoin(self.address, told.get("action", "") or self.address)
            self._form = PageForm(leads, told.get("method", "get").lower())
            self.found.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, told)

    def handle_endtag(self, tag: str) -> None:
        """Leave a form or a list."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""

    def _field(self, form: PageForm, tag: str, told: dict[str, str]) -> None:
        name, kind = told.get("name", ""), told.get("type", "text").lower()
        if tag == "option" and self._select and ("selected" in told or told.get("value")):
            if "selected" in told or not form.given[self._select]:
                form.given[self._select] = told.get("value", "")
        elif tag == "select":
            self._select = name
            form.given[name] = ""
        elif tag == "textarea" or (tag == "input" and kind in TYPED):
            figures = told.get("inputmode") in {"numeric", "decimal"}
            form.typed[name] = kind if kind in STRICT else "number" if figures else "text"
        elif tag == "input" and kind == "file":
            form.files.append(name)
        elif name and (tag == "button" or kind in {"hidden", "checkbox", "radio"}):
            form.given.setdefault(name, told.get("value", "on"))


def page_forms(page: str, address: str) -> list[PageForm]:
    """Return the forms of ``page``, which lies at ``address``."""
    forms = _Forms(address)
    forms.feed(page)
    forms.close()
    return forms.found
