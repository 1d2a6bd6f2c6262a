"""Security keys at sign-in and in one's own account: asked, registered."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from juminzei.platform.clock import now
from juminzei.platform.staff.factors import has_factor
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.security_keys import (
    begin_registration,
    check_key,
    offered,
    register_key,
)
from juminzei.web.account.confirmed import confirmed
from juminzei.web.account.forms import KeyForm
from juminzei.web.key_challenges import REGISTER, USE, keep_challenge, take_challenge
from juminzei.web.sign_in_steps import factor_due
from juminzei.web.views.factor import factor_page, pass_factor
from juminzei.web.views.following import following

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from juminzei.platform.staff.models import StaffMember

LARGEST = 20_000


@require_POST
def factor_key(request: HttpRequest) -> HttpResponse:
    """Take a key's answer at sign-in, as the second factor."""
    member, at = _member(request), now()
    if not factor_due(request, member, at):
        return redirect(following(request))
    answer = request.POST.get("credential", "")[: LARGEST + 1]
    if check_key(member, take_challenge(request, USE, at), answer, at=at):
        return pass_factor(request, member)
    problem = (
        "セキュリティキーを確認できませんでした。"
        "登録したキーで、もう一度行ってください。続くときは、システム管理者に連絡してください。"
    )
    return factor_page(request, member, at, key_problem=problem)


@require_http_methods(["GET", "POST"])
def key_add(request: HttpRequest) -> HttpResponse:
    """Register a key: the first factor at sign-in, or another one after the password."""
    member, at = _member(request), now()
    first = factor_due(request, member, at)
    if first and has_factor(member):
        return redirect("factor")
    if not first and not confirmed(request, at):
        return redirect("account_confirm")
    form = KeyForm(request.POST or None)
    if form.is_valid():
        try:
            _register(request, member, form, at)
        except StaffRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            if first:
                return pass_factor(request, member)
            messages.success(request, "セキュリティキーを登録しました。")
            return redirect("account")
    return _asked(request, member, form, at, first=first)


def _register(request: HttpRequest, member: StaffMember, form: KeyForm, at: datetime) -> None:
    state = take_challenge(request, REGISTER, at)
    if state is None:
        raise StaffRefusedError("時間が過ぎました。もう一度「登録する」を押してください。")
    register_key(
        member=member,
        name=form.cleaned_data["name"],
        state=state,
        answer=form.cleaned_data["credential"],
        at=at,
    )


def _asked(
    request: HttpRequest, member: StaffMember, form: KeyForm, at: datetime, *, first: bool
) -> HttpResponse:
    if not offered():
        return render(request, "web/account/no_keys.html", {"bare": first})
    options, state = begin_registration(member)
    keep_challenge(request, REGISTER, state, at)
    context = {"form": form, "bare": first, "options": options, "first": first}
    return render(request, "web/account/key_add.html", context)


def _member(request: HttpRequest) -> StaffMember:
    return copy(cast("StaffMember", request.user))
