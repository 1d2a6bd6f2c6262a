"""Entering what only the image of a return shows: by two people, a third where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.apps.national_returns.forms.entry_forms import EntryForm, EntrySheetsForm
from juminzei.apps.national_returns.services.enter_from_image import (
    ENTER,
    WAITING,
    Entered,
    agreed_values,
    ask_entry,
    differing,
    enter_from_image,
    finish_entry,
    withdraw_entry,
)
from juminzei.apps.national_returns.services.refusal import ReturnsRefusedError
from juminzei.apps.national_returns.views.lists import CONFLICT, UNPROCESSABLE
from juminzei.apps.national_returns.views.returns import record_of_return, staged_or_404
from juminzei.platform.clock import now
from juminzei.platform.staff.acting import acting
from juminzei.platform.staff.second_person import same_person

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from juminzei.apps.national_returns.models import EntryPass, StagedReturn


@require_http_methods(["GET", "POST"])
def national_enter(request: HttpRequest, national_id: int) -> HttpResponse:
    """Enter what only the image shows; the second time without seeing the first."""
    at = now()
    actor = acting(request, ENTER, at=at)
    staged = staged_or_404(national_id)
    passes = list(staged.passes.order_by("number"))
    only = differing(passes)
    sheets = EntrySheetsForm(request.POST if request.method == "POST" else request.GET)
    form, status = _form(request, staged, only, sheets.wanted()), 200
    if request.method == "POST" and not form.is_bound:
        pass  # another page or more rows: what was typed stands in the fields again
    elif request.method == "POST" and form.is_valid():
        told = _with_agreed(form.told(), passes, only)
        try:
            entered = enter_from_image(staged_id=staged.pk, values=told, actor=actor, at=at)
        except ReturnsRefusedError as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            messages.success(request, _words(entered))
            return redirect("national_return", national_id)
    elif request.method == "POST":
        status = UNPROCESSABLE
    if staged.image_set is not None:
        record_of_return("national_returns.return.viewed", staged, actor, at)
    context = {
        "staged": staged,
        "form": form,
        "sheets": sheets,
        "number": len(passes) + 1,
        "differing": bool(only),
        "waits": staged.state in WAITING and agreed_values(passes) is None,
        "own": any(same_person(actor, one.entered_by) for one in passes),
    }
    return render(request, "national_returns/enter.html", context, status=status)


@require_POST
def national_finish(request: HttpRequest, national_id: int) -> HttpResponse:
    """Complete a return on which two agree, now that its person is known."""
    at = now()
    actor = acting(request, ENTER, at=at)
    staged = staged_or_404(national_id)
    try:
        done = finish_entry(staged_id=staged.pk, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        words = (
            "申告を確定しました。"
            if done
            else "本人がまだ特定されていません。照合で特定してください。"
        )
        (messages.success if done else messages.warning)(request, words)
    return redirect("national_return", national_id)


@require_POST
def national_supplement(request: HttpRequest, national_id: int) -> HttpResponse:
    """Ask for what a return has on its image alone, or take that back."""
    at = now()
    actor = acting(request, ENTER, at=at)
    staged = staged_or_404(national_id)
    back = request.POST.get("act") == "withdraw"
    try:
        (withdraw_entry if back else ask_entry)(staged_id=staged.pk, actor=actor, at=at)
    except ReturnsRefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("national_return", national_id)
    if back:
        messages.success(request, "画像からの入力をやめました。")
        return redirect("national_return", national_id)
    messages.success(request, "入力待ちにしました。画像にある用紙を選んで入力してください。")
    return redirect("national_enter", national_id)


def _form(
    request: HttpRequest, staged: StagedReturn, only: tuple[str, ...], wanted: dict[str, Any]
) -> EntryForm:
    """Return the fields; not bound where pages or rows were asked for, with what was typed."""
    if request.method != "POST":
        return EntryForm(staged, only=only, **wanted)
    if "widen" in request.POST and not only:
        return EntryForm(staged, initial=request.POST.dict(), **wanted)
    return EntryForm(staged, request.POST, only=only, **wanted)


def _with_agreed(
    told: dict[str, object], passes: list[EntryPass], only: tuple[str, ...]
) -> dict[str, object]:
    """Return what a third entered together with that in which the first two agree."""
    if not only:
        return told
    return {**{name: v for name, v in passes[0].values.items() if name not in only}, **told}


def _words(entered: Entered) -> str:
    if entered.completed:
        return "入力を確定し、課税資料にしました。"
    if entered.agreed:
        return "入力が一致しました。本人の特定の後に確定してください。"
    if entered.differing:
        count = len(entered.differing)
        return f"{count}か所が1回目と違います。別の職員が画像で確かめてください。"
    return f"{entered.number}回目の入力を受け付けました。別の職員がもう一度入力してください。"
