"""Codes for visitors' terminals, and what was typed there looked at beside the return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.addressees.api import identity
from juminzei.apps.return_desk.entries import Entries
from juminzei.apps.return_desk.forms.return_forms import ReasonForm
from juminzei.apps.return_desk.offered_lines import Offer, offered_lines
from juminzei.apps.return_desk.selectors.visitors import VISITOR, typed_by_visitors, waiting_entry
from juminzei.apps.return_desk.services.refusal import DeskRefusedError
from juminzei.apps.return_desk.services.saved_state import newest_entries, recorded
from juminzei.apps.return_desk.services.take_return import TAKE
from juminzei.apps.return_desk.services.visitors import open_pass, put_typed_aside, take_typed
from juminzei.apps.return_desk.views.returns import found, page
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT = 409


@require_POST
def desk_return_visitor_pass(request: HttpRequest, return_id: int) -> HttpResponse:
    """Give out a code for a visitor's terminal; it is shown here and never again."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    try:
        code, opened = open_pass(return_id=return_id, actor=actor, at=at)
    except DeskRefusedError as refusal:
        return page(request, one, actor, at, problem=str(refusal), status=CONFLICT)
    count_person(actor, one.addressee_id, at=at)
    context = {
        "one": one,
        "who": identity(one.addressee_id, on=at.date()),
        "code": f"{code[:3]} {code[3:6]} {code[6:]}",
        "until": opened.until,
    }
    return render(request, "return_desk/visitor_pass.html", context)


@require_http_methods(["GET", "POST"])
def desk_return_visitor(request: HttpRequest, return_id: int) -> HttpResponse:
    """Show everything that a visitor typed beside the return; take it over, or put it aside."""
    at = now()
    actor = acting(request, TAKE, at=at)
    one = found(return_id)
    form, problem = ReasonForm(auto_id="reason_%s"), ""
    if request.method == "POST":
        taking = request.POST.get("step") != "put_aside"
        form = ReasonForm(None if taking else request.POST, auto_id="reason_%s")
        try:
            if taking:
                taken = take_typed(return_id=return_id, actor=actor, at=at)
                text = f"来庁者の入力から {taken} 件を取り込みました（未確認です）。"
            else:
                reason = form.cleaned_data["reason"] if form.is_valid() else ""
                put_typed_aside(return_id=return_id, reason=reason, actor=actor, at=at)
                text = "来庁者の入力を取り込まずに終えました。"
        except DeskRefusedError as refusal:
            problem = str(refusal)
        else:
            messages.success(request, text)
            return redirect("desk_return", return_id)
    count_person(actor, one.addressee_id, at=at)
    recorded("return_desk.visitor.viewed", one, actor, at)
    waiting = waiting_entry(one)
    newest = waiting or typed_by_visitors(one).last()
    offer = Offer(Entries.kept(newest.entries) if newest else Entries(), VISITOR)
    lines = offered_lines(offer, newest_entries(one), one.tax_year)
    context = {
        "one": one,
        "who": identity(one.addressee_id, on=at.date()),
        "waiting": waiting,
        "typed": typed_by_visitors(one),
        "lines": lines,
        "taken": sum(line.taken for line in lines),
        "form": form,
        "problem": problem,
    }
    status = CONFLICT if problem else 200
    return render(request, "return_desk/visitor.html", context, status=status)
