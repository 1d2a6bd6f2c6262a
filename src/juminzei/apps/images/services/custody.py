"""Keeping the images: the state of their keys, a new key, sweeping; each act on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Sum

from juminzei.apps.images.models import ImageErasure, ImageKey, ImageSet
from juminzei.apps.images.services.keyset import STORE, new_primary, opening_key
from juminzei.apps.images.services.sweep import sweep
from juminzei.platform.audit import services as audit
from juminzei.platform.keys import key_file
from juminzei.platform.keys.installed import installed_source, key_path, uses_file
from juminzei.platform.keys.key_source import KeysetError
from juminzei.platform.staff.services import require

if TYPE_CHECKING:
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

MANAGE = "images.manage"


def state() -> dict[str, object]:
    """Return how the store stands as JSON, without any key or image."""
    problem = ""
    used = dict(ImageSet.objects.values_list("key").annotate(count=Count("pk")).order_by("key"))
    keys = list(ImageKey.objects.order_by("-primary", "pk"))
    try:
        for key in keys:
            opening_key(key.pk)
    except KeysetError as error:
        problem = str(error)
    totals = ImageSet.objects.aggregate(pages=Sum("pages"), size=Sum("size_bytes"))
    return {
        "state": "closed" if problem else "open" if keys else "empty",
        "problem": problem,
        "sets": ImageSet.objects.count(),
        "erased": ImageErasure.objects.count(),
        "pages": totals["pages"] or 0,
        "bytes": totals["size"] or 0,
        "keys": [
            {
                "key": key.pk,
                "state": "primary" if key.primary else "retired",
                "sets": used.get(key.pk, 0),
                "wrapped_by": key.wrapped_by,
            }
            for key in keys
        ],
    }


def create_key_file(*, actor: StaffMember, at: datetime) -> str:
    """Make the first key file of a production installation and return its key's id.

    Raises:
        KeysetError: There is one, or images are sealed already, or the keys are no file's.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    if not uses_file(STORE):
        raise KeysetError("鍵はファイルから読まれていません。鍵の保管先で作ってください。")
    if ImageKey.objects.exists() or key_path(STORE).exists():
        raise KeysetError("鍵はすでにあります。juminzei images status で確かめてください。")
    key_file.create(key_path(STORE))
    name = installed_source(STORE).primary
    _record("images.key.created", actor, at, wrapping_key=name)
    return name


@transaction.atomic
def replace_key(*, actor: StaffMember, at: datetime) -> str:
    """Have a new key seal from now on and return its id; what is sealed keeps its own.

    Raises:
        KeysetError: The wrapping key is away.
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    name = new_primary(at)
    _record("images.key.created", actor, at, key=name)
    return name


def sweep_away(*, actor: StaffMember, at: datetime) -> int:
    """Remove what killed acts left behind and return how many files that were.

    Raises:
        juminzei.platform.staff.services.NotPermittedError: The actor may not.
    """
    require(actor, MANAGE, on=at.date())
    removed = sweep(at=at)
    _record("images.swept", actor, at, files=removed)
    return removed


def _record(action: str, actor: StaffMember, at: datetime, **details: object) -> None:
    with transaction.atomic():
        audit.record(action=action, actor=actor, at=at, subject_kind="image_store", details=details)
