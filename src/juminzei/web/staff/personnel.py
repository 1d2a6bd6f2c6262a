"""A file of personnel changes: shown with what it would change, then taken in."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.base.wareki import wareki_text
from juminzei.platform.clock import now
from juminzei.platform.documents.uploads import TEXT, UploadRefusedError, accepted
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.membership import roles_on
from juminzei.platform.staff.models import GrantRequest, StaffMember
from juminzei.platform.staff.personnel import take_in_changes
from juminzei.platform.staff.personnel_rows import LEAVE, PersonnelChange, read_changes
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.sealing import opened, sealed
from juminzei.web.body_limit import LARGEST_BODY
from juminzei.web.staff.forms import PersonnelForm

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

MANAGE = "staff.manage"
KEPT = "personnel_file"


@require_http_methods(["GET", "POST"])
def personnel(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would change, line by line."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = PersonnelForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "web/staff/personnel.html", {"form": form}, status=status)
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        accepted(file.name, content, kinds={TEXT}, most_bytes=LARGEST_BODY, endings=(".csv",))
        lines, totals = differences(content, file.name, actor, at)
    except (UploadRefusedError, StaffRefusedError) as refusal:
        form.add_error("file", str(refusal).splitlines())
        return render(request, "web/staff/personnel.html", {"form": form}, status=422)
    box = sealed(content, use=_use(actor))
    request.session[KEPT] = {"name": file.name[-120:], "box": base64.b64encode(box).decode()}
    digest = hashlib.sha256(content).hexdigest()
    context = {"lines": lines, "totals": totals, "name": file.name, "digest": digest}
    return render(request, "web/staff/personnel_check.html", context)


@require_POST
def personnel_apply(request: HttpRequest) -> HttpResponse:
    """Take in the very file whose differences were shown."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    kept = request.session.pop(KEPT, None)
    content = opened(base64.b64decode(kept["box"]), use=_use(actor)) if kept else None
    shown = request.POST.get("digest", "")
    if content is None or hashlib.sha256(content).hexdigest() != shown:
        messages.error(request, "確認したファイルが残っていません。もう一度選んでください。")
        return redirect("personnel")
    try:
        totals = take_in_changes(content=content, name=kept["name"], actor=actor, at=at)
    except StaffRefusedError as refusal:
        form = PersonnelForm()
        context = {"form": form, "problems": str(refusal).splitlines()}
        return render(request, "web/staff/personnel.html", context, status=409)
    messages.success(
        request,
        f"採用 {totals['joined']} 人、異動 {totals['moved']} 人、退職 {totals['left']} 人を"
        f"取り込みました。承認を待つ役割は {totals['waiting_for_approval']} 件です。",
    )
    return redirect("staff_list")


def differences(
    content: bytes, name: str, actor: StaffMember, at: datetime
) -> tuple[list[dict[str, object]], dict[str, int]]:
    """Return what each line changes, by taking the file in and taking it back.

    Raises:
        StaffRefusedError: The file cannot be taken in.
    """
    changes = read_changes(content)
    before = [_state(change) for change in changes]
    with transaction.atomic():
        totals = take_in_changes(content=content, name=name, actor=actor, at=at)
        after = [_state(change) for change in changes]
        transaction.set_rollback(True)
    lines: list[dict[str, object]] = [
        {"change": change, "name": new["name"], "before": old, "after": new}
        for change, old, new in zip(changes, before, after, strict=True)
    ]
    return lines, totals


def _state(change: PersonnelChange) -> dict[str, str]:
    """Return what is true of a line's person on the day of the change."""
    member = StaffMember.objects.filter(staff_number=change.staff_number).first()
    if member is None:
        return {"name": change.name, "department": "", "roles": "", "service": ""}
    waiting = GrantRequest.objects.filter(staff_member=member, decided_at__isnull=True)
    held = [str(Role(role).label) for role in roles_on(member, change.effective_on)]
    held += [f"{Role(one.role).label}（承認待ち）" for one in waiting]
    moved = member.department_changes.filter(effective_on__lte=change.effective_on)
    newest = moved.order_by("-effective_on", "-pk").first()
    over = member.valid_until is not None and member.valid_until < change.effective_on
    last = change.effective_on - timedelta(days=1)
    return {
        "name": member.name,
        "department": newest.department if newest else member.department,
        "roles": "" if change.kind == LEAVE and over else "、".join(held),
        "service": f"{wareki_text(last)}で終了" if over else "有効",
    }


def _use(actor: StaffMember) -> str:
    return f"personnel file {actor.pk}"
