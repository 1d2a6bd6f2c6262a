"""What venues bring back: taken, merged by another person, conflicts settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.apps.addressees.api import NUMBER_REFUSALS, identity
from juminzei.apps.return_desk.api import DeskReturn, entry_lines, newest_lines
from juminzei.apps.venue_packs.forms.pack_forms import BringForm, ReasonForm
from juminzei.apps.venue_packs.models import BroughtReturn, Outcome
from juminzei.apps.venue_packs.refusal import PackRefusedError
from juminzei.apps.venue_packs.selectors.packs import conflicts
from juminzei.apps.venue_packs.services.bring_back import bring_back
from juminzei.apps.venue_packs.services.merge_return import merge_pack
from juminzei.apps.venue_packs.services.settle_conflict import settle_conflict, told_of
from juminzei.apps.venue_packs.services.steps import ASK, DECIDE
from juminzei.apps.venue_packs.tables import ConflictTable
from juminzei.apps.venue_packs.views.packs import CONFLICT, UNPROCESSABLE, found, page
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.documents.uploads import OTHER, UploadRefusedError, accepted
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.list_page import listed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

MOST_BYTES = 20_000_000


@require_POST
def desk_pack_bring(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Take the file of a venue; another person merges it."""
    at = now()
    actor = acting(request, ASK, at=at)
    form = BringForm(request.POST, request.FILES, auto_id="bring_%s")
    if not form.is_valid():
        return page(request, found(pack_id), actor, at, bring_form=form, status=UNPROCESSABLE)
    file = form.cleaned_data["file"]
    try:
        upload = accepted(file.name, file.read(), kinds=(OTHER,), most_bytes=MOST_BYTES)
        new = bring_back(pack_id=pack_id, file=upload.content, actor=actor, at=at)
    except (PackRefusedError, UploadRefusedError) as refusal:
        return page(request, found(pack_id), actor, at, problem=str(refusal))
    said = "返却を受け取りました。別の職員が取り込みます。"
    messages.success(
        request, said if new else "同じ返却ファイルは受取済みです。何も変えていません。"
    )
    return redirect("desk_pack", pack_id)


@require_POST
def desk_pack_merge(request: HttpRequest, pack_id: int) -> HttpResponse:
    """Merge what was brought back."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    try:
        merge_pack(pack_id=pack_id, actor=actor, at=at)
    except (PackRefusedError, *NUMBER_REFUSALS) as refusal:
        return page(request, found(pack_id), actor, at, problem=str(refusal))
    messages.success(request, "取り込みました。結果を確かめてください。")
    return redirect("desk_pack", pack_id)


@require_GET
def desk_pack_conflicts(request: HttpRequest) -> HttpResponse:
    """List the returns that wait for a clerk."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    context = listed(request, conflicts(), ConflictTable, orders=("-id", "number"))
    audit.record(
        action="venue_packs.conflicts.viewed",
        actor=actor,
        at=at,
        details={"found": context["page"].paginator.count},
    )
    return render(request, "venue_packs/conflicts.html", context)


@require_http_methods(["GET", "POST"])
def desk_pack_conflict(request: HttpRequest, brought_id: int) -> HttpResponse:
    """Show what the venue and the city say of a return; take it to the desk, or drop it."""
    at = now()
    actor = acting(request, DECIDE, at=at)
    one = BroughtReturn.objects.select_related("pack", "decided_by").filter(pk=brought_id).first()
    if one is None:
        raise Http404
    if request.method == "GET":
        return _conflict(request, one, actor, at, ReasonForm())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _conflict(request, one, actor, at, form, status=UNPROCESSABLE)
    take = request.POST.get("outcome") == "take"
    try:
        reason = form.cleaned_data["reason"]
        settle_conflict(brought_id=brought_id, take=take, reason=reason, actor=actor, at=at)
    except (PackRefusedError, *NUMBER_REFUSALS) as refusal:
        form.add_error(None, str(refusal))
        return _conflict(request, one, actor, at, form, status=CONFLICT)
    said = "窓口の保留に取り込みました。" if take else "取り込まないことにしました。"
    messages.success(request, said)
    return redirect("desk_pack_conflict", brought_id)


def _conflict(
    request: HttpRequest,
    one: BroughtReturn,
    actor: StaffMember,
    at: datetime,
    form: ReasonForm,
    *,
    status: int = 200,
) -> HttpResponse:
    count_person(actor, one.addressee, at=at)
    audit.record(
        action="venue_packs.conflict.viewed",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{one.addressee:010d}",
        details={"pack": one.pack_id, "number": one.number},
    )
    told = told_of(one) if one.outcome == Outcome.CONFLICT else None
    here = DeskReturn.objects.filter(addressee=one.addressee, tax_year=one.pack.tax_year)
    context = {
        "one": one,
        "who": identity(one.addressee, on=at.date()),
        "told": told,
        "said": entry_lines(told["versions"][-1]["entries"]) if told else [],
        "here": [(kept, newest_lines(kept)) for kept in here.order_by("pk")],
        "form": form,
        "waits": one.outcome == Outcome.CONFLICT,
    }
    return render(request, "venue_packs/conflict.html", context, status=status)
