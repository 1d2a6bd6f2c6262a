"""Whom a set of images is about: whoever keeps the documents says so.

Images know no people. An application whose documents have images registers, when it is
ready, the question it answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.images.models import ImageSet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    Subject = Callable[[Collection[int]], Mapping[int, int | None]]
    """Sets → the addressee of each, none while nobody is tied to it."""

_SUBJECTS: dict[str, Subject] = {}


def register_subject(about: str, subject: Subject) -> None:
    """Have ``subject`` asked whom the sets of a kind are about.

    Args:
        about: What the sets are of, as :func:`store_images` was told.
        subject: Returns the addressee of each set that it knows.
    """
    _SUBJECTS[about] = subject


def subjects(image_sets: Collection[int]) -> dict[int, int | None]:
    """Return whom each set is about; none if nobody knows yet."""
    found: dict[int, int | None] = {}
    kinds: dict[str, list[int]] = {}
    for key, about in ImageSet.objects.filter(pk__in=image_sets).values_list("pk", "about"):
        kinds.setdefault(about, []).append(key)
    for about, keys in kinds.items():
        told = _SUBJECTS[about](keys) if about in _SUBJECTS else {}
        found |= {key: told.get(key) for key in keys}
    return found
