"""One's own account: roles, factors, last sign-ins, and leaving everywhere."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juminzei.platform.clock import now
from juminzei.platform.policy.matrix import matrix
from juminzei.platform.policy.roles import Role
from juminzei.platform.staff import totp
from juminzei.platform.staff.factors import remove_own_app, remove_own_key
from juminzei.platform.staff.lockout import count_failure, resting
from juminzei.platform.staff.models import RoleGrant, SecurityKey, Training
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules
from juminzei.platform.staff.security_keys import offered
from juminzei.platform.staff.services import roles_of
from juminzei.web import sessions
from juminzei.web.account.confirmed import confirm, confirmed
from juminzei.web.account.forms import AppForm, ConfirmForm
from juminzei.web.account.last_sign_ins import last_sign_ins
from juminzei.web.authentication import record_sign_out
from juminzei.web.qr_picture import grouped, qr_picture
from juminzei.web.settings import CONFIGURATION

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Show members what they may do, what they come in with, and when they came in last."""
    member, at = _member(request), now()
    counting = roles_of(member, on=at.date())
    day = matrix().on(at.date())
    grants = RoleGrant.objects.filter(staff_member=member).order_by("-valid_from", "role")
    context = {
        "member": member,
        "roles": [
            (
                Role(grant.role).label,
                grant,
                grant.role in counting and grant.valid_from <= at.date(),
                "、".join(one.ground for one in day.grants if one.role == grant.role),
            )
            for grant in grants
        ],
        "trainings": Training.objects.filter(staff_member=member).order_by("-valid_until")[:5],
        "app": totp.has_factor(member),
        "keys": SecurityKey.objects.filter(staff_member=member, removed_at__isnull=True),
        "offered": offered(),
        "sign_ins": last_sign_ins(member.staff_number),
        "rules": rules(),
    }
    return render(request, "web/account/account.html", context)


@require_http_methods(["GET", "POST"])
def account_confirm(request: HttpRequest) -> HttpResponse:
    """Ask for the password once more before what one comes in with is changed."""
    member, at = _member(request), now()
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        if member.check_password(form.cleaned_data["password"]) and not resting(member, at):
            confirm(request, at)
            sessions.renew(request.session, member)
            messages.success(request, "確認しました。10分の間、変更できます。")
            return redirect("account")
        count_failure(member, at)
        form.add_error("password", "パスワードが違います。")
    return render(request, "web/account/confirm.html", {"form": form})


@require_http_methods(["GET", "POST"])
def app_add(request: HttpRequest) -> HttpResponse:
    """Register an app beside the keys."""
    member, at = _member(request), now()
    if totp.has_factor(member):
        return redirect("account")
    if not confirmed(request, at):
        return redirect("account_confirm")
    form = AppForm(request.POST or None)
    if form.is_valid():
        if totp.check_code(member, form.cleaned_data["code"].strip(), at=at):
            messages.success(request, "認証アプリを登録しました。")
            return redirect("account")
        form.add_error("code", "確認コードが違います。アプリの今の数字を入れてください。")
    secret = totp.begin_registration(member)
    context = {"form": form, "groups": grouped(secret)}
    return render(request, "web/account/app_add.html", context)


@require_GET
def app_picture(request: HttpRequest) -> HttpResponse:
    """Draw the QR code of an app that is being registered, after the password."""
    member = _member(request)
    if totp.has_factor(member) or not confirmed(request, now()):
        raise Http404
    secret = totp.begin_registration(member)
    address = totp.address_of(secret, member, f"{CONFIGURATION.municipality_name} 個人住民税")
    return HttpResponse(qr_picture(address), content_type="image/png")


@require_POST
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Take a factor of one's own away, while another stays."""
    member, at = _member(request), now()
    if not confirmed(request, at):
        return redirect("account_confirm")
    try:
        _remove(member, request.POST.get("key", ""), at)
    except StaffRefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "削除しました。")
    return redirect("account")


@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of one's own, wherever it is open."""
    member = _member(request)
    sessions.end_session(member)
    logout(request)
    record_sign_out(member, now())
    response = redirect("sign_in")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _remove(member: StaffMember, key: str, at: datetime) -> None:
    if key.isdecimal() and key.isascii():
        remove_own_key(member=member, key_id=int(key[:18]), at=at)
    else:
        remove_own_app(member=member, at=at)


def _member(request: HttpRequest) -> StaffMember:
    return copy(cast("StaffMember", request.user))
