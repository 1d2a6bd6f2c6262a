"""A printed file of notices, as it was stored."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from juminzei.apps.addressees.api import protected
from juminzei.apps.assessment.models import Notice, NoticeFile
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.web.settings import DATA

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from django.http import HttpRequest, HttpResponseBase


@require_GET
def notice_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Return the very bytes that were printed; a link names the page of one notice in it.

    A file holds up to a thousand people's notices, so only who may print them opens it.
    One with a protected person's is for those who may see such addresses.
    """
    at = now()
    actor = acting(request, "notices.print", at=at)
    file = get_object_or_404(NoticeFile.objects.select_related("run"), pk=file_id)
    path = stored_at(file)
    content = path.read_bytes() if path.is_file() else b""
    told = _protected_in(file, at)
    if told:
        acting(request, "address.protected.view", at=at)
    if hashlib.sha256(content).hexdigest() != file.digest:
        return render(request, "web/notice_changed.html", {"file": file}, status=409)
    for number in told:
        audit.record(
            action="addressees.protected_address.shown",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
            details={"notice_file": file_id},
        )
    audit.record(
        action="assessment.notice_file.opened",
        actor=actor,
        at=at,
        subject_kind="notice_file",
        subject_id=str(file_id),
    )
    name = f"notices-{file_id}.pdf"
    return FileResponse(BytesIO(content), filename=name, content_type="application/pdf")


def stored_at(file: NoticeFile) -> Path:
    """Return where the printing left the file."""
    return DATA / "notices" / str(file.run.tax_year) / file.kind / file.name


def _protected_in(file: NoticeFile, at: datetime) -> list[int]:
    """Return of whom the file holds a notice who are protected on that day."""
    people = Notice.objects.filter(file=file).values_list("version__addressee_id", flat=True)
    return sorted(protected(at.date()).intersection(people))
