"""Scanned papers of a return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from juminzei.apps.images.api import ImageSet, store_images
from juminzei.apps.return_desk.models import Attachment
from juminzei.apps.return_desk.services.saved_state import locked, recorded
from juminzei.apps.return_desk.services.take_return import OPEN, TAKE
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

ABOUT = "desk_return"


@transaction.atomic
def attach(
    *, return_id: int, what: str, content: bytes, actor: StaffMember, at: datetime
) -> Attachment:
    """Attach a scanned paper; its pages are sealed.

    Raises:
        DeskRefusedError: The return is finished or cancelled.
        juminzei.apps.images.api.ImageRefusedError: It is no picture that is taken.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, TAKE, on=at.date())
    one = locked(return_id, OPEN)
    key = store_images([content], about=ABOUT, actor=actor, at=at)
    kept = Attachment.objects.create(
        desk_return=one,
        image_set=key,
        pages=ImageSet.objects.get(pk=key).pages,
        what=what.strip(),
        attached_by=actor,
        attached_at=at,
    )
    recorded("return_desk.paper.attached", one, actor, at, images=key)
    return kept


def people_of(image_sets: Collection[int]) -> dict[int, int | None]:
    """Return whom each set of images is about."""
    kept = Attachment.objects.filter(image_set__in=image_sets)
    return dict(kept.values_list("image_set", "desk_return__addressee"))
