"""Which addressee each member of staff is: entered by one person, confirmed by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from juminzei.apps.conflicts.forms import ConfirmForm, EnterAddresseeForm
from juminzei.apps.conflicts.models import StaffAddressee
from juminzei.apps.conflicts.selectors.own_addressees import not_entered
from juminzei.apps.conflicts.services.enter_addressee import confirm_addressee, enter_addressee
from juminzei.apps.conflicts.services.refusal import ConflictsRefusedError
from juminzei.apps.conflicts.tables import EntryTable
from juminzei.apps.conflicts.views.listing import narrowed
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.services import NotPermittedError, allowed

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

ENTER, CONFIRM = "conflicts.enter", "conflicts.confirm"
UNPROCESSABLE, CONFLICT = 422, 409


@require_GET
def staff_addressees(request: HttpRequest) -> HttpResponse:
    """Show what was entered, and the form to enter more."""
    return _list(request, EnterAddresseeForm(auto_id="enter_%s"))


@require_POST
def staff_addressee_enter(request: HttpRequest) -> HttpResponse:
    """Enter which addressee somebody is, for a second person to confirm."""
    at = now()
    actor = acting(request, ENTER, at=at)
    form = EnterAddresseeForm(request.POST, auto_id="enter_%s")
    if not form.is_valid():
        return _list(request, form, status=UNPROCESSABLE)
    given = form.cleaned_data
    member = StaffMember.objects.filter(staff_number=given["member"]).first()
    if member is None:
        form.add_error("member", "この職員番号の職員はいません。番号を確かめてください。")
        return _list(request, form, status=UNPROCESSABLE)
    try:
        enter_addressee(
            member=member,
            number=given["addressee"],
            relation=given["relation"],
            holds=given["holds"] == "yes",
            actor=actor,
            at=at,
        )
    except ConflictsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _list(request, form, status=CONFLICT)
    messages.success(request, "登録しました。ほかの人が確認すると、有効になります。")
    return redirect("staff_addressees")


@require_GET
def staff_addressee(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show one entry, with the second person's form."""
    return _entry(request, entry_id, ConfirmForm())


@require_POST
def staff_addressee_decide(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Confirm an entry or turn it down."""
    at = now()
    actor = acting(request, CONFIRM, at=at)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _entry(request, entry_id, form, status=UNPROCESSABLE)
    confirmed = form.cleaned_data["outcome"] == "confirm"
    try:
        confirm_addressee(entry_id=entry_id, confirmed=confirmed, actor=actor, at=at)
    except ConflictsRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _entry(request, entry_id, form, status=CONFLICT)
    messages.success(request, "確認しました。" if confirmed else "却下しました。")
    return redirect("staff_addressees")


def _looking(request: HttpRequest, at: datetime) -> StaffMember:
    """Return the member, who may enter or may confirm."""
    try:
        return acting(request, ENTER, at=at)
    except NotPermittedError:
        return acting(request, CONFIRM, at=at)


def _list(request: HttpRequest, form: EnterAddresseeForm, *, status: int = 200) -> HttpResponse:
    at = now()
    actor = _looking(request, at)
    rows = StaffAddressee.objects.select_related("staff_member", "decision")
    context = narrowed(request, rows, EntryTable, "entered_at")
    page = context["page"]
    audit.record(
        action="conflicts.staff_addressees.viewed",
        actor=actor,
        at=at,
        details={"page": page.number, "found": page.paginator.count},
    )
    more = {
        "filter_form": context["form"],
        "form": form,
        "may_enter": allowed(actor, ENTER, on=at.date()),
        "not_entered": not_entered(at.date()),
    }
    return render(request, "conflicts/staff_addressees.html", {**context, **more}, status=status)


def _entry(
    request: HttpRequest, entry_id: int, form: ConfirmForm, *, status: int = 200
) -> HttpResponse:
    at = now()
    actor = _looking(request, at)
    people = ("staff_member", "entered_by", "decision__decided_by")
    entry = get_object_or_404(StaffAddressee.objects.select_related(*people), pk=entry_id)
    audit.record(
        action="conflicts.staff_addressees.viewed",
        actor=actor,
        at=at,
        subject_kind="staff_member",
        subject_id=entry.staff_member.staff_number,
        details={"entry": entry.pk},
    )
    waits = not hasattr(entry, "decision")
    own = actor.pk in {entry.entered_by_id, entry.staff_member_id}
    context = {
        "form": form,
        "entry": entry,
        "may_decide": waits and not own and allowed(actor, CONFIRM, on=at.date()),
    }
    return render(request, "conflicts/staff_addressee.html", context, status=status)
