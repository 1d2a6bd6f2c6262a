"""The registry of terminals: asked for by one person, approved by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff import terminals
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.facts import terminal_facts, terminal_state
from juminzei.platform.staff.list_page import listed
from juminzei.platform.staff.models import Terminal
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.second_person import same_person
from juminzei.platform.staff.services import allowed
from juminzei.web.staff.checking import CheckedAct, Done, answered
from juminzei.web.staff.forms import NothingForm, TerminalFilterForm, TerminalForm
from juminzei.web.staff.lists import VIEW
from juminzei.web.staff.tables import TerminalTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

MANAGE, APPROVE = "staff.manage", "staff.approve"
ORDERS = ("name", "place", "terminal_class", "requested_at")
KEY_HINT = "登録キーは、次の画面に一度だけ表示されます。その端末の「端末の登録」で入れてください。"


@require_GET
def terminal_list(request: HttpRequest) -> HttpResponse:
    """Show the terminals, narrowed and sorted."""
    at = now()
    actor = acting(request, VIEW, at=at)
    form = TerminalFilterForm(request.GET)
    if not form.is_valid():
        return render(request, "web/staff/terminals.html", {"form": form}, status=422)
    context = listed(request, _narrowed(form), TerminalTable, orders=("name", *ORDERS))
    found = context["page"].paginator.count
    audit.record(action="staff.terminals.viewed", actor=actor, at=at, details={"found": found})
    context |= {
        "form": form,
        "only_registered": rules().registered_terminals_only,
        "may_manage": allowed(actor, MANAGE, on=at.date()),
    }
    return render(request, "web/staff/terminals.html", context)


@require_GET
def terminal_page(request: HttpRequest, terminal_id: int) -> HttpResponse:
    """Show one terminal."""
    at = now()
    actor = acting(request, VIEW, at=at)
    terminal = _found(terminal_id)
    audit.record(
        action="staff.terminals.viewed",
        actor=actor,
        at=at,
        subject_kind="terminal",
        subject_id=terminal.name,
    )
    context = {
        "terminal": terminal,
        "state": terminal_state(terminal),
        "may_manage": allowed(actor, MANAGE, on=at.date()),
        "may_approve": allowed(actor, APPROVE, on=at.date())
        and not same_person(actor, terminal.requested_by),
    }
    return render(request, "web/staff/terminal.html", context)


@require_http_methods(["GET", "POST"])
def terminal_add(request: HttpRequest) -> HttpResponse:
    """Ask for a terminal."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    form = TerminalForm(request.POST or None)

    def act() -> Done:
        terminals.request_terminal(actor=actor, at=at, **form.cleaned_data)
        return Done("申請しました。ほかの人の承認を待ちます。")

    one = CheckedAct(
        title="端末の登録の申請",
        act=act,
        look=lambda: terminal_facts(form.cleaned_data["name"]),
        back=reverse("terminal_list"),
    )
    return answered(request, form, one)


@require_http_methods(["GET", "POST"])
def terminal_approve(request: HttpRequest, terminal_id: int) -> HttpResponse:
    """Approve a terminal that another person asked for."""
    at = now()
    actor = acting(request, APPROVE, at=at)
    terminal = _found(terminal_id)

    def act() -> Done:
        key = terminals.approve_terminal(name=terminal.name, actor=actor, at=at)
        return Done("端末を承認しました。", {"登録キー": key} if key else {})

    hint = "" if terminal.certificate_digest else KEY_HINT
    return _about(request, terminal, "端末の承認", act, hint)


@require_http_methods(["GET", "POST"])
def terminal_revoke(request: HttpRequest, terminal_id: int) -> HttpResponse:
    """Let nobody work from a terminal any more."""
    at = now()
    actor = acting(request, MANAGE, at=at)
    terminal = _found(terminal_id)

    def act() -> Done:
        terminals.revoke_terminal(name=terminal.name, actor=actor, at=at)
        return Done("端末の登録を取り消しました。")

    return _about(request, terminal, "端末の取消し", act)


def _about(
    request: HttpRequest, terminal: Terminal, title: str, act: Callable[[], Done], hint: str = ""
) -> HttpResponse:
    one = CheckedAct(
        title=f"{title}　{terminal.name}",
        act=act,
        look=lambda: terminal_facts(terminal.name),
        back=reverse("terminal_page", args=[terminal.pk]),
        hint=hint,
    )
    return answered(request, NothingForm(request.POST if request.method == "POST" else None), one)


def _found(terminal_id: int) -> Terminal:
    found = Terminal.objects.select_related("requested_by", "approved_by").filter(pk=terminal_id)
    terminal = found.first()
    if terminal is None:
        raise Http404
    return terminal


def _narrowed(form: TerminalFilterForm) -> QuerySet[Terminal]:
    given, shown = form.cleaned_data, Terminal.objects.all()
    for word in given["words"].split():
        shown = shown.filter(Q(name__contains=word) | Q(place__contains=word))
    if given["terminal_class"]:
        shown = shown.filter(terminal_class=given["terminal_class"])
    states = {
        "": {},
        "waiting": {"approved_at__isnull": True, "revoked_at__isnull": True},
        "good": {"approved_at__isnull": False, "revoked_at__isnull": True},
        "revoked": {"revoked_at__isnull": False},
    }
    return shown.filter(**states[given["state"]])
