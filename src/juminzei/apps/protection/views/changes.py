"""What is asked for and decided in a case: each one button of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from juminzei.apps.protection.forms import DecisionForm, EndForm, ExtensionForm
from juminzei.apps.protection.selectors.cases import undecided
from juminzei.apps.protection.services import decide as deciding
from juminzei.apps.protection.services.refusal import ProtectionRefusedError
from juminzei.apps.protection.services.request_change import request_end, request_extension
from juminzei.apps.protection.views.cases import UNPROCESSABLE, shown_case
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT = 409


@require_POST
def extend(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask that the protection go on."""
    at = now()
    actor = acting(request, "protection.register", at=at)
    form = ExtensionForm(request.POST, auto_id="extend_%s")
    if not form.is_valid():
        return shown_case(request, case_id, status=UNPROCESSABLE, extend=form)
    try:
        request_extension(case_id=case_id, actor=actor, at=at, **form.cleaned_data)
    except ProtectionRefusedError as refusal:
        return shown_case(request, case_id, status=CONFLICT, problem=str(refusal), extend=form)
    messages.success(request, "延長を申請しました。別の職員の決定を待ちます。")
    return redirect("protection_case", case_id)


@require_POST
def end(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask that the protection end."""
    at = now()
    actor = acting(request, "protection.register", at=at)
    form = EndForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        return shown_case(request, case_id, status=UNPROCESSABLE, end=form)
    try:
        request_end(case_id=case_id, actor=actor, at=at, **form.cleaned_data)
    except ProtectionRefusedError as refusal:
        return shown_case(request, case_id, status=CONFLICT, problem=str(refusal), end=form)
    messages.success(request, "終了を申請しました。別の職員が決定するまで、住所は伏せたままです。")
    return redirect("protection_case", case_id)


@require_POST
def decide(request: HttpRequest, case_id: int) -> HttpResponse:
    """Decide, as another person, about what waits in the case."""
    at = now()
    actor = acting(request, "protection.decide", at=at)
    form = DecisionForm(request.POST, auto_id="decide_%s")
    if not form.is_valid():
        return shown_case(request, case_id, status=UNPROCESSABLE, decide=form)
    waiting = undecided().filter(case_id=case_id).first()
    try:
        deciding.decide(
            request_id=waiting.pk if waiting else 0,
            agree=form.cleaned_data["outcome"] == "agree",
            note=form.cleaned_data["note"],
            actor=actor,
            at=at,
        )
    except ProtectionRefusedError as refusal:
        return shown_case(request, case_id, status=CONFLICT, problem=str(refusal), decide=form)
    messages.success(request, "決定しました。")
    return redirect("protection_case", case_id)
