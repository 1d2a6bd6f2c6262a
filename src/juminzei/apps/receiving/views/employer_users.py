"""Under which 利用者ID of eLTAX an employer sends: what differs, and entering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.apps.receiving.application_tables import UserTable
from juminzei.apps.receiving.services.employer_register import EDIT
from juminzei.apps.receiving.services.refusal import ReceivingRefusedError
from juminzei.apps.receiving.services.user_references import differing_users, tie_user
from juminzei.apps.receiving.views.looks import note_list
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def employer_user_list(request: HttpRequest) -> HttpResponse:
    """Show the files that were sent under another ID than the register has."""
    at = now()
    actor = acting(request, EDIT, at=at)
    context = listed(request, differing_users(), UserTable, orders=("-arrived_at", "arrived_at"))
    note_list(actor, at, "employer_users", context)
    return render(request, "receiving/employer_users.html", context)


@require_http_methods(["GET", "POST"])
def employer_user(request: HttpRequest, delivered_file_id: int) -> HttpResponse:
    """Show what would be entered, and enter it."""
    at = now()
    actor = acting(request, EDIT, at=at)
    file = differing_users().filter(pk=delivered_file_id).first()
    if file is None or file.employer is None:
        raise Http404
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            tie_user(file.pk, seen=int(seen) if seen.isdecimal() else 0, actor=actor, at=at)
        except ReceivingRefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "利用者IDを登録しました。")
        return redirect("employer_user_list")
    return render(request, "receiving/employer_user.html", {"file": file})
