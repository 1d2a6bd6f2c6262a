"""The papers of a lot of another city: handed out, and said to be dealt with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from juminzei.apps.receiving.forms import PapersForm
from juminzei.apps.receiving.services.lot_papers import READ, hand_out_papers, settle_papers
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.views.deliveries import CONFLICT, UNPROCESSABLE
from juminzei.apps.receiving.views.files import existing_file, file_page
from juminzei.platform.clock import now
from juminzei.platform.documents.packing import packed
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_POST
def lot_papers(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Hand out the letter and scans of a lot."""
    at = now()
    actor = acting(request, READ, at=at)
    existing_file(delivered_file_id)
    try:
        papers = hand_out_papers(delivered_file_id, actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form = PapersForm({})
        form.add_error(None, str(refusal))
        return file_page(request, delivered_file_id, form, status=CONFLICT)
    headers = {"Content-Disposition": f'attachment; filename="lot-{delivered_file_id}.zip"'}
    return HttpResponse(packed(papers), content_type="application/zip", headers=headers)


@require_POST
def lot_papers_settle(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Say that the papers of a lot were dealt with; they are erased."""
    at = now()
    actor = acting(request, READ, at=at)
    existing_file(delivered_file_id)
    form = PapersForm(request.POST)
    if not form.is_valid():
        return file_page(request, delivered_file_id, form, status=UNPROCESSABLE)
    try:
        settle_papers(delivered_file_id, note=form.cleaned_data["note"], actor=actor, at=at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return file_page(request, delivered_file_id, form, status=CONFLICT)
    messages.success(request, "紙面の処理を記録し、保管していた中身を消去しました。")
    return redirect("delivered_file", delivered_file_id)
