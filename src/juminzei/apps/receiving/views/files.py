"""Received files: sent through the page, listed, looked at, released from quarantine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.assessment.api import unmatched_in
from juminzei.apps.receiving.forms import (
    DecideForm,
    FileFilterForm,
    PapersForm,
    ReleaseForm,
    UploadForm,
)
from juminzei.apps.receiving.models import DeliveredFile, Delivery, Fate, FileState
from juminzei.apps.receiving.selectors.lot_parts import parts_of
from juminzei.apps.receiving.services.enter_file import enter_file
from juminzei.apps.receiving.services.lot_papers import READ
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.release import ask_release, decide_release
from juminzei.apps.receiving.services.take_file import take_file
from juminzei.apps.receiving.tables import FileTable
from juminzei.apps.receiving.views.deliveries import (
    CONFLICT,
    REGISTER,
    UNPROCESSABLE,
    VIEW,
    delivery_page,
)
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.file_kind import kind_label
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.documents.models import ReceivedFile
    from juminzei.platform.staff.models import StaffMember

RELEASE = "receiving.release"
NOTHING = 0
"""No request has this key."""


@require_POST
def delivery_upload(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Take a file that came with a delivery, as far as it goes."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    delivery = Delivery.objects.filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return delivery_page(request, delivery_id, form, status=UNPROCESSABLE)
    try:
        file = _taken(delivery, form.cleaned_data["file"], actor, at)
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return delivery_page(request, delivery_id, form, status=CONFLICT)
    if file.state == FileState.QUARANTINED:
        messages.warning(request, f"{file.name}: 隔離しました。{file.reason}")
    else:
        messages.success(
            request,
            f"{file.name}: {file.label} {file.received_rows:,} 件（取込 {file.accepted:,}、"
            f"保留 {file.held:,}、重複 {file.duplicates:,}）",
        )
    return redirect("delivery", delivery_id)


@require_GET
def delivered_file_list(request: HttpRequest) -> HttpResponse:
    """Show received files; those in quarantine first of all."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = FileFilterForm({"state": FileState.QUARANTINED, **request.GET.dict()})
    rows = DeliveredFile.objects.none()
    if form.is_valid():
        given, rows = form.cleaned_data, DeliveredFile.objects.all()
        if given["state"]:
            rows = rows.filter(state=given["state"])
        if given["channel"]:
            rows = rows.filter(delivery__channel=given["channel"])
    context = listed(
        request, rows, FileTable, orders=("-entered_at", "entered_at", "delivery_id"), alike="-pk"
    )
    note_list(actor, at, "files", context)
    return render(request, "receiving/files.html", {**context, "form": form})


@require_GET
def delivered_file(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Show one file: what it is, where it stands, how it came there."""
    return file_page(request, delivered_file_id)


@require_POST
def release_ask(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Ask what is to become of a quarantined file."""
    at = now()
    actor = acting(request, REGISTER, at=at)
    existing_file(delivered_file_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return file_page(request, delivered_file_id, form, status=UNPROCESSABLE)
    given = form.cleaned_data
    try:
        ask_release(
            delivered_file_id,
            fate=Fate(given["fate"]),
            reason=given["reason"],
            actor=actor,
            at=at,
        )
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return file_page(request, delivered_file_id, form, status=CONFLICT)
    messages.success(request, "申請しました。ほかの人が決定すると、そのとおりに扱います。")
    return redirect("delivered_file", delivered_file_id)


@require_POST
def release_decide(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Decide what becomes of a quarantined file."""
    at = now()
    actor = acting(request, RELEASE, at=at)
    file = existing_file(delivered_file_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return file_page(request, delivered_file_id, form, status=UNPROCESSABLE)
    waiting = file.releases.filter(decision=None).first()
    granted = form.cleaned_data["outcome"] == "grant"
    try:
        file = decide_release(
            waiting.pk if waiting else NOTHING, granted=granted, actor=actor, at=at
        )
    except ReceivingRefusedError as refusal:
        form.add_error(None, str(refusal))
        return file_page(request, delivered_file_id, form, status=CONFLICT)
    messages.success(request, f"決定しました。今の状態：{file.get_state_display()}")
    return redirect("delivered_file", delivered_file_id)


def _taken(
    delivery: Delivery, upload: UploadedFile[bytes], actor: StaffMember, at: datetime
) -> DeliveredFile:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent"
        with path.open("wb") as out:
            for piece in upload.chunks():
                out.write(piece)
        file = enter_file(delivery, path, name=upload.name or "", actor=actor, at=at)
    return take_file(file.pk, actor=actor, at=at)


def file_page(
    request: HttpRequest, delivered_file_id: int, form: Form | None = None, *, status: int = 200
) -> HttpResponse:
    """Return one file's page, with a form that was not taken if there is one."""
    at = now()
    actor = acting(request, VIEW, at=at)
    file = existing_file(delivered_file_id)
    audit.record(
        action="receiving.file.viewed",
        actor=actor,
        at=at,
        subject_kind="delivered_file",
        subject_id=str(file.pk),
    )
    releases = file.releases.select_related("asked_by", "decision__decided_by").order_by("pk")
    waiting = next((one for one in releases if not hasattr(one, "decision")), None)
    quarantined = file.state == FileState.QUARANTINED
    on = at.date()
    parts = list(parts_of([file.received_file_id])) if file.received_file_id else []
    context = {
        "file": file,
        "content": kind_label(file.content) if file.content else "",
        "unmatched": _unmatched(file, parts),
        "parts": parts,
        "may_settle": file.state == FileState.PAPERS and allowed(actor, READ, on=on),
        "papers_form": form if isinstance(form, PapersForm) else PapersForm(),
        "steps": file.steps.select_related("done_by").order_by("pk"),
        "releases": releases,
        "waiting": waiting,
        "failed": form,
        "may_ask": quarantined and waiting is None and allowed(actor, REGISTER, on=on),
        "may_decide": waiting is not None
        and not same_person(actor, waiting.asked_by)
        and allowed(actor, RELEASE, on=on),
        "ask_form": form if isinstance(form, ReleaseForm) else ReleaseForm(),
        "decide_form": form if isinstance(form, DecideForm) else DecideForm(),
    }
    return render(request, "receiving/file.html", context, status=status)


def _unmatched(file: DeliveredFile, parts: list[ReceivedFile]) -> int | None:
    """Return how many documents of the file have no person yet; none of what became none."""
    key = file.received_file_id
    if key is None:
        return None
    return sum(unmatched_in([key, *(part.pk for part in parts)]).values())


def existing_file(delivered_file_id: int) -> DeliveredFile:
    """Return a file of the register, or answer that there is none."""
    file = (
        DeliveredFile.objects.select_related("delivery", "received_file")
        .filter(pk=delivered_file_id)
        .first()
    )
    if file is None:
        raise Http404
    return file
