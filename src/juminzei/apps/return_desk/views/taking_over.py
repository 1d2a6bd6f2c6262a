"""Filling a return from what is there already: last year's return, a medical notice's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.addressees.api import identity
from juminzei.apps.return_desk.forms.return_forms import NoticeForm
from juminzei.apps.return_desk.offered_lines import last_year, offered_lines
from juminzei.apps.return_desk.selectors.prefill import last_entries
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries, recorded
from juminzei.apps.return_desk.services.take_notice import take_notice
from juminzei.apps.return_desk.services.take_over import take_over_last_year
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.views.returns import found, page
from juminzei.formats.errors import FormatError
from juminzei.platform.clock import now
from juminzei.platform.documents.uploads import UploadRefusedError, accepted
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

UNPROCESSABLE, CONFLICT = 422, 409
MOST_BYTES = 2_000_000


@require_http_methods(["GET", "POST"])
def desk_return_last_year(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show everything of last year's return beside this year's; take it over when confirmed."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    problem = ""
    if request.method == "POST":
        try:
            taken = take_over_last_year(return_id=return_id, actor=actor, at=at)
        except DeskRefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, f"前年の申告から {taken} 件を引き継ぎました（未確認です）。")
            return redirect("desk_return", return_id)
    count_person(actor, one.addressee_id, at=at)
    recorded("return_desk.last_year.viewed", one, actor, at)
    last = last_entries(one.addressee_id, one.tax_year)
    kept = newest_entries(one)
    lines = offered_lines(last_year(last, ""), kept, one.tax_year) if last else []
    context = {
        "one": one,
        "who": identity(one.addressee_id, on=at.date()),
        "lines": lines,
        "taken": sum(line.taken for line in lines),
        "problem": problem,
    }
    status = CONFLICT if problem else 200
    return render(request, "return_desk/last_year.html", context, status=status)


@require_POST
def desk_return_notice(request: HttpRequest, return_id: int) -> HttpResponse:
    """Read a medical notice's file into the rows of medical expenses."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form = NoticeForm(request.POST, request.FILES, auto_id="notice_%s")
    if not form.is_valid():
        return page(request, one, actor, at, notice=form, status=UNPROCESSABLE)
    file = form.cleaned_data["notice"]
    try:
        upload = accepted(
            file.name, file.read(), kinds=("text",), most_bytes=MOST_BYTES, endings=(".csv",)
        )
        taken = take_notice(return_id=return_id, text=upload.text, actor=actor, at=at)
    except (DeskRefusedError, FormatError, UploadRefusedError) as refusal:
        form.add_error(None, str(refusal))
        return page(request, one, actor, at, notice=form, status=CONFLICT)
    outside = f"ほかの年の {taken.outside} 行は除きました。" if taken.outside else ""
    messages.success(
        request,
        f"医療費 {taken.rows} 行、{taken.paid:,} 円を読み込みました（未確認です）。{outside}",
    )
    return redirect("desk_return", return_id)
