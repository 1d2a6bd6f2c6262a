"""The pages between signing in and the work: second factor, new password, lock, notice."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from juminzei.platform.audit import services as audit
from juminzei.platform.clock import now
from juminzei.platform.staff.activations import activate
from juminzei.platform.staff.lockout import count_failure, forget_failures, resting
from juminzei.platform.staff.models import StaffMember
from juminzei.platform.staff.passwords import change_password, expired
from juminzei.platform.staff.refusal import StaffRefusedError
from juminzei.platform.staff.rules import rules
from juminzei.web import sessions
from juminzei.web.kept_form import keep_form, kept_on, take_kept_form
from juminzei.web.views.following import following, is_ours

if TYPE_CHECKING:
    from django.http import HttpRequest

LOCKED_OUT = 5
"""Wrong passwords at a locked page after which the session ends."""


def _secret(label: str, use: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": use})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget)


def _code(label: str) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attributes))


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    new = _secret("新しいパスワード", "new-password")
    again = _secret("新しいパスワード（もう一度）", "new-password")

    def clean_again(self) -> str:
        """Refuse two new passwords that differ."""
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("new") != again:
            raise forms.ValidationError("新しいパスワードの2つの欄が一致しません。")
        return again


class PasswordForm(NewPasswordForm):
    """The password so far, and the new one."""

    old = _secret("今のパスワード", "current-password")
    field_order = ("old", "new", "again")


class ActivationForm(NewPasswordForm):
    """Staff number, both halves of the code, and the password that the person chooses."""

    number = forms.CharField(label="職員番号", max_length=12)
    first = _code("許可コードの前半")
    second = _code("許可コードの後半")
    field_order = ("number", "first", "second", "new", "again")


class UnlockForm(forms.Form):
    """The password once more."""

    password = _secret("パスワード", "current-password")


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let somebody change their password; the only page when it has expired."""
    member, at = _member(request), now()
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        try:
            change_password(member=member, old=old, new=new, at=at)
        except StaffRefusedError as refusal:
            form.add_error("new", str(refusal).splitlines())
        else:
            update_session_auth_hash(request, member)
            sessions.take_over(request.session, member)
            return redirect("home")
    context = {"form": form, "bare": True, "expired": expired(member, at), "rules": rules()}
    return render(request, "web/sign_in/password.html", context)


@require_http_methods(["GET", "POST"])
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Have somebody confirm, once a month, that what they do is recorded."""
    member, at = _member(request), now()
    if request.method == "POST":
        StaffMember.objects.filter(pk=member.pk).update(acknowledged_on=at.date())
        audit.record(action="staff.acknowledged", actor=member, at=at)
        return redirect("home")
    return render(request, "web/sign_in/acknowledge.html", {"bare": True})


@require_http_methods(["GET", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """Ask for the password again; a form sent along is kept until then.

    The page's own script sends the half-typed form when nobody moved for a while.
    """
    member, at = _member(request), now()
    if "kept_page" in request.POST:
        sessions.lock(request, member, at)
        _keep(request)
        return redirect(f"{reverse('locked')}?{urlencode({'next': request.POST['kept_page']})}")
    if not sessions.idle(request, at):
        return redirect("home")
    form = UnlockForm(request.POST or None)
    if form.is_valid():
        if member.check_password(form.cleaned_data["password"]) and not resting(member, at):
            sessions.unlock(request, member, at)
            forget_failures(member)
            return redirect(kept_on(request) or following(request))
        if count_failure(member, at) % LOCKED_OUT == 0:
            logout(request)
            sessions.end_session(member)
            return redirect("sign_in")
        form.add_error("password", "パスワードが違います。")
    context = {"form": form, "bare": True, "next": request.GET.get("next", "")}
    return render(request, "web/sign_in/locked.html", context)


@require_GET
def kept(request: HttpRequest) -> JsonResponse:
    """Give the page's script, once, what was typed there before the lock."""
    return JsonResponse(take_kept_form(request))


@login_not_required
@require_http_methods(["GET", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """Let the person with both halves of a code choose their password."""
    form = ActivationForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            activate(
                staff_number=given["number"],
                halves=(given["first"], given["second"]),
                password=given["new"],
                at=now(),
            )
        except StaffRefusedError as refusal:
            form.add_error(None, str(refusal).splitlines())
        else:
            return redirect("sign_in")
    return render(request, "web/sign_in/activation.html", {"form": form, "rules": rules()})


def _member(request: HttpRequest) -> StaffMember:
    return copy(cast("StaffMember", request.user))


def _keep(request: HttpRequest) -> None:
    """Keep the form that a page's script sent along."""
    fields = request.POST.copy()
    page, address = fields.pop("kept_page")[0], fields.pop("kept_address", [""])[0]
    if is_ours(request, page):
        keep_form(request, page=page, address=address, fields=fields)
