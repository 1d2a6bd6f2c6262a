"""Boxes of the forms of a national return, as data: one file a form and version.

What is known of a form is public: numbers of boxes, their names, kinds and order. A box of a
later page that the file does not have is skipped and named, never guessed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

PREFIX = "national_return_"
_NAME = re.compile(rf"{PREFIX}(KO[AB]\d+)_(\d+)\.toml")
FOREVER = 9999
GROUP = "group"


@dataclass(frozen=True, slots=True)
class Box:
    """One box, or a group of boxes."""

    tag: str
    level: int
    """1 for a page, deeper for what stands in it."""
    type: str
    """group, kingaku, kingaku_text, kubun, code, text, date, yy, yymm, mmdd, zip, tel, office,
    number."""
    label: str
    idref: str = ""
    """The name in the heading (IT部) that holds its value; empty if the box holds it."""
    repeat: int = 1
    """How often it may stand there; 0 for any number."""
    column: str = ""
    """Column of the inhabitant tax that it feeds; several boxes of one column are added."""
    stated: str = ""
    """Name under which the amount itself is kept."""
    instead: bool = False
    """If given, it takes the place of the other boxes of its column."""


@dataclass(frozen=True)
class FormMap:
    """All boxes of one version of one form, in the order of the form."""

    form: str
    version: str
    title: str
    valid_from: int
    """First income year it is used for."""
    boxes: tuple[Box, ...]
    valid_through: int = FOREVER
    assumed: bool = False
    """Whether groups and pages are an assumption: then a box counts wherever it stands."""
    parents: dict[str, str] = field(default_factory=dict, compare=False)

    @cached_property
    def by_tag(self) -> dict[str, Box]:
        """Return the boxes by tag."""
        return {box.tag: box for box in self.boxes}

    @cached_property
    def below(self) -> dict[str, list[Box]]:
        """Return the boxes right below each page and group, in the order of the form."""
        found: dict[str, list[Box]] = {}
        for box in self.boxes:
            found.setdefault(self.parents[box.tag], []).append(box)
        return found

    @cached_property
    def order(self) -> dict[str, int]:
        """Return the place of each tag in the form."""
        return {box.tag: place for place, box in enumerate(self.boxes)}

    @cached_property
    def pages(self) -> tuple[Box, ...]:
        """Return the pages."""
        return tuple(box for box in self.boxes if box.level == 1)

    @cached_property
    def fed(self) -> tuple[Box, ...]:
        """Return the boxes that feed a column, or whose figure is kept by name."""
        return tuple(box for box in self.boxes if box.column or box.stated)

    def path(self, tag: str) -> str:
        """Return where a box stands, in words: page › group › box."""
        names: list[str] = []
        while tag in self.by_tag:
            names.append(self.by_tag[tag].label)
            tag = self.parents.get(tag, "")
        return " › ".join(reversed(names))

    def page_of(self, tag: str) -> str:
        """Return the tag of the page on which a box stands."""
        while self.parents.get(tag, self.form) != self.form:
            tag = self.parents[tag]
        return tag

    def repeated_in(self, tag: str) -> str:
        """Return the repeated group in which a box stands, or nothing; pages do not count."""
        while tag and self.by_tag[tag].level > 1:
            tag = self.parents[tag]
            box = self.by_tag.get(tag)
            if box is not None and box.level > 1 and box.repeat != 1:
                return tag
        return ""


@dataclass(frozen=True, slots=True)
class HeadingValue:
    """One value of the heading (IT部), to which the boxes of the forms refer."""

    name: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands before the forms."""

    procedure: str
    procedure_version: str
    procedure_title: str
    heading_version: str
    values: tuple[HeadingValue, ...]


@cache
def known_forms() -> dict[str, tuple[FormMap, ...]]:
    """Return the forms that are known, each with its versions from the oldest to the newest."""
    found: dict[str, list[FormMap]] = {}
    for path in (files("juminzei.formats") / "layouts").iterdir():
        if _NAME.fullmatch(path.name):
            one = _form_map(tomllib.loads(path.read_text(encoding="utf-8")))
            found.setdefault(one.form, []).append(one)
    return {
        form: tuple(sorted(maps, key=lambda one: _order_of(one.version)))
        for form, maps in sorted(found.items())
    }


def form_map(form: str, version: str) -> tuple[FormMap, bool]:
    """Return the boxes of a form, and whether exactly this version is known.

    Of a version that is not known, the newest that is no newer serves, else the oldest.

    Raises:
        KeyError: The form is not known in any version.
    """
    maps = known_forms()[form]
    exact = next((one for one in maps if one.version == version), None)
    if exact is not None:
        return exact, True
    earlier = [one for one in maps if _order_of(one.version) <= _order_of(version)]
    return (earlier[-1] if earlier else maps[0]), False


@cache
def newest_maps() -> dict[str, FormMap]:
    """Return the newest known version of the form of each tag of a page, group or box."""
    return {tag: maps[-1] for maps in known_forms().values() for tag in maps[-1].by_tag}


@cache
def heading() -> Heading:
    """Return what is known of the heading."""
    path = files("juminzei.formats") / "layouts" / f"{PREFIX}heading.toml"
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    values = tuple(HeadingValue(**entry) for entry in raw.pop("values"))
    return Heading(**raw, values=values)


def _order_of(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdecimal() else 0 for part in version.split("."))


def _form_map(raw: dict[str, Any]) -> FormMap:
    boxes = tuple(Box(**entry) for entry in raw.pop("boxes"))
    return FormMap(**raw, boxes=boxes, parents=_parents(raw["form"], boxes))


def _parents(form: str, boxes: tuple[Box, ...]) -> dict[str, str]:
    above = [form]
    parents: dict[str, str] = {}
    for box in boxes:
        del above[box.level :]
        parents[box.tag] = above[-1]
        above.append(box.tag)
    return parents
