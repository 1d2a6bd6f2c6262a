"""Receiving a file: once, whatever its name."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from juminzei.platform.documents.models import ReceivedFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from juminzei.platform.documents.channel import Way
    from juminzei.platform.staff.models import StaffMember


@dataclass(frozen=True, slots=True)
class Received:
    """A received file, and whether this was its first arrival.

    A file that is neither new nor ``file.complete`` was begun and interrupted; taking
    it in again is right, and its row keys keep what was taken from being doubled.
    """

    file: ReceivedFile
    new: bool


def digest_of(content: bytes) -> str:
    """Return the digest by which a file is known again: HMAC-SHA-256 with a key of the city's.

    Without a key it would give Individual Numbers away: all else that a file of one row
    says lies in the database, and there are few enough numbers to try every one.
    """
    digest = keyed_digest()
    digest.update(content)
    return digest.hexdigest()


def keyed_digest() -> hmac.HMAC:
    """Return the digest of :func:`digest_of` before its first byte, for content in pieces."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"juminzei.received_files", "sha256")
    return hmac.new(key, digestmod="sha256")


@transaction.atomic
def receive(
    *,
    content: bytes,
    kind: str,
    name: str,
    actor: StaffMember,
    at: datetime,
    layout: str = "",
    way: Way | None = None,
) -> Received:
    """Enter a file by the keyed digest of its bytes; the bytes themselves are not kept.

    Args:
        content: The whole file.
        kind: What kind of file, such as ``"wage_report"``.
        name: What the sender called it; folders are cut off.
        actor: Who received it.
        at: When.
        layout: The form (様式) recognised in it, if already known.
        way: How and from whom it came, as far as the caller knows; of a file that was begun
            and interrupted the newest attempt's counts.
    """
    file, new = ReceivedFile.objects.get_or_create(
        digest=digest_of(content),
        defaults={
            "kind": kind,
            "layout": layout,
            "name": PurePath(name).name[-120:],
            "size_bytes": len(content),
            "received_at": at,
            "received_by": actor,
            **_columns(way),
        },
    )
    if not new and not file.complete and way is not None:
        name_way(file.pk, way, again=True)
    return Received(file=file, new=new)


def name_way(file_id: int, way: Way, *, again: bool = False) -> None:
    """Say how a file came that was entered by somebody who did not know.

    Args:
        file_id: A file from :func:`receive`.
        way: How it came.
        again: Also if that was said before.
    """
    files = ReceivedFile.objects.filter(pk=file_id)
    (files if again else files.filter(channel="")).update(**_columns(way))


def _columns(way: Way | None) -> dict[str, str | int | None]:
    if way is None:
        return {}
    return {"channel": way.channel, "source": way.source or "", "delivery": way.delivery}


def complete(file: ReceivedFile, *, counts: Mapping[str, int], layout: str = "") -> None:
    """Say that everything in ``file`` has been taken in; part of the taking's own transaction.

    Args:
        file: A file from :func:`receive`.
        counts: How many rows went where.
        layout: The form (様式) recognised in it.
    """
    file.counts = dict(counts)
    file.layout = layout or file.layout
    file.complete = True
    file.save(update_fields=["counts", "layout", "complete"])
