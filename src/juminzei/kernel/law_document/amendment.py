"""What changed between two years, subject by subject: the law's 新旧対照表."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from juminzei.kernel.law_document.bodies import Subject, subjects
from juminzei.kernel.law_document.figures import Figure, figures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.kernel.law_document.bodies import LawFile

Pair = tuple[str, str]
"""Old and new text of a line; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectChange:
    """A section that was amended, made or abolished."""

    subject: Subject
    """As it is now; as it was, where it is abolished."""
    kind: str
    """``改正``, ``新設`` or ``廃止``."""
    lines: tuple[Pair, ...]


def amendment(old: LawFile, new: LawFile) -> list[SubjectChange]:
    """Return the sections of one body that differ between two years, in the order of the law."""
    return changes_of(subjects(old.kind, old.body), subjects(new.kind, new.body))


def changes_of(old: list[Subject], new: list[Subject]) -> list[SubjectChange]:
    """Return which of the sections differ between two years, in the order of the law."""
    before = {one.path: one for one in old}
    after = {one.path: one for one in new}
    paths = [*after, *(path for path in before if path not in after)]
    changes = [_change(before.get(path), after.get(path)) for path in paths]
    return [change for change in changes if change is not None]


def _change(old: Subject | None, new: Subject | None) -> SubjectChange | None:
    lines = tuple(_differing(_lines(old), _lines(new)))
    subject = new or old
    if not lines or subject is None:
        return None
    kind = "新設" if old is None else "廃止" if new is None else "改正"
    return SubjectChange(subject=subject, kind=kind, lines=lines)


def _lines(subject: Subject | None) -> list[Figure]:
    """Return the figures, then the article and the assumptions as lines of their own."""
    if subject is None:
        return []
    words = [Figure("cite", "条文", subject.cites)]
    words += [Figure("assumption", "前提", one) for one in subject.assumptions]
    return figures_of(subject) + words


def _differing(old: list[Figure], new: list[Figure]) -> Iterator[Pair]:
    """Return the lines that differ, key by key; rows of a table beside what took their place."""
    for key in dict.fromkeys(line.key for line in [*new, *old]):
        left = [str(line) for line in old if line.key == key]
        right = [str(line) for line in new if line.key == key]
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
            if tag != "equal":
                yield from zip_longest(left[from_old:to_old], right[from_new:to_new], fillvalue="")
