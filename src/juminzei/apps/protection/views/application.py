"""Entering an application: filled in, looked over, entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from juminzei.apps.addressees.api import identity
from juminzei.apps.protection.forms import ApplicationForm
from juminzei.apps.protection.services.apply import apply_for_protection, refuse_unfit
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.addressees.api import Identity

UNPROCESSABLE = 422
FORM, CHECK = "protection/apply.html", "protection/apply_check.html"


@require_http_methods(["GET", "POST"])
def protection_apply(request: HttpRequest, number: int) -> HttpResponse:
    """Ask what the application says; show it to be looked over; enter it when confirmed."""
    at = now()
    actor = acting(request, "protection.register", at=at)
    who = identity(number, on=at.date())
    if who is None:
        raise Http404
    if request.method == "GET":
        audit.record(
            action="protection.application.viewed",
            actor=actor,
            at=at,
            subject_kind="addressee",
            subject_id=f"{number:010d}",
        )
        form = ApplicationForm(initial={"valid_from": at.date(), "at_once": True})
        return _filled_in(request, who, form)
    form = ApplicationForm(request.POST)
    step = request.POST.get("step", "")
    if not form.is_valid() or step == "back":
        return _filled_in(request, who, form, status=200 if step == "back" else UNPROCESSABLE)
    application = form.application(number)
    try:
        if step != "enter":
            refuse_unfit(application)
            return render(request, CHECK, {"who": who, "form": form, "answers": form.answers()})
        case = apply_for_protection(application, actor=actor, at=at)
    except ProtectionRefusedError as refusal:
        form.add_error(None, str(refusal))
        return _filled_in(request, who, form, status=UNPROCESSABLE)
    messages.success(
        request,
        "仮支援措置を始めました。住所はもう伏せられています。別の職員の決定を待ちます。"
        if application.at_once
        else "申出を登録しました。住所は、別の職員が決定するまで伏せられません。",
    )
    return redirect("protection_case", case.pk)


def _filled_in(
    request: HttpRequest, who: Identity, form: ApplicationForm, *, status: int = 200
) -> HttpResponse:
    return render(request, FORM, {"who": who, "form": form}, status=status)
