"""Storing pages: checked, sealed, on the disk, and only then in the tables."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.apps.images.folder import kept, written
from juminzei.apps.images.models import ImageSet
from juminzei.apps.images.page_content import SinglePages, single_pages
from juminzei.apps.images.refusal import ImageRefusedError
from juminzei.apps.images.sealed_file import sealed
from juminzei.apps.images.services.keyset import sealing_key
from juminzei.platform.audit import services as audit
from juminzei.platform.documents.services import digest_of
from juminzei.platform.storage.bulk import Same, bulk_insert
from juminzei.platform.storage.ids import reserve_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from juminzei.platform.staff.models import StaffMember

WRITERS = 4


def store_images(pages: Sequence[bytes], *, about: str, actor: StaffMember, at: datetime) -> int:
    """Store the pages of one document and return the key of their set.

    Args:
        pages: Files in order: PNG, JPEG or TIFF, which may have several pages; or what
            ``single_pages`` gave, which is not looked at again.
        about: What they are of, such as ``"national_return"``.
        actor: Who stores them; the caller has checked what they may do.
        at: When.

    Raises:
        juminzei.apps.images.refusal.ImageRefusedError: One is no picture that is taken.
        juminzei.platform.keys.key_source.KeysetError: There is no key to seal with.
    """
    return store_image_sets([pages], about=about, actor=actor, at=at)[0]


@transaction.atomic
def store_image_sets(
    documents: Sequence[Sequence[bytes]], *, about: str, actor: StaffMember, at: datetime
) -> list[int]:
    """Store the pages of many documents, or of none: as :func:`store_images`, in one act.

    The files are there before the rows. What the caller's transaction takes back leaves
    files that no row names, which :func:`juminzei.apps.images.services.sweep.sweep` removes.

    Returns:
        The key of each document's set, in order.

    Raises:
        ImageRefusedError: One is no picture that is taken; ``document`` says of which.
    """
    if not documents:
        return []
    checked = [_checked(at_document, pages) for at_document, pages in enumerate(documents)]
    name, cipher = sealing_key(at)
    tenant = str(settings.CONFIGURATION.municipality)
    keys = reserve_ids(ImageSet, len(checked))
    contents = [
        sealed(cipher, tenant, key, pages) for key, pages in zip(keys, checked, strict=True)
    ]
    with ThreadPoolExecutor(WRITERS) as writers:  # who waits for the disk waits for several files
        places = list(writers.map(written, keys, contents))
    kept({place.parent for place in places})
    bulk_insert(
        ImageSet,
        {
            "id": list(keys),
            "about": Same(about),
            "pages": [len(pages) for pages in checked],
            "digest": [digest_of(b"".join(pages)) for pages in checked],
            "size_bytes": [len(content) for content in contents],
            "key_id": Same(name),
            "stored_at": Same(at),
            "stored_by_id": Same(actor.pk),
        },
    )
    audit.record(
        action="images.stored",
        actor=actor,
        at=at,
        subject_kind="image_set",
        subject_id=str(keys[0]),
        details={"about": about, "sets": len(keys), "pages": sum(map(len, checked))},
    )
    return list(keys)


def _checked(document: int, pages: Sequence[bytes]) -> list[bytes]:
    if isinstance(pages, SinglePages):
        return pages
    try:
        return single_pages(pages)
    except ImageRefusedError as refused:
        refused.document = document
        raise
