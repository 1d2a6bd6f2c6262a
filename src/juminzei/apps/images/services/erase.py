"""Erasing the pages of a set: the record of them stays, the pages do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from juminzei.apps.images.folder import path_of
from juminzei.apps.images.models import ImageErasure, ImageSet
from juminzei.apps.images.refusal import ImageGoneError
from juminzei.platform.audit import services as audit

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember


@transaction.atomic
def erase_images(image_set: int, *, ground: str, actor: StaffMember, at: datetime) -> None:
    """Erase the pages of a set for good, once the transaction has ended well.

    Args:
        image_set: Which set.
        ground: Why, such as the retention rule; never what it showed.
        actor: Who erases; the caller has checked what they may do.
        at: When.

    Raises:
        ImageGoneError: There is no such set, or it was erased already.
    """
    gone = ImageGoneError(f"画像 {image_set} はありません（消去済みの場合もあります）。")
    if not ImageSet.objects.filter(pk=image_set, erasure=None).exists():
        raise gone
    try:
        with transaction.atomic():
            ImageErasure.objects.create(
                image_set_id=image_set, ground=ground, erased_at=at, erased_by=actor
            )
    except IntegrityError:
        raise gone from None
    audit.record(
        action="images.erased",
        actor=actor,
        at=at,
        subject_kind="image_set",
        subject_id=str(image_set),
        details={"ground": ground},
    )
    transaction.on_commit(lambda: path_of(image_set).unlink(missing_ok=True))
