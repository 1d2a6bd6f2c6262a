"""Notices to other municipalities and from them, typed by a clerk and checked before it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.apps.addressees.api import birthdays, postal
from juminzei.apps.exchange.forms import IncomingForm, OutgoingForm
from juminzei.apps.exchange.services.prepare_documents import PREPARE
from juminzei.apps.exchange.services.prepare_notice import NoticeEntry, prepare_notice
from juminzei.apps.exchange.services.refusal import ExchangeRefusedError
from juminzei.apps.exchange.services.take_notice import IMPORT, NoticeTyped, take_notice
from juminzei.apps.exchange.views.forwarding import CONFLICT, UNPROCESSABLE
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.limits.persons import count_person
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.forms import BoundField, Form
    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

OUT, IN = "exchange/notice_out.html", "exchange/notice_in.html"


@require_http_methods(["GET", "POST"])
def notice_new(request: HttpRequest) -> HttpResponse:
    """Enter a notice to another municipality; checked once more before it is made up."""
    at = now()
    actor = acting(request, PREPARE, at=at)

    def commit(form: OutgoingForm) -> HttpResponse:
        made = prepare_notice(NoticeEntry(**form.entry()), actor=actor, at=at)
        messages.success(request, f"送付 {made.pk} を作成しました。別の職員が承認します。")
        return redirect("consignment", made.pk)

    return _entered(request, OutgoingForm, OUT, commit, actor=actor, at=at)


@require_http_methods(["GET", "POST"])
def city_notice_new(request: HttpRequest) -> HttpResponse:
    """Type a notice of another city; checked once more before it becomes a document."""
    at = now()
    actor = acting(request, IMPORT, at=at)

    def commit(form: IncomingForm) -> HttpResponse:
        key = take_notice(NoticeTyped(**form.typed()), actor=actor, at=at)
        messages.success(request, f"通知を課税資料 {key} として登録しました。")
        return redirect("city_notice_new")

    return _entered(request, IncomingForm, IN, commit, actor=actor, at=at)


def _entered(
    request: HttpRequest,
    kind: type[Any],
    page: str,
    commit: Callable[[Any], HttpResponse],
    *,
    actor: StaffMember,
    at: datetime,
) -> HttpResponse:
    """Ask, show what was entered with the person found, and do it when that was checked."""
    if request.method == "GET":
        return render(request, page, {"form": kind()})
    form = kind(request.POST)
    if not form.is_valid() or "back" in request.POST:
        status = 200 if "back" in request.POST else UNPROCESSABLE
        return render(request, page, {"form": form}, status=status)
    if request.POST.get("checked") != "1":
        return _answers(request, page, form, actor, at)
    try:
        return commit(form)
    except ExchangeRefusedError as refusal:
        form.add_error(None, str(refusal))
        return render(request, page, {"form": form}, status=CONFLICT)


def _answers(
    request: HttpRequest, page: str, form: Form, actor: StaffMember, at: datetime
) -> HttpResponse:
    """Show what was entered, and whom the number names."""
    number = form.cleaned_data["addressee"]
    found = postal([number]).get(number)
    if found is None:
        form.add_error("addressee", "宛名番号が登録されていません。番号を確かめてください。")
        return render(request, page, {"form": form}, status=UNPROCESSABLE)
    count_person(actor, number, at=at)
    audit.record(
        action="exchange.person.checked",
        actor=actor,
        at=at,
        subject_kind="addressee",
        subject_id=f"{number:010d}",
    )
    shown = [(field, _said(field)) for field in form.visible_fields()]
    context = {"form": form, "shown": shown, "person": found}
    return render(request, page, {**context, "birth_on": birthdays([number]).get(number)})


def _said(field: BoundField) -> str:
    """Return what was entered, in the words of the form."""
    value = field.value()
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value) if value not in {None, ""} else "—")
