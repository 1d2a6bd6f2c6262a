"""Opening one stored page; the picture itself is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from juminzei.apps.images.folder import path_of
from juminzei.apps.images.models import ImageSet
from juminzei.apps.images.picture import as_png
from juminzei.apps.images.refusal import ImageBrokenError, ImageGoneError, ImageRefusedError
from juminzei.apps.images.sealed_file import BROKEN, opened_page
from juminzei.apps.images.services.keyset import opening_key

if TYPE_CHECKING:
    from pathlib import Path


def page_png(image_set: int, page: int, *, width: int | None = None) -> bytes:
    """Return a page as PNG. The caller permits and records the view.

    Args:
        image_set: Which set.
        page: Which page, from 1.
        width: How many pixels wide at most.

    Raises:
        ImageGoneError: There is no such page, or it was erased.
        ImageBrokenError: What is stored does not open.
        juminzei.platform.keys.key_source.KeysetError: The key is away.
    """
    try:
        return as_png(page_content(image_set, page), width=width)
    except ImageRefusedError:
        raise ImageBrokenError(BROKEN) from None


def page_content(image_set: int, page: int) -> bytes:
    """Return a page as it was stored, for another system's copy; see :func:`page_png`."""
    row = ImageSet.objects.filter(pk=image_set, erasure=None).first()
    if row is None or not 1 <= page <= row.pages:
        raise ImageGoneError("この画像のページはありません。")
    path: Path = path_of(image_set)
    tenant = str(settings.CONFIGURATION.municipality)
    return opened_page(path, opening_key(row.key_id), tenant, image_set, page)
