"""A printed file of notices, as it was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from juminzei.apps.assessment.models import NoticeFile
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.web.settings import DATA

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@require_GET
def notice_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Return the bytes that were printed; a link names the page of one notice in it."""
    at = now()
    actor = acting(request, "person.view", at=at)
    file = get_object_or_404(NoticeFile, pk=file_id)
    audit.record(
        action="assessment.notice_file.opened",
        actor=actor,
        at=at,
        subject_kind="notice_file",
        subject_id=str(file_id),
    )
    folder = (DATA / "notices").resolve()
    found = next((path for path in folder.rglob(file.name) if path.is_file()), None)
    if found is None:
        raise Http404
    response = FileResponse(found.open("rb"), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="notices-{file_id}.pdf"'
    return response
