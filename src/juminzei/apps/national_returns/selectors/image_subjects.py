"""Whom the images of returns are about, for who shows and records them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.national_returns.models import StagedReturn

if TYPE_CHECKING:
    from collections.abc import Collection


def addressees_of_images(image_sets: Collection[int]) -> dict[int, int | None]:
    """Return the addressee of each set of images, none while nobody is known."""
    rows = StagedReturn.objects.filter(image_set__in=image_sets)
    return dict(rows.values_list("image_set_id", "document__addressee_id"))
