"""Erasing what we hold of a return: that it was there, and what was done with it, stays."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from juminzei.apps.images.api import ImageGoneError, erase_images

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.apps.national_returns.models import StagedReturn
    from juminzei.platform.staff.models import StaffMember


def erase_copy(
    staged: StagedReturn, state: str, *, ground: str, actor: StaffMember, at: datetime
) -> None:
    """Erase name, address, forms, entries and images of a return, inside a transaction.

    Args:
        staged: The return, locked.
        state: What it is from now on.
        ground: Why, for the record of the images; never what they showed.
        actor: Who erases; the caller has checked what they may do.
        at: When.
    """
    if staged.image_set_id is not None:
        with suppress(ImageGoneError):  # erased with its document
            erase_images(staged.image_set_id, ground=ground, actor=actor, at=at)
    staged.content, staged.problems, staged.remarks = {}, [], []
    staged.name = staged.kana = staged.kana_key = staged.address = staged.address_january = ""
    staged.birth_on = None
    staged.has_number = False
    staged.state = state
    staged.save()
    staged.passes.all().delete()
