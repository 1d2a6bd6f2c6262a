"""The page of the second factor: a code of an app, or a security key."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.platform.clock import now
from juminzei.platform.staff import totp
from juminzei.platform.staff.factors import has_factor
from juminzei.platform.staff.security_keys import begin_use, offered, usable
from juminzei.web import sessions
from juminzei.web.key_challenges import USE, keep_challenge
from juminzei.web.qr_picture import grouped, qr_picture
from juminzei.web.settings import CONFIGURATION
from juminzei.web.views.following import following

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from juminzei.platform.staff.models import StaffMember


class FactorForm(forms.Form):
    """The six digits that the app shows."""

    code = forms.CharField(
        label="確認コード（6けた）",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}
        ),
    )


@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """Ask for a one-time password; who has no app yet registers one first."""
    member, at = _member(request), now()
    if request.session.get(sessions.FACTOR) == sessions.PASSED:
        return redirect(following(request))
    form = FactorForm(request.POST or None)
    if form.is_valid() and _app_counts(member):
        code = form.cleaned_data["code"].strip()
        if totp.check_code(member, code, at=at):
            return pass_factor(request, member)
        form.add_error("code", "確認コードが違います。アプリの今の数字を入れてください。")
    return factor_page(request, member, at, form=form)


def factor_page(
    request: HttpRequest,
    member: StaffMember,
    at: datetime,
    *,
    form: FactorForm | None = None,
    key_problem: str = "",
) -> HttpResponse:
    """Show what ``member`` can prove themselves with; who has nothing yet registers it."""
    secret = None if has_factor(member) else totp.begin_registration(member)
    options = ""
    if offered() and usable(member).exists():
        options, state = begin_use(member)
        keep_challenge(request, USE, state, at)
    context = {
        "form": form or FactorForm(),
        "bare": True,
        "app": _app_counts(member),
        "groups": grouped(secret) if secret else [],
        "options": options,
        "keys_offered": secret and offered(),
        "key_problem": key_problem,
        "next": request.POST.get("next") or request.GET.get("next", ""),
    }
    return render(request, "web/sign_in/factor.html", context)


def pass_factor(request: HttpRequest, member: StaffMember) -> HttpResponse:
    """Let the session on, under a new identifier: the second factor was shown."""
    request.session[sessions.FACTOR] = sessions.PASSED
    sessions.renew(request.session, member)
    return redirect(following(request))


def _app_counts(member: StaffMember) -> bool:
    """Return whether a code is taken: of the app, or of a first one; never beside a key."""
    return totp.has_factor(member) or not has_factor(member)


@require_GET
def factor_picture(request: HttpRequest) -> HttpResponse:
    """Draw the QR code of an app that is being registered, and of no other."""
    member = _member(request)
    if has_factor(member):
        raise Http404
    secret = totp.begin_registration(member)
    address = totp.address_of(secret, member, f"{CONFIGURATION.municipality_name} 個人住民税")
    return HttpResponse(qr_picture(address), content_type="image/png")


def _member(request: HttpRequest) -> StaffMember:
    return copy(cast("StaffMember", request.user))
