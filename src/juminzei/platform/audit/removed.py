"""Up to where the record was taken out of the database, and whether that is itself on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.platform.audit.canonical_json import canonical
from juminzei.platform.audit.chain import Problem
from juminzei.platform.audit.models import Archive, AuditRecord, Checkpoint, Step

if TYPE_CHECKING:
    from collections.abc import Iterator


def newest_removed() -> Archive | None:
    """Return the last archive whose records may be out of the database, none if there is none."""
    return Archive.objects.filter(steps__step=Step.AGREED).order_by("-number").first()


def removed_through() -> Checkpoint | None:
    """Return the checkpoint up to which records may be out of the database."""
    archive = newest_removed()
    return Checkpoint.objects.get(number=archive.checkpoint) if archive else None


def removal_problems() -> Iterator[Problem]:
    """Name a removal that nobody put on record: whoever can delete could also enter that.

    That of an older archive stands in the newer ones, which are verified as they are.
    """
    archive = newest_removed()
    if archive is None:
        return
    said = canonical({"first": archive.first, "last": archive.last, "manifest": archive.manifest})
    told = AuditRecord.objects.filter(
        action="audit.archive.removed",
        subject_id=str(archive.number),
        sequence__gt=archive.last,
        content__contains=f'"details":{said},',
    )
    if not told.exists():
        text = f"書庫 {archive.number} の記録を消去したという操作記録がありません。"
        yield Problem(None, "archive", text)
